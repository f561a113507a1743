package dev.larder.internal.processor;

import javax.cache.CacheException;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.EntryProcessorResult;
import org.jspecify.annotations.Nullable;

/**
 * What {@code invokeAll} answers for one key: what the processor returned, or what it threw.
 *
 * @param <T> the type of the processor's result
 */
public final class InvocationResult<T> implements EntryProcessorResult<T> {
  private final @Nullable T value;
  private final @Nullable CacheException failure;

  private InvocationResult(@Nullable T value, @Nullable CacheException failure) {
    this.value = value;
    this.failure = failure;
  }

  /** For a processor that returned something; JCache has no result for one that returned null. */
  public static <T> InvocationResult<T> of(T value) {
    return new InvocationResult<>(value, null);
  }

  /** For an invocation that failed, in the processor or in carrying out its net effect. */
  public static <T> InvocationResult<T> failed(RuntimeException thrown) {
    return new InvocationResult<>(null, asCacheException(thrown));
  }

  private static CacheException asCacheException(RuntimeException thrown) {
    return thrown instanceof CacheException e ? e : new EntryProcessorException(thrown);
  }

  /**
   * Gives the result, time and again.
   *
   * @throws CacheException if the invocation failed: an {@link EntryProcessorException} for the processor's own exception, another one
   *     (a CacheWriterException, say) where the cache could not carry out what it did. The same object each time
   */
  @Override
  @SuppressWarnings("NullAway") // null only together with a failure
  public T get() {
    if (failure != null) {
      throw failure;
    }
    return value;
  }
}
