package dev.larder.annotations.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;

/**
 * {@code @CacheResult} on a method that returns a {@code CompletableFuture} or {@code CompletionStage}. Each caller gets a future of
 * its own: who cancels one, cancels neither the others nor the method.
 */
@SuppressWarnings("FutureReturnValueIgnored") // they go to the caller, who gets them as an object
final class AsyncResultOperation extends ResultOperation {
  AsyncResultOperation(
      CacheResult annotation,
      Declaration<?> declaration,
      CacheSource values,
      @Nullable CacheSource exceptions,
      KeySource keys,
      Flights flights,
      Refreshes refreshes) {
    super(annotation, declaration, values, exceptions, keys, flights, refreshes);
  }

  @Override
  Object hit(@Nullable Object value) {
    return CompletableFuture.completedFuture(value);
  }

  @Override
  Object fail(Throwable failure) {
    return CompletableFuture.failedFuture(failure);
  }

  @Override
  Object join(Slot slot, Flight theirs, Call call) {
    return theirs.outcome().thenApply(shared -> own(slot, shared));
  }

  @Override
  @Nullable
  Object run(Slot slot, Flight mine, Call call, Runnable end) throws Throwable {
    CompletionStage<?> stage;
    try {
      stage = (CompletionStage<?>) call.proceed();
    } catch (Throwable thrown) {
      mine.goesOnWithoutThread();
      fail(slot, mine, thrown, end);
      if (mine.outcome().isCompletedExceptionally()) {
        throw thrown;
      }
      return mine.outcome().copy();
    }
    mine.goesOnWithoutThread();
    if (stage != null) {
      stage.whenComplete((value, thrown) -> {
        if (thrown == null) {
          arrive(slot, mine, value, end);
        } else {
          fail(slot, mine, Flight.causeOf(thrown), end);
        }
      });
      return mine.outcome().copy();
    }
    end.run();
    mine.succeed(null);
    return null;
  }

  private static void arrive(Slot slot, Flight mine, @Nullable Object value, Runnable end) {
    try {
      mine.storeUnlessDiscarded(() -> slot.store(value));
      end.run();
      mine.succeed(value);
    } catch (Throwable e) {
      end.run();
      mine.fail(e);
    }
  }

  private static void fail(Slot slot, Flight mine, Throwable thrown, Runnable end) {
    Object stale = slot.insteadOf(thrown);
    end.run();
    if (stale == null) {
      mine.fail(thrown);
    } else {
      mine.succeed(stale);
    }
  }
}
