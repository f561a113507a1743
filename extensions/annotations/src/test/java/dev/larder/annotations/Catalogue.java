package dev.larder.annotations;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.FileNotFoundException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;

// docs: bean
/** All of JCache's annotations. */
@ApplicationScoped
@CacheDefaults(cacheName = "articles")
public class Catalogue {
  private final Map<Integer, String> database = new ConcurrentHashMap<>();

  @CacheResult(
      exceptionCacheName = "missing-articles",
      cachedExceptions = FileNotFoundException.class)
  public String article(int number) throws FileNotFoundException {
    String name = database.get(number);
    if (name == null) {
      throw new FileNotFoundException("no article " + number);
    }
    return name;
  }

  @CachePut
  public void rename(int number, @CacheValue String name) {
    database.put(number, name);
  }

  @CacheRemove
  public void delete(@CacheKey int number, String why) {
    database.remove(number);
  }

  @CacheRemoveAll
  public void deleteAll() {
    database.clear();
  }

  @CacheResult(cacheName = "searches")
  @CachePolicy(maximumSize = 500, timeToLive = "1m")
  public CompletableFuture<List<String>> search(String text) {
    return CompletableFuture.supplyAsync(
        () -> database.values().stream().filter(name -> name.contains(text)).toList());
  }
}
// docs: end
