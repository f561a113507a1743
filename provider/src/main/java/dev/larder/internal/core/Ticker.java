package dev.larder.internal.core;

/** A source of elapsed time, so that tests can hand in a clock of their own. */
@FunctionalInterface
public interface Ticker {
  /** The JVM's monotonic clock. */
  Ticker SYSTEM = System::nanoTime;

  /** Nanoseconds since an arbitrary origin; may be negative, may wrap. Thread-safe. */
  long nanos();

  /** A time that is not earlier than {@link #nanos}: enough for those who only want to know that it is not so late yet. */
  default long latest() {
    return nanos();
  }

  /** By how much {@link #latest} is too late, at the least and as a rule; 0 when it is exact. Always the same. */
  default long slack() {
    return 0;
  }

  /**
   * Somebody goes by this ticker from now on, until he is detached, or nobody else uses him any more. A ticker that does not go by itself
   * goes from now on.
   */
  default void attach(Object user) {}

  /** He does no longer. */
  default void detach(Object user) {}
}
