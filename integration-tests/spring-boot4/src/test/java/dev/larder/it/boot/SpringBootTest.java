package dev.larder.it.boot;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.LarderCache;
import java.util.Map;
import javax.cache.Caching;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.cache.actuate.endpoint.CachesEndpoint;
import org.springframework.cache.CacheManager;
import org.springframework.cache.jcache.JCacheCacheManager;
import org.springframework.context.ConfigurableApplicationContext;

class SpringBootTest {
  private static ConfigurableApplicationContext start(String properties, String... more) {
    return new SpringApplicationBuilder(ShopApplication.class)
        .properties(Map.of("spring.config.location", "classpath:" + properties))
        .properties(more)
        .run();
  }

  @AfterEach
  void close() {
    Caching.getCachingProvider().close();
  }

  private static LarderCache<?, ?> stockOf(ConfigurableApplicationContext context) {
    return ((javax.cache.Cache<?, ?>)
            requireNonNull(context.getBean(CacheManager.class).getCache("stock"))
                .getNativeCache())
        .unwrap(LarderCache.class);
  }

  @Test
  void theDependencyAndTwoPropertiesAreEnough() {
    try (ConfigurableApplicationContext context = start("two.properties")) {
      assertThat(context.getBean(CacheManager.class)).isInstanceOf(JCacheCacheManager.class);
      ShopApplication.Stock stock = context.getBean(ShopApplication.Stock.class);
      assertThat(stock.left("pea")).isEqualTo(1);
      assertThat(stock.left("pea")).isEqualTo(1);
      assertThat(stockOf(context).size()).isEqualTo(1);
      assertThat(stockOf(context).maximumSize()).isEqualTo(10_000);
    }
  }

  @Test
  void aFileBoundsTheCaches() {
    try (ConfigurableApplicationContext context = start("configured.properties")) {
      assertThat(stockOf(context).maximumSize()).isEqualTo(2000);
    }
  }

  @Test
  void theActuatorSeesTheCaches() {
    try (ConfigurableApplicationContext context = start(
        "two.properties",
        "spring.jmx.enabled=true",
        "management.endpoints.jmx.exposure.include=*")) {
      CachesEndpoint endpoint = context.getBean(CachesEndpoint.class);
      assertThat(requireNonNull(endpoint.caches().getCacheManagers().get("cacheManager"))
              .getCaches())
          .containsOnlyKeys("stock");
      context.getBean(ShopApplication.Stock.class).left("pea");
      endpoint.clearCache("stock", null);
      assertThat(stockOf(context).size()).isZero();
    }
  }
}
