package dev.larder.annotations.internal;

import dev.larder.annotations.CachePolicy;
import java.lang.annotation.Annotation;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.annotation.CacheInvocationContext;
import javax.cache.annotation.CacheResolver;
import org.jspecify.annotations.Nullable;

/** The default resolver: the cache of that name, made when it is missing. Thread-safe. */
final class NamedCache implements CacheResolver {
  private final String name;
  private final @Nullable CachePolicy policy;
  private final Supplier<CacheManager> manager;

  /** Looked up anew when it has been closed. */
  private volatile @Nullable AnnotatedCache cache;

  NamedCache(String name, @Nullable CachePolicy policy, Supplier<CacheManager> manager) {
    this.name = name;
    this.policy = policy;
    this.manager = manager;
  }

  AnnotatedCache get() {
    AnnotatedCache known = cache;
    if (known != null && !known.cache().isClosed()) {
      return known;
    }
    AnnotatedCache found = AnnotatedCache.of(createOrFind(manager.get()));
    cache = found;
    return found;
  }

  /** It is made first: to look for a cache that the file declares would make it without the policy. */
  private Cache<Object, Object> createOrFind(CacheManager caches) {
    try {
      return caches.createCache(name, Policies.configuration(policy));
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
    return (Cache<K, V>) get().cache();
  }
}
