package dev.larder.annotations.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** One call of a method that is under way, for all who ask for what it will bring. */
final class Flight {
  private final CompletableFuture<@Nullable Object> outcome = new CompletableFuture<>();

  /** The thread that runs the method; null once that has given its future away. */
  private volatile @Nullable Thread owner = Thread.currentThread();

  /** Guarded by this. */
  private boolean discarded;

  @Nullable
  Thread owner() {
    return owner;
  }

  void goesOnWithoutThread() {
    owner = null;
  }

  /** Does it unless a removal or a put of the key came first; these wait while it is done. */
  synchronized void storeUnlessDiscarded(Runnable store) {
    if (!discarded) {
      store.run();
    }
  }

  synchronized void discard() {
    discarded = true;
  }

  void succeed(@Nullable Object result) {
    outcome.complete(result);
  }

  void fail(Throwable failure) {
    outcome.completeExceptionally(failure);
  }

  CompletableFuture<@Nullable Object> outcome() {
    return outcome;
  }

  /**
   * Waits for the result.
   *
   * @throws Throwable what the method threw, the very same
   */
  @Nullable
  Object await() throws Throwable {
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      throw causeOf(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CacheException(
          "interrupted while another thread ran the cached method with the same key", e);
    }
  }

  /** What went wrong, without what futures wrap around it. */
  static Throwable causeOf(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause != null
            && (failure instanceof CompletionException || failure instanceof ExecutionException)
        ? cause
        : failure;
  }
}
