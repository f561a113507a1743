package dev.larder.tier;

/**
 * What time it is. Tests bring one that stands still.
 *
 * <pre>{@code
 * boolean isGone = value.isExpiredAt(clock.nanos());
 * }</pre>
 */
@FunctionalInterface
public interface TierClock {
  /** Nanoseconds since 1970-01-01T00:00Z. */
  long nanos();
}
