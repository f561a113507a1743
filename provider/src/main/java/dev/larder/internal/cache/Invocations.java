package dev.larder.internal.cache;

import dev.larder.internal.core.Hold;
import dev.larder.internal.integration.WriterEntry;
import dev.larder.internal.processor.InvocationResult;
import dev.larder.internal.processor.ProcessorEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorResult;
import org.jspecify.annotations.Nullable;

/**
 * Entry processors. The key is held while one runs, and no lock: it may take its time, block, and use other keys of this and other
 * caches. What it comes down to ({@link dev.larder.internal.processor.Net}) is carried out when it is done.
 */
final class Invocations<K, V> {
  private final Contents<K, V> contents;
  private final Commits<K, V> commits;

  Invocations(Contents<K, V> contents) {
    this.contents = contents;
    this.commits = new Commits<>(contents);
  }

  <T> @Nullable T invoke(K key, EntryProcessor<K, V, T> processor, @Nullable Object... arguments) {
    K ownKey = contents.keys().copy(key);
    Hold<K, Object> hold = contents.acquire(ownKey, false);
    try {
      commits.expired(hold);
      ProcessorEntry<K, V> entry = new ProcessorEntry<>(
          contents.keyFor(hold), hold.live(), contents.values()::read, this::loadIfReadThrough);
      T result = entry.process(processor, arguments);
      carryOut(entry, hold);
      return result;
    } finally {
      contents.release(hold);
    }
  }

  private @Nullable Object loadIfReadThrough(K key) {
    return contents.readThrough() && !contents.memory().isKnownAbsent(key)
        ? contents.storeLoaded(contents.loader().load(key))
        : null;
  }

  private void carryOut(ProcessorEntry<K, V> entry, Hold<K, Object> hold) {
    switch (entry.net()) {
      case NONE -> countLookup(entry);
      case ACCESSED -> {
        countLookup(entry);
        commits.access(hold);
      }
      case LOADED -> {
        countLookup(entry);
        commits.load(hold, entry.loaded());
      }
      case CREATED, UPDATED -> {
        V value = entry.written();
        contents.arguments().value(value, "value");
        Object stored = contents.values().store(value);
        contents.writer().write(new WriterEntry<>(contents.keyFor(hold), value));
        countLookup(entry);
        commits.put(hold, stored);
      }
      case REMOVED -> {
        contents.writer().delete(contents.keyFor(hold));
        countLookup(entry);
        commits.remove(hold);
      }
    }
  }

  private void countLookup(ProcessorEntry<K, V> entry) {
    if (entry.existed()) {
      contents.statistics().recordHits(1);
    } else {
      contents.statistics().recordMisses(1);
    }
  }

  <T> Map<K, EntryProcessorResult<T>> invokeAll(
      Set<? extends K> keys, EntryProcessor<K, V, T> processor, @Nullable Object... arguments) {
    Map<K, EntryProcessorResult<T>> results = new LinkedHashMap<>();
    for (K key : keys) {
      try {
        T result = invoke(key, processor, arguments);
        if (result != null) {
          results.put(key, InvocationResult.of(result));
        }
      } catch (RuntimeException e) {
        results.put(key, InvocationResult.failed(e));
      }
    }
    return results;
  }
}
