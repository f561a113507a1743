package dev.larder.annotations;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.FileNotFoundException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.jspecify.annotations.Nullable;

/** Quotes that grow old, from a source that may fail. */
@ApplicationScoped
@CacheDefaults(cacheName = "quotes")
public class Quotes {
  /** Where quotes come from. */
  interface Source {
    @Nullable
    String quote(String author) throws Exception;
  }

  private final AtomicInteger runs = new AtomicInteger();
  private final Set<String> threads = ConcurrentHashMap.newKeySet();
  private volatile Source source = author -> author + " I";

  /** What methods do from now on. */
  public void source(Source now) {
    this.source = now;
  }

  public int runs() {
    return runs.get();
  }

  /** Which threads the methods ran on. */
  public Set<String> threads() {
    return threads;
  }

  private @Nullable String ask(String author) throws Exception {
    runs.incrementAndGet();
    threads.add(Thread.currentThread().getName());
    return source.quote(author);
  }

  // docs: fresh
  @CacheResult
  @CachePolicy(
      timeToLive = "10m",
      refreshAfter = "1m", // then a caller gets the old one, and the method runs in the background
      staleIfError = "1h", // better an old one than none
      tags = "author:{0}") // cache.removeTagged("author:Swift")
  public @Nullable String quote(String author) throws Exception {
    return ask(author);
  }

  // docs: end

  @CachePut
  public void learn(String author, @CacheValue String quote) {}

  @CacheRemove
  public void forget(String author) {}

  @CacheResult(cacheName = "later quotes")
  @CachePolicy(timeToLive = "10m", refreshAfter = "1m", staleIfError = "1h")
  public CompletableFuture<String> quoteLater(String author) {
    try {
      return CompletableFuture.completedFuture(ask(author));
    } catch (Exception e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @CacheResult(
      cacheName = "risky quotes",
      exceptionCacheName = "no quotes",
      cachedExceptions = FileNotFoundException.class)
  @CachePolicy(timeToLive = "10m", staleIfError = "1h")
  public @Nullable String riskyQuote(String author) throws Exception {
    return ask(author);
  }

  @CacheResult(cacheName = "many quotes")
  @CachePolicy(refreshAfter = "1m")
  public @Nullable String quotes(List<String> authors) throws Exception {
    return ask(authors.toString());
  }

  /** By the file: negative-ttl. */
  @CacheResult(cacheName = "rare quotes")
  public @Nullable String rareQuote(String author) throws Exception {
    return ask(author);
  }

  /** By the file: tags of the second parameter that makes the key. */
  @CacheResult(cacheName = "filed quotes")
  public @Nullable String filedQuote(@CacheKey String author, boolean loud, @CacheKey int page)
      throws Exception {
    return ask(author);
  }

  @CacheResult(cacheName = "misfiled quotes")
  public @Nullable String misfiledQuote(String author) throws Exception {
    return ask(author);
  }
}
