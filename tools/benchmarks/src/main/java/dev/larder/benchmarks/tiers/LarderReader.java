package dev.larder.benchmarks.tiers;

import dev.larder.LarderCachingProvider;
import dev.larder.LarderConfiguration;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/** Larder with a tier, and a heap that has room for next to nothing unless it is said otherwise. */
final class LarderReader implements Reader {
  private final LarderCachingProvider provider = new LarderCachingProvider();
  final Cache<Long, byte[]> cache;

  LarderReader(long maximumSize, Map<String, ?> tier) {
    LarderConfiguration<Long, byte[]> configuration = new LarderConfiguration<Long, byte[]>()
        .setTypes(Long.class, byte[].class)
        .maximumSize(maximumSize);
    cache = provider
        .getCacheManager(URI.create("urn:tiers"), null)
        .createCache("tiers", tier.isEmpty() ? configuration : configuration.tier(tier));
  }

  static Map<String, ?> disk(Path folder) {
    return Map.of("type", "disk", "path", folder.toString(), "maximum-bytes", "2GiB");
  }

  static Map<String, ?> redis(int port) {
    return Map.of("type", "redis", "uri", "redis://127.0.0.1:" + port);
  }

  @Override
  public byte @Nullable [] get(Long key) {
    return cache.get(key);
  }

  @Override
  public void close() {
    provider.close();
  }
}
