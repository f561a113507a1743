package dev.larder;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/**
 * A small fast cache in front of a large slow one: any JCache cache, of this or another provider.
 *
 * <pre>{@code
 * Cache<String, Product> near = manager.createCache("near", LayeredCache.over(
 *     far, LayeredCache.WriteMode.THROUGH, new LarderConfiguration<String, Product>().maximumSize(1_000)));
 * }</pre>
 *
 * <p>The upper cache is an ordinary one, whose loader is the lower cache and whose writer is, too. So what is missing above is looked
 * for below, once however many ask, and <em>promoted</em>; {@code removeAll()} empties both, {@code clear()} the upper one alone.
 * What others write to the lower cache is seen above when the upper entry has left: give it a time to live.
 */
public final class LayeredCache {
  /** What a write to the upper cache does to the lower one. */
  public enum WriteMode {
    /** It is written first; when that fails, the upper one stays as it was. */
    THROUGH,
    /** Nothing: the lower cache is read only. */
    NONE
  }

  private LayeredCache() {}

  /**
   * A copy of the upper cache's configuration that has the lower cache as its loader and, as {@code mode} says, writer. The lower
   * cache is not closed with the upper one.
   *
   * @throws IllegalArgumentException when the upper one has a loader or writer of its own
   */
  public static <K, V> LarderConfiguration<K, V> over(
      Cache<K, V> lower, WriteMode mode, MutableConfiguration<K, V> upper) {
    requireNonNull(lower, "lower");
    refuse(upper.getCacheLoaderFactory(), "loader");
    refuse(upper.getCacheWriterFactory(), "writer");
    LarderConfiguration<K, V> layered = new LarderConfiguration<>(upper);
    layered.setCacheLoaderFactory(() -> new Below<>(lower));
    layered.setReadThrough(true);
    if (requireNonNull(mode, "mode") == WriteMode.THROUGH) {
      layered.setCacheWriterFactory(() -> new Below<>(lower));
      layered.setWriteThrough(true);
    }
    return layered;
  }

  private static void refuse(@Nullable Object factory, String what) {
    if (factory != null) {
      throw new IllegalArgumentException("the upper cache has a " + what
          + " of its own, in whose place the lower cache would come; give that to the lower cache");
    }
  }

  /** The lower cache as loader and writer of the upper one. */
  private static final class Below<K, V> implements CacheLoader<K, V>, CacheWriter<K, V> {
    private final Cache<K, V> lower;

    Below(Cache<K, V> lower) {
      this.lower = lower;
    }

    @Override
    @SuppressWarnings("NullAway") // null says "none"; JCache is not annotated
    public @Nullable V load(K key) {
      // A default is given, not kept: so neither above.
      return lower instanceof CacheWithDefault<K, V> other ? other.getOrNull(key) : lower.get(key);
    }

    @Override
    public Map<K, V> loadAll(Iterable<? extends K> keys) {
      Set<K> wanted = new HashSet<>();
      keys.forEach(wanted::add);
      return lower.getAll(wanted);
    }

    @Override
    public void write(Cache.Entry<? extends K, ? extends V> entry) {
      lower.put(entry.getKey(), entry.getValue());
    }

    @Override
    public void writeAll(Collection<Cache.Entry<? extends K, ? extends V>> entries) {
      Map<K, V> all = new HashMap<>();
      entries.forEach(entry -> all.put(entry.getKey(), entry.getValue()));
      lower.putAll(all);
      entries.clear();
    }

    @Override
    @SuppressWarnings("unchecked") // a key of the upper cache
    public void delete(Object key) {
      lower.remove((K) key);
    }

    @Override
    public void deleteAll(Collection<?> keys) {
      for (Iterator<?> each = keys.iterator(); each.hasNext(); ) {
        delete(each.next());
        each.remove();
      }
    }
  }
}
