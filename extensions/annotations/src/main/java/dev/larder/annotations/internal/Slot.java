package dev.larder.annotations.internal;

import javax.cache.Cache;
import javax.cache.annotation.GeneratedCacheKey;
import org.jspecify.annotations.Nullable;

/** Where the outcome of one {@code @CacheResult} call is kept: a value in one cache, an exception in another. */
record Slot(
    Cache<Object, Object> values,
    @Nullable Cache<Object, Object> exceptions,
    ThrowableRule cachedExceptions,
    GeneratedCacheKey key) {

  /**
   * What came while we looked elsewhere. Asks for the key first: that is neither hit nor miss in the statistics, and it has been
   * counted as a miss already.
   */
  @Nullable
  Object lookAgain() {
    return values.containsKey(key) ? values.get(key) : null;
  }

  @Nullable
  Throwable exception() {
    return exceptions == null ? null : (Throwable) exceptions.get(key);
  }

  @Nullable
  Throwable lookAgainForException() {
    return exceptions != null && exceptions.containsKey(key) ? exception() : null;
  }

  /** Keeps the value; null is not kept. */
  void store(@Nullable Object value) {
    if (value != null) {
      values.put(key, value);
    }
  }

  /** Keeps the exception if it is one to be kept. A cache that can't keep it doesn't hide it. */
  void storeException(Throwable thrown) {
    if (exceptions != null && cachedExceptions.matches(thrown)) {
      try {
        exceptions.put(key, thrown);
      } catch (RuntimeException e) {
        thrown.addSuppressed(e);
      }
    }
  }
}
