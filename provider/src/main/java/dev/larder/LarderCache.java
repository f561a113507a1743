package dev.larder;

import javax.cache.Cache;

/**
 * What a Larder cache offers beyond JCache; had by {@code cache.unwrap(LarderCache.class)}. Thread-safe.
 *
 * <pre>{@code
 * LarderCache<String, Product> larder = cache.unwrap(LarderCache.class);
 * long entries = larder.size();
 * }</pre>
 *
 * @param <K> keys
 * @param <V> values
 */
public interface LarderCache<K, V> extends Cache<K, V> {
  /**
   * How many entries the cache holds now. Some of them may have expired in the last moment; not a snapshot while others write.
   * Costs a few memory reads, whatever the size.
   *
   * @throws IllegalStateException if the cache is closed
   */
  long size();

  /** How many entries the cache may hold; {@link Long#MAX_VALUE} when it is unbounded. */
  long maximumSize();
}
