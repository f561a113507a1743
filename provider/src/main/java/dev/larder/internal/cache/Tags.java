package dev.larder.internal.cache;

import dev.larder.internal.core.RemovalCause;
import dev.larder.internal.core.StripedTable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Which entries have which tags. Thread-safe.
 *
 * <p>An entry is tagged after it was stored, and only while it is there; when it leaves, the cache tells, and its tags go unless the
 * key has come back. Both look at the table in the same atomic step, so no tag outlives its entry and none is lost to an earlier
 * entry's leaving.
 */
public final class Tags<K> {
  private final StripedTable<K, Object> table;
  private final ConcurrentMap<K, Set<String>> byKey = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Set<K>> byTag = new ConcurrentHashMap<>();

  Tags(StripedTable<K, Object> table) {
    this.table = table;
  }

  /** The key's live entry has these tags from now on, and no others unless {@code besides}; returns whether there is one. */
  boolean set(K key, Collection<String> tags, boolean besides) {
    return byKey.compute(key, (same, before) -> {
          Set<String> old = before == null ? Set.of() : before;
          if (table.peek(key) == null) {
            old.forEach(tag -> leave(tag, key));
            return null;
          }
          Set<String> wanted = new HashSet<>(tags);
          if (besides) {
            wanted.addAll(old);
          }
          old.stream().filter(tag -> !wanted.contains(tag)).forEach(tag -> leave(tag, key));
          wanted.stream().filter(tag -> !old.contains(tag)).forEach(tag -> join(tag, key));
          return Set.copyOf(wanted);
        })
        != null;
  }

  private void join(String tag, K key) {
    byTag.compute(tag, (same, keys) -> {
      Set<K> group = keys == null ? ConcurrentHashMap.newKeySet() : keys;
      group.add(key);
      return group;
    });
  }

  private void leave(String tag, K key) {
    byTag.computeIfPresent(tag, (same, keys) -> {
      keys.remove(key);
      return keys.isEmpty() ? null : keys;
    });
  }

  /** The tags of the key's entry. */
  public Set<String> of(K key) {
    return byKey.getOrDefault(key, Set.of());
  }

  /** The keys that have the tag. */
  public List<K> keys(String tag) {
    return List.copyOf(byTag.getOrDefault(tag, Set.of()));
  }

  void removed(K key, Object value, RemovalCause cause) {
    if (cause != RemovalCause.REPLACED && byKey.containsKey(key)) {
      byKey.computeIfPresent(key, (same, tags) -> {
        if (table.peek(key) != null) {
          return tags;
        }
        tags.forEach(tag -> leave(tag, key));
        return null;
      });
    }
  }
}
