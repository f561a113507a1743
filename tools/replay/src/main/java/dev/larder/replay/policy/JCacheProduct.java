package dev.larder.replay.policy;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;

/** A cache of some product on the class path, through JCache. */
public final class JCacheProduct implements Policy {
  private static final AtomicLong CACHES = new AtomicLong();

  private final CacheManager manager;
  private final Cache<Long, Long> cache;
  private final Long[] keys;

  /**
   * An empty cache.
   *
   * @throws IllegalArgumentException if the product has another version than we know
   * @throws javax.cache.CacheException if it is not on the class path
   */
  public JCacheProduct(Product product, int capacity, int uniqueKeys) {
    manager = Caching.getCachingProvider(product.provider()).getCacheManager();
    cache =
        manager.createCache("replay-" + CACHES.incrementAndGet(), product.configuration(capacity));
    keys = new Long[uniqueKeys];
    Arrays.setAll(keys, i -> (long) i);
  }

  @Override
  public boolean access(long key) {
    Long boxed = keys[(int) key];
    if (cache.get(boxed) != null) {
      return true;
    }
    cache.put(boxed, boxed);
    return false;
  }

  @Override
  public void close() {
    manager.destroyCache(cache.getName());
  }
}
