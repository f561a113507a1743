package dev.larder.internal.cache;

import dev.larder.internal.copy.HeapEstimate;
import dev.larder.internal.core.Lifetime;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A stored value with times of its own, for caches whose entries have more of them than the one deadline that a table keeps: a time
 * to live beside a time to idle, a time to be refreshed. 48 bytes an entry, which other caches do not pay.
 */
final class Stamped {
  private static final VarHandle REFRESH_AT;

  /** A use moves the deadline only when that gains more than 1/1024 of the idle time, as in the table. */
  private static final int TOUCH_SHIFT = 10;

  /** With its header, on a JVM with compressed references. */
  private static final int OWN_BYTES = 48;

  /** What the table takes for a row, its part of the index, its weight and deadline. */
  private static final int ROW_BYTES = 48;

  static {
    try {
      REFRESH_AT = MethodHandles.lookup().findVarHandle(Stamped.class, "refreshAt", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final Object stored;

  /** When its time to live ends, by the ticker; without meaning in caches that have none. */
  private volatile long liveUntil;

  /** Whether it has no such end. */
  private volatile boolean eternal;

  /** The deadline is the end of its time to live already, and no use will move it. Racy: at worst it is set once more. */
  boolean isAtItsEnd;

  /** When a use last moved the deadline, by the ticker. Racy: at worst it is moved once more. */
  private long touchedAt;

  private volatile long refreshAt;

  Stamped(Object stored, long now, long toLive, long refreshAt) {
    this.stored = stored;
    this.liveUntil = now + toLive;
    this.eternal = toLive == Lifetime.ETERNAL;
    this.refreshAt = refreshAt;
    this.touchedAt = now;
  }

  /** When it was made, by the ticker; as long as nobody else has it. */
  long madeAt() {
    return touchedAt;
  }

  /** What is left of its time to live. */
  long nanosLeft(long now) {
    return eternal ? Lifetime.ETERNAL : liveUntil - now;
  }

  /**
   * The entry is used: what it has to live from now on, if anything changes. Uses in quick succession change nothing, so that hardly any
   * has to lock a stripe: an entry may go by that much less than its time to idle.
   */
  long use(long now, long idleTime) {
    long left = nanosLeft(now);
    if (left >= idleTime) {
      if (now - touchedAt < idleTime >> TOUCH_SHIFT) {
        return Lifetime.UNCHANGED;
      }
      touchedAt = now;
      return idleTime;
    }
    if (isAtItsEnd || left <= 0) {
      return Lifetime.UNCHANGED;
    }
    isAtItsEnd = true;
    return left;
  }

  /** Somebody gives the entry another time to live. */
  void live(long toLive, long now) {
    liveUntil = now + toLive;
    eternal = toLive == Lifetime.ETERNAL;
    isAtItsEnd = false;
    touchedAt = now;
  }

  /** It was made so many nanoseconds ago: its refresh is due so much earlier. */
  void makeOlder(long nanos) {
    long due = refreshAt;
    refreshAt = due - nanos;
  }

  /** Whether the caller is the one to refresh it; others are not, before {@code nextAttempt}. */
  boolean claimRefresh(long now, long nextAttempt) {
    long due = refreshAt;
    return now - due >= 0 && REFRESH_AT.compareAndSet(this, due, nextAttempt);
  }

  /** What an entry takes of the heap, by an estimate. */
  static int bytes(Object key, Object stored) {
    long value = stored instanceof Stamped stamped
        ? OWN_BYTES + HeapEstimate.of(stamped.stored)
        : HeapEstimate.of(stored);
    return (int) Math.min(Integer.MAX_VALUE, ROW_BYTES + HeapEstimate.of(key) + value);
  }
}
