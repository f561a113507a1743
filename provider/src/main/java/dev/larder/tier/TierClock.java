package dev.larder.tier;

/** What time it is. Tests bring one that stands still. */
@FunctionalInterface
public interface TierClock {
  /** Nanoseconds since 1970-01-01T00:00Z. */
  long nanos();
}
