package dev.larder.annotations.internal;

import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;

/** {@code @CacheResult} on a method that returns its result. */
final class PlainResultOperation extends ResultOperation {
  PlainResultOperation(
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
  @Nullable
  Object hit(@Nullable Object value) {
    return value;
  }

  @Override
  @Nullable
  Object fail(Throwable failure) throws Throwable {
    throw failure;
  }

  @Override
  @Nullable
  Object join(Slot slot, Flight theirs, Call call) throws Throwable {
    if (!flights().beginWait(theirs)) {
      return call.proceed();
    }
    Object shared;
    try {
      shared = theirs.await();
    } finally {
      flights().endWait();
    }
    return own(slot, shared);
  }

  @Override
  @Nullable
  Object run(Slot slot, Flight mine, Call call, Runnable end) throws Throwable {
    Object result;
    try {
      result = call.proceed();
    } catch (Throwable thrown) {
      Object stale = slot.insteadOf(thrown);
      end.run();
      if (stale == null) {
        mine.fail(thrown);
        throw thrown;
      }
      mine.succeed(stale);
      return stale;
    }
    try {
      mine.storeUnlessDiscarded(() -> slot.store(result));
      end.run();
      mine.succeed(result);
      return result;
    } catch (Throwable failure) {
      end.run();
      mine.fail(failure);
      throw failure;
    }
  }
}
