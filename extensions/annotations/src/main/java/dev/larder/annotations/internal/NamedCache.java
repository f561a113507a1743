package dev.larder.annotations.internal;

import dev.larder.annotations.CachePolicy;
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
  private final @Nullable CachePolicy policy;
  private final Supplier<CacheManager> manager;

  /** Looked up anew when it has been closed. */
  private volatile @Nullable Cache<Object, Object> cache;

  NamedCache(String name, @Nullable CachePolicy policy, Supplier<CacheManager> manager) {
    this.name = name;
    this.policy = policy;
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
    // With a policy it is made first: to look for a cache that the file declares would make it
    // without the policy.
    Cache<Object, Object> present = policy == null ? caches.getCache(name) : null;
    return present != null ? present : createOrFind(caches);
  }

  private Cache<Object, Object> createOrFind(CacheManager caches) {
    try {
      return caches.createCache(
          name, policy == null ? new MutableConfiguration<>() : Policies.configuration(policy));
    } catch (CacheException e) {
      // It was there already, or somebody else made it in between.
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
