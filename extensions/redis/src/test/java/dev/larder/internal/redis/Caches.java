package dev.larder.internal.redis;

import static java.util.Objects.requireNonNull;

import dev.larder.LarderCachingProvider;
import java.net.URI;
import java.util.Properties;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;

/** Caches over a server, each with a provider of its own, as if in a JVM of its own. */
final class Caches {
  private Caches() {}

  /** By pairs of a tier's key and value. */
  static <V> Cache<String, V> open(
      String uri, Class<V> type, MutableConfiguration<String, V> configuration, String... pairs) {
    Properties properties = new Properties();
    String tier = "larder.caches.shared.tier.";
    properties.setProperty(tier + "type", "redis");
    properties.setProperty(tier + "uri", uri);
    properties.setProperty(tier + "timeout", "2s");
    for (int i = 0; i < pairs.length; i += 2) {
      properties.setProperty(tier + pairs[i], pairs[i + 1]);
    }
    CachingProvider provider = new LarderCachingProvider();
    CacheManager manager = provider.getCacheManager(
        URI.create("caches-over-redis"), Caches.class.getClassLoader(), properties);
    return manager.createCache("shared", configuration.setTypes(String.class, type));
  }

  static <V> Cache<String, V> open(String uri, Class<V> type, String... pairs) {
    return open(uri, type, new MutableConfiguration<>(), pairs);
  }

  /** With all of its provider. */
  static void close(Cache<?, ?> cache) {
    if (!cache.isClosed()) {
      requireNonNull(cache.getCacheManager()).getCachingProvider().close();
    }
  }
}
