package dev.larder.internal.integration;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a writer has done of a bulk call. The caller brings the cache in line for every key that has not failed, and then calls {@link
 * #throwIfFailed}, so that neither the successes nor the failure is lost.
 *
 * @param <K> the type of keys
 */
public final class BulkOutcome<K> {
  private static final BulkOutcome<?> ALL_DONE = new BulkOutcome<>(Set.of(), null);

  private final Set<K> failed;
  private final @Nullable Throwable failure;

  private BulkOutcome(Set<K> failed, @Nullable Throwable failure) {
    this.failed = failed;
    this.failure = failure;
  }

  /** There was nothing that could fail. */
  @SuppressWarnings("unchecked") // it holds no key
  public static <K> BulkOutcome<K> allDone() {
    return (BulkOutcome<K>) ALL_DONE;
  }

  /** The writer threw: an Error or a CacheWriterException. */
  static <K> BulkOutcome<K> failed(Set<K> keys, Throwable failure) {
    return new BulkOutcome<>(keys, failure);
  }

  /** Whether the writer did not do this one, so that the cache must stay as it is. */
  public boolean hasFailed(K key) {
    return failed.contains(key);
  }

  /**
   * Throws what the writer threw; does nothing if all went well.
   *
   * @throws javax.cache.integration.CacheWriterException if it threw an exception
   * @throws Error if it threw one; the very same
   */
  public void throwIfFailed() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
