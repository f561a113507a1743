package dev.larder;

/**
 * Told of each entry that leaves a cache, whatever the cause; JCache's own listeners hear neither of evictions nor of {@code clear}.
 * Must be thread-safe.
 *
 * <pre>{@code
 * Registration listening = cache.onRemoval((key, connection, cause) -> connection.close());
 * }</pre>
 *
 * @param <K> keys
 * @param <V> values
 */
@FunctionalInterface
public interface RemovalListener<K, V> {
  /**
   * The key had this value until now. Called after the fact, without any lock, on the thread whose operation made the entry leave, or
   * on the one that sweeps what has expired; so it should be quick, or hand the work on. What it throws is logged and counted
   * ({@link CacheStatistics#failures}), and disturbs nobody.
   *
   * @param key never null
   * @param value never null; in a cache that stores by value a copy of the listener's own
   */
  void onRemoval(K key, V value, RemovalCause cause);
}
