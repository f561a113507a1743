package dev.larder.internal.cache;

import dev.larder.internal.core.Hold;
import dev.larder.internal.integration.WriterEntry;
import dev.larder.internal.management.jfr.Recorder;
import dev.larder.internal.processor.InvocationResult;
import dev.larder.internal.processor.ProcessorEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorResult;
import org.jspecify.annotations.Nullable;

/**
 * Entry processors. The key is held while one runs, and no lock: it may take its time, block, and use other keys of this and other
 * caches. What it comes down to ({@link dev.larder.internal.processor.Net}) is carried out when it is done.
 */
class Invocations<K, V> {
  private final Contents<K, V> contents;
  private final Commits<K, V> commits;
  private final Function<Object, V> reading;
  private final Function<K, @Nullable Object> loading;

  Invocations(Contents<K, V> contents) {
    this.contents = contents;
    this.commits = Commits.of(contents);
    this.reading = contents.values()::read;
    this.loading = this::loadIfReadThrough;
  }

  /** Those that fit the cache. */
  static <K, V> Invocations<K, V> of(Contents<K, V> contents) {
    return contents.tiering() == null
        ? new Invocations<>(contents)
        : new TieredInvocations<>(contents);
  }

  <T> @Nullable T invoke(K key, EntryProcessor<K, V, T> processor, @Nullable Object... arguments) {
    K ownKey = contents.keys().copy(key);
    Hold<K, Object> hold = contents.acquire(ownKey, false);
    boolean held = true;
    try {
      commits.expired(hold);
      ProcessorEntry<K, V> entry =
          new ProcessorEntry<>(contents.keyFor(hold), hold.live(), reading, loading);
      T result = process(entry, processor, arguments);
      if (!entry.net().isPut()) {
        carryOut(entry, hold);
      } else if (contents.events().isEmpty()) {
        Object stored = writeThrough(entry, hold);
        held = false;
        commits.putAndRelease(hold, stored);
      } else {
        commits.put(hold, writeThrough(entry, hold));
      }
      return result;
    } finally {
      if (held) {
        contents.release(hold);
      }
    }
  }

  private <T> @Nullable T process(
      ProcessorEntry<K, V> entry, EntryProcessor<K, V, T> processor, @Nullable Object[] arguments) {
    Recorder.Call call = contents.userCode().begin("entry processor", processor);
    boolean failed = true;
    try {
      T result = entry.process(processor, arguments);
      failed = false;
      return result;
    } finally {
      call.end(failed);
    }
  }

  private @Nullable Object loadIfReadThrough(K key) {
    return contents.readThrough() && !contents.memory().isKnownAbsent(key)
        ? contents.storeLoaded(contents.loader().load(key))
        : null;
  }

  /** Returns what the table is to keep of the value that the processor has set. */
  private Object writeThrough(ProcessorEntry<K, V> entry, Hold<K, Object> hold) {
    hold.letTimePass();
    V value = entry.written();
    contents.arguments().value(value, "value");
    Object stored = contents.values().store(value);
    if (contents.writer().isPresent()) {
      contents.writer().write(new WriterEntry<>(contents.keyFor(hold), value));
    }
    countLookup(hold.key(), entry);
    return stored;
  }

  private void carryOut(ProcessorEntry<K, V> entry, Hold<K, Object> hold) {
    switch (entry.net()) {
      case ACCESSED -> {
        countLookup(hold.key(), entry);
        commits.access(hold);
      }
      case LOADED -> {
        countLookup(hold.key(), entry);
        commits.load(hold, entry.loaded());
      }
      case REMOVED -> {
        contents.writer().delete(contents.keyFor(hold));
        countLookup(hold.key(), entry);
        commits.remove(hold);
      }
      default -> countLookup(hold.key(), entry);
    }
  }

  private void countLookup(K key, ProcessorEntry<K, V> entry) {
    if (entry.existed()) {
      contents.statistics().recordHitOn(key);
    } else {
      contents.statistics().recordMissOn(key);
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
