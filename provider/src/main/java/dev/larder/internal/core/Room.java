package dev.larder.internal.core;

import java.util.concurrent.atomic.AtomicLong;

/** The bound that the stripes of a table share, and how much of it is taken. Thread-safe. */
final class Room {
  private final AtomicLong used = new AtomicLong();
  private volatile long maximum;

  Room(long maximum) {
    this.maximum = maximum;
  }

  long maximum() {
    return maximum;
  }

  boolean isBounded() {
    return maximum != TableConfig.UNBOUNDED;
  }

  long used() {
    return used.get();
  }

  /** By how much the table would exceed its bound with {@code weight} more; not positive when that fits. */
  long excessWith(long weight) {
    return used.get() + weight - maximum;
  }

  /** By how much the table exceeds its bound; not positive when it does not. */
  long excess() {
    return excessWith(0);
  }

  void add(long weight) {
    // A full table replaces weight by weight, and then leaves the counter, which all stripes share,
    // alone.
    if (weight != 0 && isBounded()) {
      used.addAndGet(weight);
    }
  }
}
