package dev.larder.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.LarderCache;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.cache.support.NullValue;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class SpringCacheTest {
  private final CacheManager caches = withCaches("stock", "prices");
  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext(CacheConfiguration.class, Stock.class);
  private final Stock stock = context.getBean(Stock.class);

  /** Spring makes no missing caches by itself. */
  private static CacheManager withCaches(String... names) {
    CacheManager caches = Caching.getCachingProvider().getCacheManager();
    for (String name : names) {
      caches.createCache(name, new MutableConfiguration<>());
    }
    return caches;
  }

  @AfterEach
  void close() {
    context.close();
    Caching.getCachingProvider().close();
  }

  @Test
  void cachesAreLarders() {
    assertThat(caches.getCache("stock").unwrap(LarderCache.class).maximumSize()).isEqualTo(10_000);
  }

  @Test
  void aResultIsKeptUntilItIsEvicted() {
    assertThat(stock.left("pea")).isEqualTo(3);
    assertThat(stock.left("pea")).isEqualTo(3);
    assertThat(stock.runs()).isEqualTo(1);
    stock.sold("pea");
    stock.left("pea");
    assertThat(stock.runs()).isEqualTo(2);
  }

  @Test
  void nothingIsAResultThatIsKept() {
    assertThat(stock.left("")).isNull();
    assertThat(stock.left("")).isNull();
    assertThat(stock.runs()).isEqualTo(1);
  }

  @Test
  void springsNullComesBackAsItself() {
    stock.left("");
    Cache<Object, Object> cache = caches.getCache("stock");
    assertThat(cache.iterator().next().getValue()).isSameAs(NullValue.INSTANCE);
  }

  @Test
  void sixteenThreadsRunASynchronizedMethodOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      CyclicBarrier together = new CyclicBarrier(16);
      List<Future<@Nullable Integer>> results = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        results.add(threads.submit(() -> {
          together.await();
          return stock.leftOnce("bean");
        }));
      }
      for (Future<@Nullable Integer> result : results) {
        assertThat(result.get()).isEqualTo(4);
      }
      assertThat(stock.runs()).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void jcachesAnnotationsWorkOnTheSameCaches() {
    assertThat(stock.price("pea", 7)).isEqualTo(1);
    assertThat(stock.price("pea", 8)).isEqualTo(1);
    stock.setPrice("pea", 5);
    assertThat(stock.price("pea", 7)).isEqualTo(5);
    stock.forgetPrice("pea");
    assertThat(stock.price("pea", 7)).isEqualTo(2);
    stock.forgetPrices();
    assertThat(stock.price("pea", 7)).isEqualTo(3);
  }
}
