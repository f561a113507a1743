package dev.larder.internal.cache;

import org.jspecify.annotations.Nullable;

/** Takes several steps, all of them even when one fails, and throws in the end what was thrown first. For one thread. */
final class FirstFailure {
  private @Nullable Throwable first;

  /** Takes a step. What it throws is kept, behind what was kept before. */
  void attempt(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      if (first == null) {
        first = e;
      } else if (first != e) {
        first.addSuppressed(e);
      }
    }
  }

  /** Throws what the first step that failed has thrown, with that of the others as suppressed. */
  void throwIfAny() {
    if (first instanceof Error error) {
      throw error;
    }
    if (first instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
