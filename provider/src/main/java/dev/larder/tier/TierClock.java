package dev.larder.tier;

/**
 * What time it is. Tests bring one that stands still.
 *
 * <pre>{@code
 * TierClock noon = () -> 1_893_499_200_000_000_000L;
 * }</pre>
 */
@FunctionalInterface
public interface TierClock {
  /** Nanoseconds since 1970-01-01T00:00Z. */
  long nanos();
}
