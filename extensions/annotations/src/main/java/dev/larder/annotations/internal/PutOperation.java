package dev.larder.annotations.internal;

import javax.cache.Cache;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.GeneratedCacheKey;
import org.jspecify.annotations.Nullable;

/** {@code @CachePut}. */
final class PutOperation extends Operation {
  private final ChangeTime time;
  private final int valuePosition;
  private final KeySource keys;
  private final Flights flights;

  PutOperation(
      CachePut annotation,
      boolean async,
      int valuePosition,
      CacheSource caches,
      KeySource keys,
      Flights flights) {
    super(CachePut.class, caches);
    this.time = new ChangeTime(
        annotation.afterInvocation(),
        ThrowableRule.of(false, annotation.cacheFor(), annotation.noCacheFor()),
        async);
    this.valuePosition = valuePosition;
    this.keys = keys;
    this.flights = flights;
  }

  @Override
  @Nullable
  Object call(Object target, @Nullable Object[] arguments, Call call) throws Throwable {
    Cache<Object, Object> cache = cacheOf(target, arguments);
    GeneratedCacheKey key = keys.keyOf(target, arguments);
    Object value = arguments[valuePosition];
    return time.run(call, () -> {
      flights.discard(cache, key);
      if (value == null) {
        cache.remove(key);
      } else {
        cache.put(key, value);
      }
    });
  }
}
