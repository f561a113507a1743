package dev.larder.internal.disk;

import dev.larder.LarderCachingProvider;
import dev.larder.LarderConfiguration;
import dev.larder.tier.TierException;
import java.util.Map;
import javax.cache.Cache;
import javax.cache.CacheManager;

/** The program that {@link DiskFaultsTest} runs where nothing may be written. */
final class ReadOnlyDisk {
  private ReadOnlyDisk() {}

  /** What, where, seed. */
  public static void main(String[] args) {
    try (LarderCachingProvider provider = new LarderCachingProvider()) {
      CacheManager manager = provider.getCacheManager();
      try {
        Cache<String, String> cache = manager.createCache(
            "orders",
            new LarderConfiguration<String, String>()
                .tier(Map.of("type", "disk", "path", args[1])));
        throw new AssertionError("made " + cache);
      } catch (TierException e) {
        System.out.println(e.getMessage());
      }
      if (manager.getCache("orders") != null) {
        throw new AssertionError("half a cache is there");
      }
    }
    System.out.println("done");
  }
}
