package dev.larder.it.micronaut;

import io.micronaut.cache.annotation.CacheInvalidate;
import io.micronaut.cache.annotation.Cacheable;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often its method really ran. */
@Singleton
class Stock {
  private final AtomicInteger runs = new AtomicInteger();

  // docs: annotations
  @Cacheable("stock")
  int left(String article) {
    return runs.incrementAndGet();
  }

  @CacheInvalidate("stock")
  void sold(String article) {}
  // docs: end
}
