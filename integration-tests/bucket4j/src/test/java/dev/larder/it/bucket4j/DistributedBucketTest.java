package dev.larder.it.bucket4j;

import io.github.bucket4j.grid.jcache.Bucket4jJCache;
import io.github.bucket4j.tck.AbstractDistributedBucketTest;
import io.github.bucket4j.tck.ProxyManagerSpec;
import java.util.List;
import java.util.UUID;
import javax.cache.Cache;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Bucket4j's own tests of distributed buckets, over Larder. */
class DistributedBucketTest extends AbstractDistributedBucketTest {
  @BeforeAll
  static void specify() {
    // docs: bucket4j
    Cache<String, byte[]> buckets = Caching.getCachingProvider()
        .getCacheManager()
        .createCache("buckets", new MutableConfiguration<String, byte[]>());
    specs = List.of(new ProxyManagerSpec<>(
        "Larder",
        () -> UUID.randomUUID().toString(),
        () -> Bucket4jJCache.entryProcessorBasedBuilder(buckets)));
    // docs: end
  }

  @AfterAll
  static void close() {
    Caching.getCachingProvider().close();
  }
}
