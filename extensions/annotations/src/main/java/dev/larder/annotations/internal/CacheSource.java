package dev.larder.annotations.internal;

import dev.larder.annotations.CachePolicy;
import java.util.function.Supplier;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.annotation.CacheMethodDetails;
import javax.cache.annotation.CacheResolver;
import javax.cache.annotation.CacheResolverFactory;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;

/** Where a call's cache comes from: the one of the method's cache name, or the one that the user's resolver says. */
@FunctionalInterface
interface CacheSource {
  AnnotatedCache cacheOf(Object target, @Nullable Object[] arguments);

  /** The cache for a method's values. */
  static CacheSource ofValues(
      Declaration<?> declaration, Parts parts, Supplier<CacheManager> manager) {
    Class<? extends CacheResolverFactory> factory = declaration.resolverFactory();
    return factory == null
        ? named(declaration.cacheName(), declaration.policy(), manager)
        : resolvedBy(parts.get(factory).getCacheResolver(declaration), declaration, factory);
  }

  /** The cache for a method's exceptions; null when it has none. */
  @SuppressWarnings("unchecked") // checked: the annotation is a @CacheResult
  static @Nullable CacheSource ofExceptions(
      Declaration<?> declaration, Parts parts, Supplier<CacheManager> manager) {
    if (!(declaration.annotation() instanceof CacheResult annotation)
        || annotation.exceptionCacheName().isEmpty()) {
      return null;
    }
    Class<? extends CacheResolverFactory> factory = declaration.resolverFactory();
    return factory == null
        ? named(annotation.exceptionCacheName(), null, manager)
        : resolvedBy(
            parts.get(factory).getExceptionCacheResolver((CacheMethodDetails<CacheResult>)
                declaration),
            declaration,
            factory);
  }

  private static CacheSource named(
      String name, @Nullable CachePolicy policy, Supplier<CacheManager> manager) {
    NamedCache cache = new NamedCache(name, policy, manager);
    return (target, arguments) -> cache.get();
  }

  private static CacheSource resolvedBy(
      @Nullable CacheResolver resolver, Declaration<?> declaration, Class<?> factory) {
    if (resolver == null) {
      throw new CacheException(
          factory.getName() + " has no cache resolver for " + declaration.method());
    }
    return new ResolvedCache(declaration, resolver);
  }
}
