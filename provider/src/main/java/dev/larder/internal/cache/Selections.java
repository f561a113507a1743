package dev.larder.internal.cache;

import dev.larder.internal.core.Cursor;
import dev.larder.internal.core.Lifetime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Many entries at a time: those of some keys that are there, those that a test selects, all of them. Never loads. */
public final class Selections<K, V> {
  private final Contents<K, V> contents;
  private final Reads<K, V> reads;
  private final Writes<K, V> writes;
  private final BulkWrites<K, V> bulkWrites;
  private final Runnable requireOpen;

  Selections(Contents<K, V> contents, Reads<K, V> reads, Runnable requireOpen) {
    this.contents = contents;
    this.reads = reads;
    this.writes = Writes.of(contents);
    this.bulkWrites = new BulkWrites<>(contents, writes);
    this.requireOpen = requireOpen;
  }

  /** The value, or null, counted as hit or miss; never loads. */
  public @Nullable V getPresent(K key) {
    requireOpen.run();
    contents.arguments().key(key);
    return read(reads.lookUp(key));
  }

  /** Those of the keys that are there, in the order of asking; each key is a hit or a miss. */
  public Map<K, V> getAllPresent(Iterable<? extends K> keys) {
    requireOpen.run();
    keys.forEach(contents.arguments()::key);
    Map<K, V> found = new LinkedHashMap<>();
    for (K key : keys) {
      V value = read(reads.lookUp(key));
      if (value != null) {
        found.put(key, value);
      }
    }
    return found;
  }

  /** The entries whose keys pass; each is a hit. What expires meanwhile is left out. */
  public Map<K, V> getAll(Predicate<? super K> test) {
    Map<K, V> found = new LinkedHashMap<>();
    for (K key : keys(test)) {
      contents.bringUp(key);
      Object stored = contents.table().get(key, Lifetime.UNCHANGED);
      if (stored != null) {
        contents.statistics().recordHits(1);
        contents.uses().of(key, stored, Lifetime.UNREAD);
        found.put(contents.keys().copy(key), contents.values().read(stored));
      }
    }
    return found;
  }

  /** Removes the entries whose keys pass: as {@code removeAll} does, written through and with events. Returns how many there were. */
  public int removeAll(Predicate<? super K> test) {
    return removeAll(keys(test));
  }

  /** The same for keys as the table has them. */
  int removeAll(List<K> keys) {
    if (contents.writer().isPresent()) {
      bulkWrites.removeAll(keys);
      return keys.size();
    }
    int removed = 0;
    for (K key : keys) {
      removed += writes.apply(Mutation.REMOVE, key, null, null) == null ? 0 : 1;
    }
    return removed;
  }

  /** Removes the entries that pass, each only if it still has the value that was tested. Returns how many. */
  public int removeIf(BiPredicate<? super K, ? super V> test) {
    requireOpen.run();
    int removed = 0;
    for (Cursor<K, Object> cursor = contents.cursor(); cursor.advance(); ) {
      V value = contents.values().read(cursor.value());
      K key = contents.keys().copy(cursor.key());
      if (test.test(key, value)) {
        removed += writes.apply(Mutation.REMOVE_IF_EQUAL, key, null, value) == null ? 0 : 1;
      }
    }
    return removed;
  }

  /** The keys that pass, as the table has them. The test gets copies. */
  private List<K> keys(Predicate<? super K> test) {
    requireOpen.run();
    List<K> keys = new ArrayList<>();
    for (Cursor<K, Object> cursor = contents.cursor(); cursor.advance(); ) {
      if (test.test(contents.keys().copy(cursor.key()))) {
        keys.add(cursor.key());
      }
    }
    return keys;
  }

  /** A copy of all that is live, as it was met. No hits, no accesses. */
  public Map<K, V> snapshot() {
    requireOpen.run();
    Map<K, V> all = new LinkedHashMap<>();
    for (Cursor<K, Object> cursor = contents.cursor(); cursor.advance(); ) {
      all.put(contents.keys().copy(cursor.key()), contents.values().read(cursor.value()));
    }
    return all;
  }

  /** Moves a live entry to another key, with what it has still to live; over what is there. Both keys are held meanwhile. */
  public boolean rename(K from, K to) {
    requireOpen.run();
    contents.arguments().key(from);
    contents.arguments().key(to);
    return new Renaming<>(contents)
        .rename(contents.keys().copy(from), contents.keys().copy(to));
  }

  private @Nullable V read(@Nullable Object stored) {
    return stored == null ? null : contents.values().read(stored);
  }
}
