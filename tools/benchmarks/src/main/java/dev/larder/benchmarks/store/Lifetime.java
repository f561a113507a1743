package dev.larder.benchmarks.store;

import java.time.Duration;

/**
 * When an entry expires: never, or so long after its creation or last write, or after its last touch.
 *
 * @param resolution what Larder is told by {@code time-resolution}; nobody else is
 */
public record Lifetime(Kind kind, Duration time, String resolution) {
  /** In place of a resolution: exact. */
  public static final String EXACT = "none";

  /** From when time counts. */
  public enum Kind {
    /** Never expires. */
    ETERNAL,
    /** Counts from the creation (time to live). */
    CREATED,
    /** Counts from the last read or write (time to idle). */
    TOUCHED
  }

  /** So long that nothing expires while it is measured. */
  private static final Duration LONGER_THAN_ANY_RUN = Duration.ofHours(10);

  public static Lifetime longer(Kind kind) {
    return longer(kind, EXACT);
  }

  public static Lifetime longer(Kind kind, String resolution) {
    return new Lifetime(kind, LONGER_THAN_ANY_RUN, resolution);
  }

  public long nanos() {
    return time.toNanos();
  }
}
