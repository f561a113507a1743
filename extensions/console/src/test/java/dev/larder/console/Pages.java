package dev.larder.console;

import dev.larder.LarderCache;
import dev.larder.LarderCachingProvider;
import dev.larder.LarderConfiguration;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheManager;

/** A manager, and caches to be looked at. */
final class Pages implements AutoCloseable {
  private static final AtomicInteger STORES = new AtomicInteger();

  private final LarderCachingProvider provider = new LarderCachingProvider();
  final CacheManager manager = provider.getCacheManager(URI.create("urn:pages"), null);

  LarderCache<String, String> cache(String name, long maximum) {
    return larder(manager.createCache(
        name,
        new LarderConfiguration<String, String>()
            .setTypes(String.class, String.class)
            .maximumSize(maximum)
            .setStatisticsEnabled(true)));
  }

  LarderCache<String, String> tiered(String name, long maximum) {
    return larder(manager.createCache(
        name,
        new LarderConfiguration<String, String>()
            .setTypes(String.class, String.class)
            .maximumSize(maximum)
            .tier(Map.of("type", "memory", "store", "pages " + STORES.incrementAndGet()))
            .setStatisticsEnabled(true)));
  }

  @SuppressWarnings("unchecked") // JCache's type tokens know no type parameters
  static <K, V> LarderCache<K, V> larder(Cache<K, V> cache) {
    return cache.unwrap(LarderCache.class);
  }

  @Override
  public void close() {
    provider.close();
  }
}
