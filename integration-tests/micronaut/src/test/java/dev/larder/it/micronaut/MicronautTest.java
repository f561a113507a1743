package dev.larder.it.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.LarderCache;
import io.micronaut.context.ApplicationContext;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.Test;

class MicronautTest {
  @Test
  void theCacheManagerIsABeanAndItsCachesAreMicronauts() {
    try (ApplicationContext context = ApplicationContext.run()) {
      CacheManager caches = context.getBean(CacheManager.class);
      caches.createCache("stock", new MutableConfiguration<>());
      Stock stock = context.getBean(Stock.class);
      assertThat(stock.left("pea")).isEqualTo(1);
      assertThat(stock.left("pea")).isEqualTo(1);
      assertThat(caches.getCache("stock").unwrap(LarderCache.class).size()).isEqualTo(1);
      stock.sold("pea");
      assertThat(stock.left("pea")).isEqualTo(2);
    }
  }
}
