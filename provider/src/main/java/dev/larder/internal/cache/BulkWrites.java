package dev.larder.internal.cache;

import static java.util.Objects.requireNonNull;

import dev.larder.internal.copy.Copier;
import dev.larder.internal.core.Cursor;
import dev.larder.internal.core.Hold;
import dev.larder.internal.core.Lifetime;
import dev.larder.internal.core.TimedReads;
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
 * The writes of many keys. Without a writer they are the writes of single keys, one after the other, or go to the tier a thousand at a
 * time; what goes wrong with one of them (a listener that protests, say) is thrown when all are done. With a writer, all keys are held,
 * the writer is called once, and what it has done is committed; what it has not stays as it was.
 */
final class BulkWrites<K, V> {
  /** So many keys are held at a time where there is no writer. */
  private static final int AT_ONCE = 1_000;

  private final Contents<K, V> contents;
  private final Writes<K, V> writes;
  private final Commits<K, V> commits;

  BulkWrites(Contents<K, V> contents, Writes<K, V> writes) {
    this.contents = contents;
    this.writes = writes;
    this.commits = Commits.insisting(contents);
  }

  /** All is copied before the first entry is stored: what cannot be copied leaves the cache as it was. */
  void putAll(Map<? extends K, ? extends V> entries) {
    List<K> keys = new ArrayList<>(entries.size());
    List<V> values = new ArrayList<>(entries.size());
    List<Object> stored = new ArrayList<>(entries.size());
    Copier<V> storing =
        contents.values() instanceof Stamps<V> stamps ? stamps.atOnce() : contents.values();
    for (Map.Entry<? extends K, ? extends V> entry : entries.entrySet()) {
      keys.add(contents.keys().copy(entry.getKey()));
      values.add(entry.getValue());
      stored.add(storing.store(entry.getValue()));
    }
    if (contents.writer().isPresent()) {
      putAllThrough(keys, values, stored);
      return;
    }
    if (commits.putsTogether()) {
      for (int from = 0; from < keys.size(); from += AT_ONCE) {
        int to = Math.min(keys.size(), from + AT_ONCE);
        putHolding(keys.subList(from, to), stored.subList(from, to), BulkOutcome::allDone);
      }
      return;
    }
    FirstFailure failures = new FirstFailure();
    Writes<K, V> steps = steps();
    for (int i = 0; i < keys.size(); i++) {
      int at = i;
      failures.attempt(
          () -> steps.applyOwn(Mutation.PUT, keys.get(at), values.get(at), stored.get(at), null));
    }
    failures.throwIfAny();
  }

  /** All at one time, where no user code comes in between that takes its own. */
  private Writes<K, V> steps() {
    boolean isTimed = !contents.expiry().isEternal() || contents.table().hasDeadlines();
    return isTimed && contents.writesDirectly() && !(contents.values() instanceof Stamps)
        ? TimedSteps.at(new TimedReads<>(contents.table()).nanos(Lifetime.UNREAD), contents)
        : writes;
  }

  private void putAllThrough(List<K> keys, List<V> values, List<Object> stored) {
    List<WriterEntry<K, V>> toWrite = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      toWrite.add(new WriterEntry<>(contents.keys().copy(keys.get(i)), values.get(i)));
    }
    putHolding(keys, stored, () -> contents.writer().writeAll(toWrite));
  }

  private void putHolding(List<K> keys, List<Object> stored, Call<K> writing) {
    Map<K, Object> byKey = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      byKey.put(keys.get(i), stored.get(i));
    }
    holding(byKey.keySet(), commits::beforePuts, writing, (holds, failures) -> {
      if (contents.writer().isPresent()) {
        holds.forEach(Hold::letTimePass);
      }
      commits.putAll(holds, key -> requireNonNull(byKey.get(key)), failures);
    });
  }

  void removeAll(Collection<? extends K> keys) {
    if (contents.writer().isPresent()) {
      Set<K> ownKeys = new LinkedHashSet<>();
      Set<K> toDelete = new LinkedHashSet<>();
      for (K key : keys) {
        ownKeys.add(contents.keys().copy(key));
        toDelete.add(contents.keys().copy(key));
      }
      holding(
          ownKeys,
          commits::allExpired,
          () -> contents.writer().deleteAll(toDelete),
          (holds, failures) -> holds.forEach(hold -> failures.attempt(() -> commits.remove(hold))));
    } else {
      FirstFailure failures = new FirstFailure();
      keys.forEach(key -> failures.attempt(() -> writes.apply(Mutation.REMOVE, key, null, null)));
      failures.throwIfAny();
    }
  }

  /** Removes what is there now; what comes meanwhile may stay. */
  void removeAll() {
    if (contents.writesDirectly()) {
      contents.statistics().recordRemovals(contents.table().removeAll());
      contents.memory().clear();
      return;
    }
    List<K> keys = new ArrayList<>();
    for (Cursor<K, Object> cursor = contents.cursor(); cursor.advance(); ) {
      keys.add(cursor.key());
    }
    removeAll(keys);
    contents.memory().clear();
  }

  private interface Call<K> {
    BulkOutcome<K> run();
  }

  private interface Commit<K> {
    void of(List<Hold<K, Object>> holds, FirstFailure failures);
  }

  /** What the writer has done must be committed for each key, even if a listener protests at one of them. */
  private void holding(
      Collection<K> keys,
      Consumer<Collection<Hold<K, Object>>> before,
      Call<K> writing,
      Commit<K> commit) {
    List<Hold<K, Object>> holds = contents.acquireAll(keys);
    try {
      before.accept(holds);
      BulkOutcome<K> outcome = writing.run();
      FirstFailure failures = new FirstFailure();
      failures.attempt(outcome::throwIfFailed);
      List<Hold<K, Object>> done =
          holds.stream().filter(hold -> !outcome.hasFailed(hold.key())).toList();
      commit.of(done, failures);
      failures.throwIfAny();
    } finally {
      contents.table().holds().releaseAll(holds);
    }
  }
}
