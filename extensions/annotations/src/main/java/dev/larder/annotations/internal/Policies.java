package dev.larder.annotations.internal;

import dev.larder.LarderConfiguration;
import dev.larder.annotations.CachePolicy;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** Finds the {@link CachePolicy} of a cache, and turns it into a configuration. */
final class Policies {
  private Policies() {}

  /**
   * The policy for the cache of a method.
   *
   * @param types where to look for one on a class, first to last
   * @param usesCache which other methods of the class use the same cache
   * @return null when there is none
   * @throws CacheException when several differ
   */
  static @Nullable CachePolicy of(
      Method method, Stream<Class<?>> types, Predicate<Method> usesCache) {
    Map<CachePolicy, Method> found = new LinkedHashMap<>();
    Stream.concat(
            Stream.of(method),
            Arrays.stream(method.getDeclaringClass().getDeclaredMethods())
                .filter(other -> other.isAnnotationPresent(CachePolicy.class)
                    && Declaration.isOn(other)
                    && usesCache.test(other)))
        .forEach(other -> Optional.ofNullable(other.getAnnotation(CachePolicy.class))
            .ifPresent(policy -> found.putIfAbsent(policy, other)));
    if (found.size() > 1) {
      throw new CacheException("one cache has one @CachePolicy, but there are different ones on "
          + found.values().stream().map(Method::toString).collect(Collectors.joining(" and "))
          + "; keep one of them, or give the methods caches of their own");
    }
    return found.isEmpty()
        ? types
            .flatMap(type -> Stream.ofNullable(type.getAnnotation(CachePolicy.class)))
            .findFirst()
            .orElse(null)
        : found.keySet().iterator().next();
  }

  /**
   * The configuration of a cache that annotations make.
   *
   * @throws IllegalArgumentException when a value is wrong
   */
  static LarderConfiguration<Object, Object> configuration(@Nullable CachePolicy policy) {
    LarderConfiguration<Object, Object> configuration = new LarderConfiguration<>();
    configuration.callersLoad(true);
    if (policy == null) {
      return configuration;
    }
    if (policy.maximumSize() != 0) {
      configuration.maximumSize(policy.maximumSize());
    }
    set(configuration, "time-to-live", policy.timeToLive());
    set(configuration, "time-to-idle", policy.timeToIdle());
    set(configuration, "jitter", policy.jitter());
    set(configuration, "refresh-after", policy.refreshAfter());
    set(configuration, "stale-if-error", policy.staleIfError());
    if (policy.tags().length > 0) {
      configuration.tags(policy.tags());
    }
    return configuration;
  }

  private static void set(
      LarderConfiguration<Object, Object> configuration, String key, String value) {
    if (!value.isEmpty()) {
      configuration.set(key, value);
    }
  }
}
