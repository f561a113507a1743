package dev.larder.internal.core;

/** Waiting for a held key would never have ended: the waiting thread itself is, in the end, who holds it. */
public final class HeldKeyException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  HeldKeyException(String message) {
    super(message);
  }

  HeldKeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
