package dev.larder.annotations.internal;

import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.annotation.CacheResolver;
import org.jspecify.annotations.Nullable;

/** Asks a resolver of the user's at each call. Thread-safe, if the resolver is. */
final class ResolvedCache implements CacheSource {
  private final Declaration<?> declaration;
  private final CacheResolver resolver;

  /** What was made of the resolver's last answer, which mostly is the next one, too. */
  private volatile @Nullable AnnotatedCache last;

  ResolvedCache(Declaration<?> declaration, CacheResolver resolver) {
    this.declaration = declaration;
    this.resolver = resolver;
  }

  @Override
  public AnnotatedCache cacheOf(Object target, @Nullable Object[] arguments) {
    Cache<Object, Object> cache =
        resolver.resolveCache(new Invocation<>(declaration, target, arguments));
    if (cache == null) {
      throw new CacheException(
          resolver.getClass().getName() + " has no cache for " + declaration.method());
    }
    AnnotatedCache known = last;
    if (known != null && known.cache() == cache) {
      return known;
    }
    AnnotatedCache found = AnnotatedCache.of(cache);
    last = found;
    return found;
  }
}
