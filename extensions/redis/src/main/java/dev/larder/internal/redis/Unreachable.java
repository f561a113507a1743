package dev.larder.internal.redis;

import io.lettuce.core.RedisCommandExecutionException;
import org.jspecify.annotations.Nullable;

/** The server did not answer, or answered that it cannot. What was asked of it may have been done or not. Without a password in it. */
final class Unreachable extends Exception {
  private static final long serialVersionUID = 1;

  Unreachable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** What the server itself answered; null when it said nothing. */
  @Nullable
  String answer() {
    for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof RedisCommandExecutionException) {
        return String.valueOf(cause.getMessage());
      }
    }
    return null;
  }

  /** Why, for logs and health: the innermost message says most. */
  static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
