package dev.larder.it.boot;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.LarderCache;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
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

  @Test
  void withTheActuatorACacheThatCountsHasMeters() {
    try (ConfigurableApplicationContext context = start("configured.properties")) {
      askTwice(context);
      assertThat(counts(context, "cache.gets", "hit")).containsExactly(1.0);
      assertThat(context.getBean(MeterRegistry.class).find("cache.maximum.size").meters())
          .isEmpty();
    }
  }

  @Test
  void aBeanBindsLardersOwnMetersInTheirPlace() {
    try (ConfigurableApplicationContext context = new SpringApplicationBuilder(
            ShopApplication.class, LarderMeters.class)
        .properties(Map.of("spring.config.location", "classpath:configured.properties"))
        .run()) {
      askTwice(context);
      assertThat(counts(context, "cache.gets", "hit")).containsExactly(1.0);
      // As docs/grafana-dashboard.json asks for them.
      assertThat(context.getBean(PrometheusMeterRegistry.class).scrape())
          .containsPattern("cache_gets_total\\{cache=\"stock\",.*result=\"hit\".*} 1\\.0")
          .containsPattern("cache_maximum_size\\{cache=\"stock\".*} 2000\\.0")
          .contains("cache_weight{", "cache_evictions_total{", "cache_loads_seconds_sum{");
    }
  }

  private static void askTwice(ConfigurableApplicationContext context) {
    ShopApplication.Stock stock = context.getBean(ShopApplication.Stock.class);
    stock.left("pea");
    stock.left("pea");
  }

  private static List<Double> counts(
      ConfigurableApplicationContext context, String meter, String result) {
    return context
        .getBean(MeterRegistry.class)
        .get(meter)
        .tags("cache", "stock", "result", result)
        .functionCounters()
        .stream()
        .map(FunctionCounter::count)
        .toList();
  }
}
