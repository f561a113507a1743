package dev.larder.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.LarderCache;
import dev.larder.LarderCachingProvider;
import dev.larder.LarderConfiguration;
import java.net.URI;
import java.util.Map;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link CachePolicy}: what is said of a cache where it is used. */
@ParameterizedClass
@EnumSource
class PolicyTest {
  /** Rates that are soon out of date. */
  @CachePolicy(maximumSize = 70)
  public static class Rates {
    // docs: policy
    @CacheResult(cacheName = "rates")
    @CachePolicy(maximumSize = 200, timeToLive = "10m")
    public double rate(String from, String to) {
      return from.length() / (double) to.length();
    }

    @CachePut(cacheName = "rates")
    public void setRate(String from, String to, @CacheValue double rate) {}

    // docs: end

    @CacheResult(cacheName = "prices")
    public int price(String article) {
      return 1;
    }
  }

  private final LarderCachingProvider provider = new LarderCachingProvider();
  private final CacheManager manager =
      provider.getCacheManager(URI.create("classpath:annotations.conf"), null);
  private final Containers kind;

  PolicyTest(Containers kind) {
    this.kind = kind;
  }

  @AfterEach
  void close() {
    provider.close();
  }

  private long maximumSize(String cache) {
    return manager.getCache(cache).unwrap(LarderCache.class).maximumSize();
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> settings(String name) {
    Cache<Object, Object> cache = manager.getCache(name);
    return cache.getConfiguration(LarderConfiguration.class).toMap();
  }

  @Test
  void theCacheIsMadeAsTheMethodSays() {
    try (Container container = kind.start(manager, Rates.class)) {
      container.bean(Rates.class).rate("a", "b");
      assertThat(maximumSize("rates")).isEqualTo(200);
      assertThat(settings("rates")).extractingByKey("time-to-live").asString().contains("10");
    }
  }

  @Test
  void whicheverOfItsMethodsIsCalledFirst() {
    try (Container container = kind.start(manager, Rates.class)) {
      container.bean(Rates.class).setRate("a", "b", 2);
      assertThat(maximumSize("rates")).isEqualTo(200);
      assertThat(container.bean(Rates.class).rate("a", "b")).isEqualTo(2);
    }
  }

  @Test
  void theClassSpeaksForOtherCachesAndBeforeTheFile() {
    try (Container container = kind.start(manager, Rates.class)) {
      container.bean(Rates.class).price("pea");
      assertThat(maximumSize("prices")).isEqualTo(70);
    }
  }

  @Test
  void aCacheThatIsThereStaysAsItIs() {
    manager.createCache("rates", new MutableConfiguration<>());
    try (Container container = kind.start(manager, Rates.class)) {
      container.bean(Rates.class).rate("a", "b");
      assertThat(maximumSize("rates")).isEqualTo(100);
    }
  }
}
