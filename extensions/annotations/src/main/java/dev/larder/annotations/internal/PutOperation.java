package dev.larder.annotations.internal;

import javax.cache.annotation.CachePut;
import javax.cache.annotation.GeneratedCacheKey;
import org.jspecify.annotations.Nullable;

/** {@code @CachePut}. */
final class PutOperation extends Operation {
  private final ChangeTime time;
  private final Declaration<?> declaration;
  private final KeySource keys;
  private final Flights flights;

  PutOperation(
      CachePut annotation,
      Declaration<?> declaration,
      boolean async,
      CacheSource caches,
      KeySource keys,
      Flights flights) {
    super(CachePut.class, caches);
    this.time = new ChangeTime(
        annotation.afterInvocation(),
        ThrowableRule.of(false, annotation.cacheFor(), annotation.noCacheFor()),
        async);
    this.declaration = declaration;
    this.keys = keys;
    this.flights = flights;
  }

  @Override
  public @Nullable Object call(Object target, @Nullable Object[] arguments, Call call)
      throws Throwable {
    AnnotatedCache cache = cacheOf(target, arguments);
    GeneratedCacheKey key = keys.keyOf(target, arguments);
    Object value = arguments[declaration.parameters().valuePosition()];
    String[] tags = cache.tags().of(declaration, arguments);
    return time.run(call, () -> {
      flights.discard(cache.cache(), key);
      if (value == null) {
        cache.cache().remove(key);
      } else {
        cache.put(key, value, tags);
      }
    });
  }
}
