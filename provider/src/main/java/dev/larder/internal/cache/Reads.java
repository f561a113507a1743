package dev.larder.internal.cache;

import dev.larder.internal.core.Lifetime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reads. None takes a lock, unless it has to load. */
final class Reads<K, V> {
  private final Contents<K, V> contents;
  private final Loads<K, V> loads;

  /** What an access gives the entry to live, when that is known beforehand. */
  private final long idleTime;

  Reads(Contents<K, V> contents, Loads<K, V> loads) {
    this.contents = contents;
    this.loads = loads;
    this.idleTime =
        contents.expiry().isFixed() ? contents.expiry().forAccess() : Lifetime.UNCHANGED;
  }

  @Nullable
  V get(K key) {
    Object stored = lookUp(key);
    if (stored != null) {
      return contents.values().read(stored);
    }
    return contents.readThrough() ? loads.load(key) : null;
  }

  Map<K, V> getAll(Set<? extends K> keys) {
    Map<K, V> found = new LinkedHashMap<>();
    List<K> missing = new ArrayList<>();
    for (K key : keys) {
      Object stored = lookUp(key);
      if (stored == null) {
        missing.add(key);
      } else {
        found.put(key, contents.values().read(stored));
      }
    }
    if (contents.readThrough() && !missing.isEmpty()) {
      found.putAll(loads.loadAll(missing, false));
    }
    return found;
  }

  /** What the table has for the key, counted as hit or miss, and as an access. */
  @Nullable
  Object lookUp(K key) {
    Object stored = contents.table().get(key, idleTime);
    if (stored == null) {
      contents.statistics().recordMisses(1);
      return null;
    }
    contents.statistics().recordHits(1);
    if (!contents.expiry().isFixed()) {
      contents.table().touch(key, stored, contents.expiry().forAccess());
    }
    return stored;
  }

  boolean containsKey(K key) {
    return contents.table().peek(key) != null;
  }
}
