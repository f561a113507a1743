package dev.larder.internal.core;

/**
 * A time that no deadline of a stripe is before: until then nothing expires, and nobody needs to look at a deadline. The stripe's lock guards
 * what writes; the rest may be asked without it.
 *
 * <p>Removals leave it as it is, so it gets too early; a sweep, which looks at all deadlines, makes it right again. A sweep takes several
 * turns with the lock, and two may be under way at once: the one that began last counts.
 */
final class SoonestDeadline {
  private volatile long soonest = Lifetime.NEVER;

  /** The same for what the latest sweep has looked at, and what was stored since it began. */
  private long sinceSweep = Lifetime.NEVER;

  private int sweeps;

  /** Whether something may have expired. */
  boolean isDue(long now) {
    return soonest <= now;
  }

  boolean isAfter(long deadline) {
    return soonest > deadline;
  }

  /** There is such a deadline. */
  void expect(long deadline) {
    if (deadline < soonest) {
      soonest = deadline;
    }
    if (deadline < sinceSweep) {
      sinceSweep = deadline;
    }
  }

  /** Returns the sweep's number. */
  int beginSweep() {
    sinceSweep = Lifetime.NEVER;
    return ++sweeps;
  }

  /** It has seen all. */
  void endSweep(int number) {
    if (number == sweeps) {
      soonest = sinceSweep;
    }
  }

  /** No deadline is left. */
  void forget() {
    sweeps++;
    sinceSweep = Lifetime.NEVER;
    soonest = Lifetime.NEVER;
  }
}
