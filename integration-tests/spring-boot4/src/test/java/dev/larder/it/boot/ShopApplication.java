package dev.larder.it.boot;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;

/** An application with nothing of Larder in it but a dependency. */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableCaching
class ShopApplication {
  /** Counts how often its method really ran. */
  static class Stock {
    private final AtomicInteger runs = new AtomicInteger();

    @Cacheable("stock")
    public int left(String article) {
      return runs.incrementAndGet();
    }
  }

  @Bean
  Stock stock() {
    return new Stock();
  }
}
