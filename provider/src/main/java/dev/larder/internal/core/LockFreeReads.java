package dev.larder.internal.core;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The half of a {@link Stripe} that readers use: a {@link RowTable} with deadlines, read without a lock.
 *
 * <pre>
 *   version, home bucket, tags, cell, key, value, deadline, is it still that version? mark
 * </pre>
 */
abstract class LockFreeReads<K, V> extends RowTable<K, V> {
  private static final long serialVersionUID = 1;
  private static final VarHandle DEADLINES = MethodHandles.arrayElementVarHandle(long[].class);

  /* A reader that met a writer looks again; a writer is done in well under a microsecond, or off its core for long. */
  private static final int OPTIMISTIC_TRIES = 16;

  /* An access moves a deadline only when that gains more than 1/1024 of the idle time: most reads then write nothing. */
  private static final int TOUCH_SHIFT = 10;

  final TableClock clock;
  final RecentReads recentReads = new RecentReads();

  /** By row; null until something expires. Writers set it under the write lock. */
  long @Nullable [] deadlines;

  final SoonestDeadline soonest = new SoonestDeadline();

  LockFreeReads(TableClock clock, int expectedRows, boolean weighted) {
    super(expectedRows, weighted);
    this.clock = clock;
  }

  /**
   * The live value, noting the hit; null when absent or expired. Takes no lock unless writers keep coming in between.
   *
   * @param idleTime lifetime that this access gives the entry, or {@link Lifetime#UNCHANGED}
   * @param time what time it is; {@link Lifetime#UNREAD} when nobody has looked yet
   */
  @Nullable
  V get(Object key, int hash, long idleTime, long time) {
    Object found = look(key, hash, idleTime, time, version());
    return found == this ? getDespiteWriters(key, hash, idleTime, time) : cast(found);
  }

  /** A writer came in between. Apart from {@link #get}, so that what the JIT makes of that stays short. */
  private @Nullable V getDespiteWriters(Object key, int hash, long idleTime, long time) {
    for (int tries = 0; tries < OPTIMISTIC_TRIES; tries++) {
      Thread.onSpinWait();
      Object found = look(key, hash, idleTime, time, version());
      if (found != this) {
        return cast(found);
      }
    }
    long stamp = readLock();
    try {
      return cast(look(key, hash, idleTime, time, version()));
    } finally {
      unlockRead(stamp);
    }
  }

  /*
   * One look: the live value, null, or this stripe itself when a writer disturbed it. Nine look-ups in ten are decided by
   * the first lane with the right tag in the home bucket, so that case goes first and without a loop: the JIT inlines it then.
   */
  private @Nullable Object look(Object key, int hash, long idleTime, long time, int version) {
    int[] cells = index;
    @Nullable Object[] keysAndValues = slots;
    int bucket = Buckets.home(hash, cells.length);
    long tags = Buckets.tags(cells, bucket);
    long matches = Buckets.matches(tags, Buckets.pattern(hash));
    if (matches != 0) {
      int position = Buckets.position(bucket, matches);
      int cell = cells[position];
      int slot = slotOf(cell);
      if (slot + 1 < keysAndValues.length) {
        Object candidate = keysAndValues[slot];
        if (candidate == key || (candidate != null && isEqual(key, candidate))) {
          return found(cells, position, cell, keysAndValues[slot + 1], idleTime, time, version);
        }
      }
    } else if (Buckets.empties(tags) != 0) {
      return isStill(version) ? null : this;
    }
    return lookFurther(key, hash, idleTime, time, version);
  }

  /** The same for the other lanes and buckets. */
  private @Nullable Object lookFurther(
      Object key, int hash, long idleTime, long time, int version) {
    int[] cells = index;
    @Nullable Object[] keysAndValues = slots;
    long pattern = Buckets.pattern(hash);
    int bucket = Buckets.home(hash, cells.length);
    while (true) { // not all buckets are full, so this ends
      long tags = Buckets.tags(cells, bucket);
      for (long matches = Buckets.matches(tags, pattern); matches != 0; matches &= matches - 1) {
        int position = Buckets.position(bucket, matches);
        int cell = cells[position];
        int slot = slotOf(cell);
        if (slot + 1 >= keysAndValues.length) {
          return this;
        }
        Object candidate = keysAndValues[slot];
        if (candidate == key || (candidate != null && isEqual(key, candidate))) {
          return found(cells, position, cell, keysAndValues[slot + 1], idleTime, time, version);
        }
      }
      if (Buckets.empties(tags) != 0) {
        return isStill(version) ? null : this;
      }
      bucket = Buckets.after(bucket, cells.length);
    }
  }

