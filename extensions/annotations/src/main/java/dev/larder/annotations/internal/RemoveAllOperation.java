package dev.larder.annotations.internal;

import javax.cache.Cache;
import javax.cache.annotation.CacheRemoveAll;
import org.jspecify.annotations.Nullable;

/** {@code @CacheRemoveAll}. */
final class RemoveAllOperation extends Operation {
  private final ChangeTime time;
  private final Flights flights;

  RemoveAllOperation(
      CacheRemoveAll annotation, boolean async, CacheSource caches, Flights flights) {
    super(CacheRemoveAll.class, caches);
    this.time = new ChangeTime(
        annotation.afterInvocation(),
        ThrowableRule.of(false, annotation.evictFor(), annotation.noEvictFor()),
        async);
    this.flights = flights;
  }

  @Override
  public @Nullable Object call(Object target, @Nullable Object[] arguments, Call call)
      throws Throwable {
    Cache<Object, Object> cache = cacheOf(target, arguments).cache();
    return time.run(call, () -> {
      flights.discardAll(cache);
      cache.removeAll();
    });
  }
}
