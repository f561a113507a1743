package dev.larder;

import java.net.URI;

/** Where caches come from that no manager lists: a manager that nobody else has. */
final class UnlistedCaches {
  /** Its sweeper holds tables weakly, and its manager holds no caches, so a cache is collected when its user drops it. */
  private static final LarderCachingProvider PROVIDER = new LarderCachingProvider();

  private static final URI NAME = URI.create("larder:unlisted");

  private UnlistedCaches() {}

  static <K, V> LarderCache<K, V> make(String name, LarderConfiguration<K, V> configuration) {
    LarderCacheManager manager =
        (LarderCacheManager) PROVIDER.getCacheManager(NAME, LarderCache.class.getClassLoader());
    return manager.makeUnlisted(name, configuration);
  }
}
