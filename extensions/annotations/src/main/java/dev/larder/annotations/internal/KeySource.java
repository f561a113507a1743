package dev.larder.annotations.internal;

import javax.cache.CacheException;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.GeneratedCacheKey;
import org.jspecify.annotations.Nullable;

/** Where a call's key comes from: from its parameters, or from the user's generator. */
@FunctionalInterface
interface KeySource {
  GeneratedCacheKey keyOf(Object target, @Nullable Object[] arguments);

  static KeySource of(Declaration<?> declaration, Parts parts) {
    Class<? extends CacheKeyGenerator> type = declaration.keyGenerator();
    if (type == null) {
      int[] positions = declaration.parameters().keyPositions();
      return (target, arguments) -> ParameterKey.of(arguments, positions);
    }
    CacheKeyGenerator generator = parts.get(type);
    return (target, arguments) -> {
      GeneratedCacheKey key =
          generator.generateCacheKey(new Invocation<>(declaration, target, arguments));
      if (key == null) {
        throw new CacheException(type.getName() + " made no key for " + declaration.method());
      }
      return key;
    };
  }
}
