package dev.larder.internal.core;

import java.util.concurrent.atomic.AtomicLong;

/** The bound that the stripes of a table share, and how much of it is taken. Thread-safe. */
final class Room {
  private final AtomicLong used = new AtomicLong();
  private final boolean counted;
  private volatile long maximum;
  private Runnable changed = () -> {};

  /** {@code counted}: keep count of what is taken. Without it, there can never be a bound. */
  Room(long maximum, boolean counted) {
    this.maximum = maximum;
    this.counted = counted;
  }

  /** Another bound from now on. Who sets it makes the table keep it. */
  void setMaximum(long maximum) {
    nudge(maximum);
    changed.run();
  }

  /** The same for a bound that is so near that nothing has to begin anew. */
  void nudge(long maximum) {
    this.maximum = maximum;
  }

  /** Runs this, in place of what ran before, whenever the bound has changed. Set before anybody uses the table. */
  void whenChanged(Runnable other) {
    changed = other;
  }

  /** Whether there is, or may come, a bound. */
  boolean isCounted() {
    return counted;
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
    if (weight != 0 && counted) {
      used.addAndGet(weight);
    }
  }
}
