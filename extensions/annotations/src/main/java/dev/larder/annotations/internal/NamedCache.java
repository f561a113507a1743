package dev.larder.annotations.internal;

import java.lang.annotation.Annotation;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.annotation.CacheInvocationContext;
import javax.cache.annotation.CacheResolver;
import javax.cache.configuration.MutableConfiguration;
import org.jspecify.annotations.Nullable;

/** The default resolver: the cache of that name, made when it is missing. Thread-safe. */
final class NamedCache implements CacheResolver {
  private final String name;
  private final Supplier<CacheManager> manager;

  /** Looked up anew when it has been closed. */
  private volatile @Nullable Cache<Object, Object> cache;

  NamedCache(String name, Supplier<CacheManager> manager) {
    this.name = name;
    this.manager = manager;
  }

  Cache<Object, Object> get() {
    Cache<Object, Object> known = cache;
    if (known != null && !known.isClosed()) {
      return known;
    }
    Cache<Object, Object> found = findOrCreate(manager.get());
    cache = found;
    return found;
  }

  private Cache<Object, Object> findOrCreate(CacheManager caches) {
    Cache<Object, Object> present = caches.getCache(name);
    if (present != null) {
      return present;
    }
    try {
      return caches.createCache(name, new MutableConfiguration<>());
    } catch (CacheException e) {
      // Somebody else may have made it in between.
      Cache<Object, Object> theirs = caches.getCache(name);
      if (theirs != null) {
        return theirs;
      }
      throw e;
    }
  }

  @Override
  @SuppressWarnings("unchecked") // the caller answers for the types, as with CacheManager.getCache
  public <K, V> Cache<K, V> resolveCache(CacheInvocationContext<? extends Annotation> invocation) {
    return (Cache<K, V>) get();
  }
}
