package dev.larder.internal.cache;

import static java.util.Objects.requireNonNull;

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
import java.util.function.Consumer;

/**
 * The writes of many keys. Without a writer they are the writes of single keys, one after the other; what goes wrong with one of them
 * (a listener that protests, say) is thrown when all are done. With a writer, all keys are held, the writer is called once, and what
 * it has done is committed; what it has not stays as it was.
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

  /** All is copied before the first entry is stored: what cannot be copied leaves the cache as it was. */
  void putAll(Map<? extends K, ? extends V> entries) {
    Map<K, Prepared<V>> prepared = new LinkedHashMap<>();
    entries.forEach((key, value) -> prepared.put(
        contents.keys().copy(key), new Prepared<>(value, contents.values().store(value))));
    if (contents.writer().isPresent()) {
      putAllThrough(prepared);
    } else {
      FirstFailure failures = new FirstFailure();
      prepared.forEach((key, entry) -> failures.attempt(
          () -> writes.applyOwn(Mutation.PUT, key, entry.value, entry.stored, null)));
      failures.throwIfAny();
    }
  }

  /**
   * A value on its way in.
   *
   * @param stored as the table keeps it
   */
  private record Prepared<V>(V value, Object stored) {}

  private void putAllThrough(Map<K, Prepared<V>> prepared) {
    List<WriterEntry<K, V>> toWrite = new ArrayList<>(prepared.size());
    prepared.forEach(
        (key, entry) -> toWrite.add(new WriterEntry<>(contents.keys().copy(key), entry.value)));
    holding(
        prepared.keySet(),
        () -> contents.writer().writeAll(toWrite),
        hold -> commits.put(hold, requireNonNull(prepared.get(hold.key())).stored));
  }

  void removeAll(Collection<? extends K> keys) {
    if (contents.writer().isPresent()) {
      Set<K> ownKeys = new LinkedHashSet<>();
      Set<K> toDelete = new LinkedHashSet<>();
      for (K key : keys) {
        ownKeys.add(contents.keys().copy(key));
        toDelete.add(contents.keys().copy(key));
      }
      holding(ownKeys, () -> contents.writer().deleteAll(toDelete), commits::remove);
    } else {
      FirstFailure failures = new FirstFailure();
      keys.forEach(key -> failures.attempt(() -> writes.apply(Mutation.REMOVE, key, null, null)));
      failures.throwIfAny();
    }
  }

  /** Removes what is there now; what comes meanwhile may stay. */
  void removeAll() {
    List<K> keys = new ArrayList<>();
    for (TableCursor<K, Object> cursor = contents.table().cursor(); cursor.advance(); ) {
      keys.add(cursor.key());
    }
    removeAll(keys);
    contents.memory().clear();
  }

  private interface Call<K> {
    BulkOutcome<K> run();
  }

  /** What the writer has done must be committed for each key, even if a listener protests at one of them. */
  private void holding(Collection<K> keys, Call<K> writing, Consumer<Hold<K, Object>> commit) {
    List<Hold<K, Object>> holds = contents.acquireAll(keys);
    try {
      commits.allExpired(holds);
      BulkOutcome<K> outcome = writing.run();
      FirstFailure failures = new FirstFailure();
      failures.attempt(outcome::throwIfFailed);
      for (Hold<K, Object> hold : holds) {
        if (!outcome.hasFailed(hold.key())) {
          failures.attempt(() -> commit.accept(hold));
        }
      }
      failures.throwIfAny();
    } finally {
      contents.table().holds().releaseAll(holds);
    }
  }
}
