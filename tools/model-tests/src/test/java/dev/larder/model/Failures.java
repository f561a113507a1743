package dev.larder.model;

import org.jspecify.annotations.Nullable;

/** Everything is attempted; what went wrong first is thrown, with the rest suppressed. */
final class Failures {
  private @Nullable Throwable first;

  void attempt(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      if (first == null) {
        first = e;
      } else {
        first.addSuppressed(e);
      }
    }
  }

  void throwIfAny() {
    if (first instanceof Error error) {
      throw error;
    }
    if (first != null) {
      throw (RuntimeException) first;
    }
  }
}
