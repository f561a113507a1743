package dev.larder.it.spring;

import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;

/** Both kinds of annotations, on the same caches. It counts how often its methods really ran. */
class Stock {
  private final AtomicInteger runs = new AtomicInteger();

  int runs() {
    return runs.get();
  }

  // docs: annotations
  @Cacheable("stock")
  public @Nullable Integer left(String article) {
    return look(article);
  }

  @Cacheable(cacheNames = "stock", sync = true) // one call, however many threads ask
  public @Nullable Integer leftOnce(String article) {
    return look(article);
  }

  @CacheEvict("stock")
  public void sold(String article) {}

  // docs: end

  // docs: jsr107
  @CacheResult(cacheName = "prices")
  public Integer price(@CacheKey String article, int customer) {
    return runs.incrementAndGet();
  }

  @CachePut(cacheName = "prices")
  public void setPrice(String article, @CacheValue Integer price) {}

  @CacheRemove(cacheName = "prices")
  public void forgetPrice(String article) {}

  @CacheRemoveAll(cacheName = "prices")
  public void forgetPrices() {}

  // docs: end

  private @Nullable Integer look(String article) {
    runs.incrementAndGet();
    return article.isEmpty() ? null : article.length();
  }
}
