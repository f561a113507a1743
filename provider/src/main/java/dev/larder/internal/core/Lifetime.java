package dev.larder.internal.core;

import java.time.Duration;

/** How long entries live, in nanoseconds, and until when, in the table's own time. */
public final class Lifetime {
  /** A lifetime without end. */
  public static final long ETERNAL = Long.MAX_VALUE;

  /** In place of a lifetime: the entry's deadline stays as it is. */
  public static final long UNCHANGED = -1;

  /** In place of the lifetime that a read gives: none, and the policy shall not see it either. */
  static final long PEEK = -2;

  /** The same, and found even if it has expired, so that nobody need look at the clock. */
  static final long EVEN_IF_EXPIRED = -3;

  /** What comes instead of a time where nobody has looked at the clock. */
  public static final long UNREAD = Long.MIN_VALUE;

  /** The deadline of what never expires. */
  static final long NEVER = Long.MAX_VALUE;

  private Lifetime() {}

  /** Nanoseconds of {@code duration}; {@link #ETERNAL} when they exceed a {@code long} (292 years). */
  public static long of(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException tooLong) {
      return ETERNAL;
    }
  }

  /** The deadline of what lives {@code lifetime} from {@code now}, saturating at {@link #NEVER}. */
  static long deadline(long now, long lifetime) {
    long deadline = now + lifetime;
    return lifetime == ETERNAL || deadline < now ? NEVER : deadline;
  }
}
