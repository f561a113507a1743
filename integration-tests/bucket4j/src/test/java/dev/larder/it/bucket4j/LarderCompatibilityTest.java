package dev.larder.it.bucket4j;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.bucket4j.grid.jcache.CompatibilityTest;
import javax.cache.Cache;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.Test;

/** What Bucket4j asks its users to run against their JCache provider: are entry processors atomic, and nothing lost? */
class LarderCompatibilityTest {
  @Test
  void bucket4jFindsLarderCompatible() {
    try (CachingProvider provider = Caching.getCachingProvider()) {
      Cache<String, Integer> cache = provider
          .getCacheManager()
          .createCache("compatibility", new MutableConfiguration<String, Integer>());
      assertThatCode(new CompatibilityTest(cache)::test).doesNotThrowAnyException();
    }
  }
}
