package dev.larder.benchmarks.tiers;

import java.net.URI;
import java.nio.file.Path;
import javax.cache.Cache;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.config.units.MemoryUnit;
import org.ehcache.core.config.DefaultConfiguration;
import org.ehcache.impl.config.persistence.DefaultPersistenceConfiguration;
import org.ehcache.jsr107.Eh107Configuration;
import org.ehcache.jsr107.EhcacheCachingProvider;
import org.jspecify.annotations.Nullable;

/** Ehcache's disk tier below a heap of a few entries. It keeps an index of all keys in memory. */
final class EhcacheReader implements Reader {
  private final EhcacheCachingProvider provider = new EhcacheCachingProvider();
  private final Cache<Long, byte[]> cache;

  EhcacheReader(Path folder, int heapSize) {
    DefaultConfiguration configuration = new DefaultConfiguration(
        EhcacheReader.class.getClassLoader(), new DefaultPersistenceConfiguration(folder.toFile()));
    cache = provider
        .getCacheManager(URI.create("urn:tiers"), configuration)
        .createCache(
            "tiers",
            Eh107Configuration.fromEhcacheCacheConfiguration(
                CacheConfigurationBuilder.newCacheConfigurationBuilder(
                    Long.class,
                    byte[].class,
                    ResourcePoolsBuilder.heap(heapSize).disk(1, MemoryUnit.GB))));
  }

  void put(Long key, byte[] value) {
    cache.put(key, value);
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