  private @Nullable Object found(
      int[] cells,
      int position,
      int cell,
      @Nullable Object value,
      long idleTime,
      long time,
      int version) {
    long @Nullable [] times = deadlines;
    if (times != null) {
      return foundAmongMortals(times, cells, position, cell, value, idleTime, time, version);
    }
    if (!isStill(version)) {
      return this;
    }
    noteHit(cells, position, cell, idleTime);
    return value;
  }

  /** The same where entries may expire. What is read of the row is read before the version is compared: it may be another entry's at once. */
  private @Nullable Object foundAmongMortals(
      long[] times,
      int[] cells,
      int position,
      int cell,
      @Nullable Object value,
      long idleTime,
      long time,
      int version) {
    boolean alive;
    if (idleTime == Lifetime.UNCHANGED || idleTime == Lifetime.PEEK) {
      // The time is near at hand, and mostly saves a look at the row's deadline, which is not.
      long latest = time == Lifetime.UNREAD ? clock.latest() : time;
      alive = !soonest.isDue(latest) || isAlive(deadlineIn(times, rowOf(cell)), latest, time);
      if (!isStill(version)) {
        return this;
      }
    } else {
      long deadline = deadlineIn(times, rowOf(cell));
      if (!isStill(version)) {
        return this;
      }
      alive = deadline == Lifetime.NEVER
          || isAliveAndTouched(times, rowOf(cell), deadline, idleTime, time);
    }
    if (!alive) {
      return null;
    }
    noteHit(cells, position, cell, idleTime);
    return value;
  }

  /** {@code latest}: a time that it is not after. Only when that does not decide it is the clock looked at. */
  private boolean isAlive(long deadline, long latest, long time) {
    return deadline > latest || (time == Lifetime.UNREAD && deadline > clock.now(latest));
  }

  private static long deadlineIn(long[] times, int row) {
    return row < times.length ? times[row] : Lifetime.NEVER;
  }

  /** Notes a hit of the first entry whose tag is right; of nobody's when there is none, or a writer comes in between. */
  final void noteHit(int hash) {
    int version = version();
    int[] cells = index;
    int bucket = Buckets.home(hash, cells.length);
    long tags = Buckets.tags(cells, bucket);
    long matches = Buckets.matches(tags, Buckets.pattern(hash));
    while (matches == 0 && Buckets.empties(tags) == 0) {
      bucket = Buckets.after(bucket, cells.length);
      tags = Buckets.tags(cells, bucket);
      matches = Buckets.matches(tags, Buckets.pattern(hash));
    }
    if (matches != 0) {
      int position = Buckets.position(bucket, matches);
      int cell = cells[position];
      if (isStill(version)) {
        noteHit(cells, position, cell, Lifetime.UNCHANGED);
      }
    }
  }

  private void noteHit(int[] cells, int position, int cell, long idleTime) {
    if ((cell & MARK_MASK) != MARK_MASK
        && idleTime > Lifetime.PEEK
        && mark(cells, position, cell)) {
      recentReads.note(position);
    }
  }

  private boolean isAliveAndTouched(
      long[] times, int row, long deadline, long idleTime, long time) {
    if (idleTime == Lifetime.EVEN_IF_EXPIRED) {
      return true;
    }
    long latest = time == Lifetime.UNREAD ? clock.latest() : time;
    long slack = time == Lifetime.UNREAD ? clock.slack : 0;
    if (deadline > latest && !gains(deadline, idleTime, latest - slack)) {
      return true;
    }
    long now = time == Lifetime.UNREAD ? clock.now(latest) : time;
    if (deadline <= now) {
      return false;
    }
    if (gains(deadline, idleTime, now)) {
      // Fails when the row was given to another entry since, unless that has the very same
      // deadline: then it gains a moment.
      DEADLINES.compareAndSet(times, row, deadline, Lifetime.deadline(now, idleTime));
    }
    return true;
  }

  /** Whether it is worth moving the deadline of an entry that is read now. */
  private static boolean gains(long deadline, long idleTime, long now) {
    return idleTime >= 0 && Lifetime.deadline(now, idleTime) - deadline > idleTime >> TOUCH_SHIFT;
  }

  @SuppressWarnings("unchecked")
  private @Nullable V cast(@Nullable Object value) {
    return (V) value;
  }
}
