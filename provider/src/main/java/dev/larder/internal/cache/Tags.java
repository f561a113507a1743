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
 * <p>An entry is tagged after it was stored, and only while it is there. When it leaves, the cache tells, though perhaps late: so tags
 * go by the very value, as the table has it, and what is told of another one is not about them. Both look at the table in the same
 * atomic step. In doubt an entry keeps its tags: one removed too many is loaded again, one too few would be wrong.
 */
public final class Tags<K> {
  private final StripedTable<K, Object> table;
  /** What an entry with this value has. */
  private record Tagged(Set<String> tags, Object value) {}

  private final ConcurrentMap<K, Tagged> byKey = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Set<K>> byTag = new ConcurrentHashMap<>();

  Tags(StripedTable<K, Object> table) {
    this.table = table;
  }

  /** The key's live entry has these tags from now on, and no others unless {@code besides}; returns whether there is one. */
  boolean set(K key, Collection<String> tags, boolean besides) {
    return byKey.compute(key, (same, before) -> {
          Set<String> old = before == null ? Set.of() : before.tags;
          Object live = table.peek(key);
          if (live == null) {
            old.forEach(tag -> leave(tag, key));
            return null;
          }
          Set<String> wanted = new HashSet<>(tags);
          if (besides) {
            wanted.addAll(old);
          }
          old.stream().filter(tag -> !wanted.contains(tag)).forEach(tag -> leave(tag, key));
          wanted.stream().filter(tag -> !old.contains(tag)).forEach(tag -> join(tag, key));
          return new Tagged(Set.copyOf(wanted), live);
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
    Tagged tagged = byKey.get(key);
    return tagged == null ? Set.of() : tagged.tags;
  }

  /** The keys that have the tag. */
  public List<K> keys(String tag) {
    return List.copyOf(byTag.getOrDefault(tag, Set.of()));
  }

  void removed(K key, Object value, RemovalCause cause) {
    byKey.computeIfPresent(key, (same, tagged) -> {
      if (tagged.value != value) {
        return tagged;
      }
      Object live = table.peek(key);
      if (live != null && (cause == RemovalCause.REPLACED || live == value)) {
        return new Tagged(tagged.tags, live);
      }
      tagged.tags.forEach(tag -> leave(tag, key));
      return null;
    });
  }
}
