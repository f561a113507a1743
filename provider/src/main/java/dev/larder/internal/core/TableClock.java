package dev.larder.internal.core;

/**
 * The time of a {@link StripedTable}: nanoseconds since the table was made, by its ticker. It never wraps in a lifetime, so times compare as
 * numbers. Thread-safe.
 */
final class TableClock {
  private final Ticker ticker;
  private final long origin;

  /** By how much {@link #latest} is too late; 0 when it is not. */
  final long slack;

  /** Begins now. */
  TableClock(Ticker ticker) {
    this.ticker = ticker;
    this.origin = ticker.nanos();
    this.slack = ticker.slack();
  }

  /** What time it is. */
  long now() {
    return ticker.nanos() - origin;
  }

  /** A time that is not before {@link #now}, but may be had for less. */
  long latest() {
    return ticker.latest() - origin;
  }

  /** What time it is, by who knows what {@link #latest} says. */
  long now(long latest) {
    return slack == 0 ? latest : now();
  }

  /** What {@link #now} was when the ticker said this. */
  long time(long nanos) {
    return nanos - origin;
  }

  /** A time of {@link #now} as the ticker gives it. */
  long nanos(long time) {
    return time + origin;
  }
}
