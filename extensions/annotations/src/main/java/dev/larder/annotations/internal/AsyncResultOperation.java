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
      CacheSource values,
      @Nullable CacheSource exceptions,
      KeySource keys,
      Flights flights) {
    super(annotation, values, exceptions, keys, flights);
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
    try {
      CompletionStage<?> stage = (CompletionStage<?>) proceed(slot, call);
      mine.goesOnWithoutThread();
      if (stage != null) {
        stage.whenComplete((value, thrown) -> arrive(slot, mine, value, thrown, end));
        return mine.outcome().copy();
      }
      end.run();
      mine.succeed(null);
      return null;
    } catch (Throwable failure) {
      end.run();
      mine.fail(failure);
      throw failure;
    }
  }

  private static void arrive(
      Slot slot, Flight mine, @Nullable Object value, @Nullable Throwable thrown, Runnable end) {
    try {
      if (thrown != null) {
        slot.storeException(Flight.causeOf(thrown));
      } else {
        mine.storeUnlessDiscarded(() -> slot.store(value));
      }
      end.run();
      if (thrown == null) {
        mine.succeed(value);
      } else {
        mine.fail(Flight.causeOf(thrown));
      }
    } catch (Throwable e) {
      end.run();
      mine.fail(e);
    }
  }
}
