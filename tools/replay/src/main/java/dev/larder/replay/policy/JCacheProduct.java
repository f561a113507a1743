package dev.larder.replay.policy;

import dev.larder.replay.Policy;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.OptionalLong;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;

/**
 * A cache of some product on the class path, through JCache. JCache cannot say how large a cache may be, so each product has to
 * be told in its own words; by reflection, so that none of them has to be there.
 */
public final class JCacheProduct implements Policy {
  /** The provider that we know how to bound, so far. */
  public static final String CAFFEINE =
      "com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider";

  private static final String CAFFEINE_CONFIGURATION =
      "com.github.benmanes.caffeine.jcache.configuration.CaffeineConfiguration";

  private final Cache<Long, Long> cache;
  private final Long[] keys;

  /**
   * An empty cache.
   *
   * @throws IllegalArgumentException if the product is not known or has another version
   * @throws javax.cache.CacheException if it is not on the class path
   */
  public JCacheProduct(String provider, int capacity, int uniqueKeys) {
    CacheManager manager = Caching.getCachingProvider(provider).getCacheManager();
    String name = "replay";
    if (manager.getCache(name) != null) {
      manager.destroyCache(name);
    }
    cache = manager.createCache(name, bounded(provider, capacity));
    keys = new Long[uniqueKeys];
    Arrays.setAll(keys, i -> (long) i);
  }

  @SuppressWarnings("unchecked")
  private static MutableConfiguration<Long, Long> bounded(String provider, int capacity) {
    if (!provider.equals(CAFFEINE)) {
      throw new IllegalArgumentException("how large a cache of " + provider
          + " may be, this tool cannot say; it knows " + CAFFEINE);
    }
    try {
      Class<?> type = Class.forName(CAFFEINE_CONFIGURATION);
      Object configuration = type.getDeclaredConstructor().newInstance();
      type.getMethod("setMaximumSize", OptionalLong.class)
          .invoke(configuration, OptionalLong.of(capacity));
      // Maintenance on the caller's thread: a replay must not outrun the cache's own bookkeeping.
      type.getMethod("setExecutorFactory", javax.cache.configuration.Factory.class)
          .invoke(configuration, (javax.cache.configuration.Factory<java.util.concurrent.Executor>)
              () -> Runnable::run);
      return (MutableConfiguration<Long, Long>) configuration;
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalArgumentException(provider + " is not the version that this tool knows", e);
    }
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
    cache.close();
  }
}
