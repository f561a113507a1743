package dev.larder.annotations;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.jspecify.annotations.Nullable;

/** A bean with a method for each thing that annotations can say. It counts how often its methods really ran. */
@ApplicationScoped // for CDI: calls that come through its proxy are intercepted, even from within
@CacheDefaults(cacheName = "prices")
public class Shop {
  private final AtomicInteger runs = new AtomicInteger();
  private final Map<String, Integer> store = new ConcurrentHashMap<>();
  private volatile Function<String, Integer> work = String::length;

  public int runs() {
    return runs.get();
  }

  public Map<String, Integer> store() {
    return store;
  }

  /** What methods do from now on: wait, fail, call back. */
  public void work(Function<String, Integer> work) {
    this.work = work;
  }

  @CacheResult
  public Integer price(String article) {
    runs.incrementAndGet();
    return work.apply(article);
  }

  @CacheResult
  public Integer priceIn(@CacheKey String article, Object customer) {
    return price(article);
  }

  @CacheResult(cacheName = "lists")
  public int total(List<String> articles, int... factors) {
    return runs.incrementAndGet();
  }

  @CacheResult(cacheName = "unknown")
  public @Nullable Integer find(String article) {
    runs.incrementAndGet();
    return store.get(article);
  }

  @CacheResult(skipGet = true)
  public Integer freshPrice(String article) {
    return runs.incrementAndGet();
  }

  @CachePut
  public void setPrice(String article, @CacheValue @Nullable Integer price) {}

  @CachePut(cacheFor = IOException.class, noCacheFor = java.io.FileNotFoundException.class)
  public void trySetPrice(String article, @CacheValue int price, @CacheKey String key, Exception e)
      throws Exception {
    throw e;
  }

  @CachePut(afterInvocation = false)
  public Integer setPriceFirst(String article, @CacheValue int price) {
    return work.apply(article);
  }

  @CacheRemove
  public Integer forget(String article) {
    return work.apply(article);
  }

  @CacheRemove(afterInvocation = false)
  public Integer forgetFirst(String article) {
    return work.apply(article);
  }

  @CacheRemove(evictFor = IOException.class)
  public void forgetFor(@CacheKey String article, Exception e) throws Exception {
    throw e;
  }

  @CacheRemove
  public CompletableFuture<Void> forgetLater(
      @CacheKey String article, CompletableFuture<Void> done) {
    return done;
  }

  @CacheRemoveAll
  public void forgetAll() {}

  @CacheRemoveAll(noEvictFor = IOException.class)
  public void forgetAllBut(Exception e) throws Exception {
    throw e;
  }

  @CacheResult(cacheName = "later")
  public CompletableFuture<Integer> priceLater(
      @CacheKey String article, CompletableFuture<Integer> answer) {
    runs.incrementAndGet();
    return answer;
  }

  @CacheResult(cacheName = "stages", exceptionCacheName = "stage-failures")
  public CompletionStage<Integer> priceStage(
      @CacheKey String article, CompletionStage<Integer> answer) {
    runs.incrementAndGet();
    return answer;
  }

  @CacheResult(cacheName = "risky", exceptionCacheName = "failures")
  public Integer risky(@CacheKey String article, @Nullable Exception failure) throws Exception {
    runs.incrementAndGet();
    if (failure != null) {
      throw failure;
    }
    return 1;
  }

  @CacheResult(
      cacheName = "chosen",
      exceptionCacheName = "chosen-failures",
      cachedExceptions = IOException.class,
      nonCachedExceptions = java.io.FileNotFoundException.class)
  public Integer choosy(@CacheKey String article, Exception failure) throws Exception {
    runs.incrementAndGet();
    throw failure;
  }
}
