package dev.larder.internal.cache;

import dev.larder.internal.core.Hold;
import dev.larder.internal.core.TableCursor;
import dev.larder.internal.integration.BulkOutcome;
import dev.larder.internal.integration.WriterEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The writes of many keys. Without a writer they are the writes of single keys, one after the other. With one, all keys are held,
 * the writer is called once, and what it has done is committed; what it has not stays as it was.
 */
final class BulkWrites<K, V> {
  private final Contents<K, V> contents;
  private final Writes<K, V> writes;
  private final Commits<K, V> commits;

  BulkWrites(Contents<K, V> contents, Writes<K, V> writes) {
    this.contents = contents;
    this.writes = writes;
    this.commits = new Commits<>(contents);
  }

  void putAll(Map<? extends K, ? extends V> entries) {
    if (contents.writer().isPresent()) {
      putAllThrough(entries);
    } else {
      entries.forEach((key, value) -> writes.apply(Mutation.PUT, key, value, null));
    }
  }

  private void putAllThrough(Map<? extends K, ? extends V> entries) {
    Map<K, Object> stored = new LinkedHashMap<>();
    List<WriterEntry<K, V>> toWrite = new ArrayList<>();
    entries.forEach((key, value) -> {
      K ownKey = contents.keys().copy(key);
      stored.put(ownKey, contents.values().store(value));
      toWrite.add(new WriterEntry<>(ownKey, value));
    });
    holding(stored.keySet(), () -> contents.writer().writeAll(toWrite), (key, hold) -> {
      Object value = stored.get(key);
      if (value != null) {
        commits.put(hold, value);
      }
    });
  }

  void removeAll(Collection<? extends K> keys) {
    if (contents.writer().isPresent()) {
      Set<K> ownKeys = new LinkedHashSet<>();
      keys.forEach(key -> ownKeys.add(contents.keys().copy(key)));
      holding(
          ownKeys, () -> contents.writer().deleteAll(ownKeys), (key, hold) -> commits.remove(hold));
    } else {
      keys.forEach(key -> writes.apply(Mutation.REMOVE, key, null, null));
    }
  }

  /** Removes what is there now; what comes meanwhile may stay. */
  void removeAll() {
    List<K> keys = new ArrayList<>();
    for (TableCursor<K, Object> cursor = contents.table().cursor(); cursor.advance(); ) {
      keys.add(cursor.key());
    }
    removeAll(keys);
  }

  private interface Call<K> {
    BulkOutcome<K> run();
  }

  private void holding(Collection<K> keys, Call<K> writing, BiConsumer<K, Hold<K, Object>> commit) {
    List<Hold<K, Object>> holds = contents.acquireAll(keys);
    try {
      RuntimeException refusal = null;
      for (Hold<K, Object> hold : holds) {
        refusal = attempt(() -> commits.expired(hold), refusal);
      }
      BulkOutcome<K> outcome = writing.run();
      for (Hold<K, Object> hold : holds) {
        if (!outcome.hasFailed(hold.key())) {
          refusal = attempt(() -> commit.accept(hold.key(), hold), refusal);
        }
      }
      outcome.throwIfFailed();
      if (refusal != null) {
        throw refusal;
      }
    } finally {
      contents.table().holds().releaseAll(holds);
    }
  }

  /** What the writer has done must be committed for each key, even if a listener protests at one of them. */
  private static @Nullable RuntimeException attempt(
      Runnable step, @Nullable RuntimeException before) {
    try {
      step.run();
      return before;
    } catch (RuntimeException e) {
      if (before == null) {
        return e;
      }
      before.addSuppressed(e);
      return before;
    }
  }
}
