package dev.larder.annotations.internal;

import dev.larder.CallerLoads;
import javax.cache.Cache;
import javax.cache.annotation.GeneratedCacheKey;
import org.jspecify.annotations.Nullable;

/** Where the outcome of one {@code @CacheResult} call is kept: a value in one cache, an exception in another. */
final class Slot {
  private final AnnotatedCache values;
  private final @Nullable CallerLoads<Object, Object> loads;
  private final @Nullable Cache<Object, Object> exceptions;
  private final ThrowableRule cachedExceptions;
  private final GeneratedCacheKey key;
  private final String[] tags;

  /**
   * A slot for one call.
   *
   * @param loads what is remembered of calls; null for nothing
   * @param tags for the value
   */
  Slot(
      AnnotatedCache values,
      @Nullable CallerLoads<Object, Object> loads,
      @Nullable Cache<Object, Object> exceptions,
      ThrowableRule cachedExceptions,
      GeneratedCacheKey key,
      String[] tags) {
    this.values = values;
    this.loads = loads;
    this.exceptions = exceptions;
    this.cachedExceptions = cachedExceptions;
    this.key = key;
    this.tags = tags;
  }

  Cache<Object, Object> cache() {
    return values.cache();
  }

  GeneratedCacheKey key() {
    return key;
  }

  /**
   * What came while we looked elsewhere. Asks for the key first: that is neither hit nor miss in the statistics, and it has been
   * counted as a miss already.
   */
  @Nullable
  Object lookAgain() {
    return cache().containsKey(key) ? cache().get(key) : null;
  }

  @Nullable
  Throwable exception() {
    return exceptions == null ? null : (Throwable) exceptions.get(key);
  }

  @Nullable
  Throwable lookAgainForException() {
    return exceptions != null && exceptions.containsKey(key) ? exception() : null;
  }

  /** Whether the method returned null, not long ago, and the cache remembers that. */
  boolean isKnownAbsent() {
    return loads != null && loads.isKnownAbsent(key);
  }

  /** An expired value, while the method is to be left alone because it failed just now. */
  @Nullable
  Object duringBackOff() {
    return loads == null ? null : loads.duringBackOff(key);
  }

  /** Keeps the value; of null at most that there was nothing. */
  void store(@Nullable Object value) {
    if (value != null) {
      values.put(key, value, tags);
    } else if (loads != null) {
      loads.foundNothing(key);
    }
  }

  /**
   * The method has failed: keeps the exception if it is one to be kept, which makes it an answer. Else there may be an expired value.
   * A cache that fails, too, doesn't hide the exception.
   *
   * @return what to answer instead; null when the caller shall get the exception
   */
  @Nullable
  Object insteadOf(Throwable thrown) {
    try {
      if (exceptions != null && cachedExceptions.matches(thrown)) {
        exceptions.put(key, thrown);
        return null;
      }
      return loads == null || thrown instanceof Error ? null : loads.insteadOfFailure(key);
    } catch (RuntimeException e) {
      thrown.addSuppressed(e);
      return null;
    }
  }
}
