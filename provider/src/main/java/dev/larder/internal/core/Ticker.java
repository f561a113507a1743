package dev.larder.internal.core;

/** A source of elapsed time, so that tests can hand in a clock of their own. */
@FunctionalInterface
public interface Ticker {
  /** The JVM's monotonic clock. */
  Ticker SYSTEM = System::nanoTime;

  /** Nanoseconds since an arbitrary origin; may be negative, may wrap. Thread-safe. */
  long nanos();
}
