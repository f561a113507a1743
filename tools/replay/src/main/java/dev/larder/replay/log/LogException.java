package dev.larder.replay.log;

import java.io.IOException;

/** A log cannot be used; the message is for the user, and says what to do. */
public final class LogException extends IOException {
  private static final long serialVersionUID = 1;

  LogException(String message) {
    super(message);
  }

  LogException(String message, Throwable cause) {
    super(message, cause);
  }
}
