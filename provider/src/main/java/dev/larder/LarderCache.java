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
 * <p>Where JCache leaves it open: what a synchronous listener throws reaches the caller after the change is made, and undoes nothing;
 * in a bulk operation with a writer or loader all keys are done first. What it throws when it hears that an entry has expired is
 * logged, whoever finds that entry. Loaders, writers, processors and listeners may use all keys of all caches but the one they are
 * called for; that, and a circle of threads that wait for each other's keys, is a {@link javax.cache.CacheException}. An operation
 * that is under way when the cache is closed goes on to its end, unheard by listeners.
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
