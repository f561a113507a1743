package dev.larder.model;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What an operation came to, as text: the result, or what was thrown and why. */
final class Outcome {
  private Outcome() {}

  static String of(Callable<@Nullable Object> operation) {
    try {
      return String.valueOf(operation.call());
    } catch (Exception | Error e) {
      if (e instanceof AssertionError failedCheck) {
        throw failedCheck;
      }
      return "threw " + describe(e);
    }
  }

  static String describe(Throwable thrown) {
    Throwable cause = thrown.getCause();
    int suppressed = suppressed(thrown);
    return thrown.getClass().getSimpleName()
        + (cause == null ? "" : " for " + describe(cause))
        + (suppressed == 0 ? "" : " and " + suppressed + " more");
  }

  /** All of them, since which of many keys comes first, and so carries the others' failures, is the cache's business. */
  private static int suppressed(Throwable thrown) {
    int all = 0;
    for (Throwable one : thrown.getSuppressed()) {
      all += 1 + suppressed(one);
    }
    return all;
  }
}
