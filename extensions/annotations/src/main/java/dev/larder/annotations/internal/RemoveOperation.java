package dev.larder.annotations.internal;

import javax.cache.Cache;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.GeneratedCacheKey;
import org.jspecify.annotations.Nullable;

/** {@code @CacheRemove}. */
final class RemoveOperation extends Operation {
  private final ChangeTime time;
  private final KeySource keys;
  private final Flights flights;

  RemoveOperation(
      CacheRemove annotation, boolean async, CacheSource caches, KeySource keys, Flights flights) {
    super(CacheRemove.class, caches);
    this.time = new ChangeTime(
        annotation.afterInvocation(),
        ThrowableRule.of(false, annotation.evictFor(), annotation.noEvictFor()),
        async);
    this.keys = keys;
    this.flights = flights;
  }

  @Override
  public @Nullable Object call(Object target, @Nullable Object[] arguments, Call call)
      throws Throwable {
    Cache<Object, Object> cache = cacheOf(target, arguments).cache();
    GeneratedCacheKey key = keys.keyOf(target, arguments);
    return time.run(call, () -> {
      flights.discard(cache, key);
      cache.remove(key);
    });
  }
}
