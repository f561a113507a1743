package dev.larder.internal.core;

/** A source of elapsed time, so that tests can hand in a clock of their own. */
@FunctionalInterface
public interface Ticker {
  /** The JVM's monotonic clock. */
  Ticker SYSTEM = System::nanoTime;

  /** Nanoseconds since an arbitrary origin; may be negative, may wrap. Thread-safe. */
  long nanos();

  /**
   * Somebody goes by this ticker from now on, until he is detached, or nobody else uses him any more. A ticker that does not go by itself
   * goes from now on.
   */
  default void attach(Object user) {}

  /** He does no longer. */
  default void detach(Object user) {}
}
