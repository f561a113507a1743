package dev.larder.annotations.internal;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * When a put or a removal happens: before the method, or after it, and after which exceptions.
 *
 * @param async whether the method is done only when what it promises is there
 */
record ChangeTime(boolean afterInvocation, ThrowableRule rule, boolean async) {

  /** Runs the method, and the change at its time. */
  @Nullable
  Object run(Call call, Runnable change) throws Throwable {
    if (!afterInvocation) {
      change.run();
      return call.proceed();
    }
    Object result;
    try {
      result = call.proceed();
    } catch (Throwable thrown) {
      changeAfter(thrown, change);
      throw thrown;
    }
    if (async && result instanceof CompletionStage<?> stage) {
      return stage.whenComplete((value, thrown) -> {
        if (thrown == null) {
          change.run();
        } else {
          changeAfter(Flight.causeOf(thrown), change);
        }
      });
    }
    change.run();
    return result;
  }

  private void changeAfter(Throwable thrown, Runnable change) {
    if (rule.matches(thrown)) {
      try {
        change.run();
      } catch (RuntimeException e) {
        // The method's own failure is what the caller has to know first.
        thrown.addSuppressed(e);
      }
    }
  }
}
