package dev.larder.internal.core;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One stripe of a {@link StripedTable}: the entries of a hash range with their order, their deadlines and their holds. Adds time
 * and room to the {@link RowTable}.
 *
 * <p>{@link #get} takes no lock. All other methods are called under the stripe's write lock, which the table takes.
 */
final class Stripe<K, V> extends RowTable<K, V> implements EvictionPolicy.Rows {
  private static final long serialVersionUID = 1;
  private static final VarHandle DEADLINES = MethodHandles.arrayElementVarHandle(long[].class);

  /* A reader that met a writer looks again; a writer is done in well under a microsecond, or off its core for long. */
  private static final int OPTIMISTIC_TRIES = 16;

  /* An access moves a deadline only when that gains more than 1/1024 of the idle time: most reads then write nothing. */
  private static final int TOUCH_SHIFT = 10;

  private static final long UNREAD = Long.MIN_VALUE;

  private static final int SWEEP_ROWS = 4096;
  private static final int SWEEP_EXPIRED = 256;

  private final StripedTable<K, V> table;
  private final Room room;
  private final boolean tellsListener;
  private final EvictionPolicy policy;
  private final RecentReads recentReads = new RecentReads();

  /** By row; null until something expires. */
  private long @Nullable [] deadlines;

  /** No deadline in the column is earlier, but for those a sweep under way has not come to. The sweeper looks without the lock. */
  private volatile long soonest = Lifetime.NEVER;

  private @Nullable Map<K, Hold<K, V>> holds;
  private @Nullable Departures<K, V> departures;
  private long weight;
  private long evictions;

  /** Evictions since the table's counter was last told. */
  private int untold;

  /** What time it is to the operation that has the write lock; {@link #UNREAD} until it wants to know. */
  private long operationTime = UNREAD;

  Stripe(
      StripedTable<K, V> table,
      Room room,
      TableConfig<K, V> config,
      EvictionPolicy.Maker policies) {
    super(config.expectedRows(table.stripeCount()), config.weigher() != null);
    this.table = table;
    this.room = room;
    this.tellsListener = config.listener() != null;
    this.policy = policies.make(this);
    ensureColumns(capacity());
  }

  // -- reading

  /**
   * The live value, noting the hit; null when absent or expired. Takes no lock unless writers keep coming in between.
   *
   * @param idleTime lifetime that this access gives the entry, or {@link Lifetime#UNCHANGED}
   */
  @Nullable
  V get(Object key, int hash, long idleTime) {
    Object found = look(key, hash, idleTime, tryOptimisticRead());
    return found == this ? getDespiteWriters(key, hash, idleTime) : cast(found);
  }

  /** A writer came in between. Apart from {@link #get}, so that what the JIT makes of that stays short. */
  private @Nullable V getDespiteWriters(Object key, int hash, long idleTime) {
    for (int tries = 0; tries < OPTIMISTIC_TRIES; tries++) {
      Thread.onSpinWait();
      Object found = look(key, hash, idleTime, tryOptimisticRead());
      if (found != this) {
        return cast(found);
      }
    }
    long stamp = readLock();
    try {
      return cast(look(key, hash, idleTime, stamp));
    } finally {
      unlockRead(stamp);
    }
  }

  /*
   * One look: the live value, null, or this stripe itself when the stamp is not valid (any more). Nine look-ups in ten are decided by
   * the first lane with the right tag in the home bucket, so that case goes first and without a loop: the JIT inlines it then.
   */
  private @Nullable Object look(Object key, int hash, long idleTime, long stamp) {
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
          return found(cells, position, cell, keysAndValues[slot + 1], idleTime, stamp);
        }
      }
    } else if (Buckets.empties(tags) != 0) {
      return validate(stamp) ? null : this;
    }
    return lookFurther(key, hash, idleTime, stamp);
  }

  /** The same for the other lanes and buckets. */
  private @Nullable Object lookFurther(Object key, int hash, long idleTime, long stamp) {
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
          return found(cells, position, cell, keysAndValues[slot + 1], idleTime, stamp);
        }
      }
      if (Buckets.empties(tags) != 0) {
        return validate(stamp) ? null : this;
      }
      bucket = Buckets.after(bucket, cells.length);
    }
  }

  private @Nullable Object found(
      int[] cells, int position, int cell, @Nullable Object value, long idleTime, long stamp) {
    // Read before the stamp is validated: the row may be another entry's at once.
    long @Nullable [] times = deadlines;
    long deadline = times == null ? Lifetime.NEVER : deadlineIn(times, rowOf(cell));
    if (!validate(stamp)) {
      return this;
    }
    if (deadline != Lifetime.NEVER
        && times != null
        && !isAliveAndTouched(times, rowOf(cell), deadline, idleTime)) {
      return null;
    }
    if ((cell & MARK_MASK) != MARK_MASK) {
      noteHit(cells, position, cell, idleTime);
    }
    return value;
  }

  private static long deadlineIn(long[] times, int row) {
    return row < times.length ? times[row] : Lifetime.NEVER;
  }

  private void noteHit(int[] cells, int position, int cell, long idleTime) {
    if (idleTime != Lifetime.PEEK && mark(cells, position, cell)) {
      recentReads.note(rowOf(cell));
    }
  }

  private boolean isAliveAndTouched(long[] times, int row, long deadline, long idleTime) {
    long now = table.now();
    if (deadline <= now) {
      return false;
    }
    if (idleTime >= 0) {
      long later = Lifetime.deadline(now, idleTime);
      if (later - deadline > idleTime >> TOUCH_SHIFT) {
        // Fails when the row was given to another entry since, unless that has the very same
        // deadline: then it gains a moment.
        DEADLINES.compareAndSet(times, row, deadline, later);
      }
    }
    return true;
  }

  @SuppressWarnings("unchecked")
  private @Nullable V cast(@Nullable Object value) {
    return (V) value;
  }

  // -- under the write lock

  /** Takes the write lock, if there is stack enough to give it back. */
  long lock() {
    StackRoom.require();
    return writeLock();
  }

  /** The row of the live entry, or {@link #NONE}. What is found expired is dropped. */
  int liveRow(K key, int hash) {
    int position = find(key, hash);
    if (position == NONE) {
      return NONE;
    }
    int row = rowAt(position);
    if (!isExpired(row)) {
      return row;
    }
    drop(row, RemovalCause.EXPIRED);
    return find(key, hash);
  }

  /** Like {@link #liveRow}, but hands an expired value to the holder, who reports it, instead of to the listener. */
  void findFor(Hold<K, V> hold) {
    int position = find(hold.key, hold.hash);
    if (position != NONE) {
      int row = rowAt(position);
      if (isExpired(row)) {
        hold.found(null, value(row), Lifetime.NEVER);
        drop(row, RemovalCause.EXPIRED);
      } else {
        hold.found(value(row), null, deadlineOf(row));
        recordAccess(row);
      }
    }
  }

  /** The row of the live entry, or {@link #NONE}; drops nothing. */
  int findLive(K key, int hash) {
    int position = find(key, hash);
    return position == NONE || isExpired(rowAt(position)) ? NONE : rowAt(position);
  }

  /** A hit that was found under the lock. */
  void recordAccess(int row) {
    int position = positionOf(row);
    if (mark(index, position, index[position])) {
      recentReads.note(row);
    }
  }

  /** Stores for a key that {@link #liveRow} has just not found. */
  void add(K key, int hash, V value, int entryWeight, long deadline) {
    int crowded = crowdedOut();
    if (crowded != NONE && room.isBounded()) {
      evict(crowded);
    }
    foldRecentReads();
    int row = insert(key, hash, value, entryWeight);
    setDeadline(row, deadline);
    weight += entryWeight;
    policy.inserted(row);
    takeRoom(entryWeight);
  }

  /** Gives a live row another value. */
  void replace(int row, V value, int entryWeight) {
    depart(row, RemovalCause.REPLACED);
    recordAccess(row);
    setValue(row, value);
    int difference = entryWeight - weightOf(row);
    if (difference != 0) {
      policy.reweighed(row, entryWeight);
      setWeight(row, entryWeight);
      weight += difference;
      takeRoom(difference);
    }
  }

  void drop(int row, RemovalCause cause) {
    depart(row, cause);
    int entryWeight = weightOf(row);
    unlink(row);
    room.add(-entryWeight);
  }

  /** Empties the stripe at once: new arrays, O(1) but for telling the listener. */
  void clear() {
    if (tellsListener) {
      for (int row = 0; row < rowsUsed(); row++) {
        if (!isFree(row)) {
          depart(row, isExpired(row) ? RemovalCause.EXPIRED : RemovalCause.EXPLICIT);
        }
      }
    }
    room.add(-weight);
    weight = 0;
    reset();
    policy.cleared();
    deadlines = null;
    soonest = Lifetime.NEVER;
    ensureColumns(capacity());
    supersedeLoads();
  }

  long deadlineOf(int row) {
    return deadlines == null ? Lifetime.NEVER : deadlines[row];
  }

  void setDeadline(int row, long deadline) {
    if (deadlines == null) {
      if (deadline == Lifetime.NEVER) {
        return;
      }
      long[] column = new long[capacity()];
      Arrays.fill(column, Lifetime.NEVER);
      deadlines = column;
    }
    deadlines[row] = deadline;
    expectNoLaterThan(deadline);
  }

  private void expectNoLaterThan(long deadline) {
    if (deadline < soonest) {
      soonest = deadline;
    }
  }

  /** The entry was evicted while its key was held, and comes back: with the deadline that it had. */
  void restoreDeadline(Hold<K, V> hold) {
    int row = findLive(hold.key, hold.hash);
    if (row != NONE) {
      setDeadline(row, hold.deadline());
    }
  }

  boolean isExpired(int row) {
    long deadline = deadlineOf(row);
    return deadline != Lifetime.NEVER && deadline <= operationTime();
  }

  /** The same for those who have but the read lock, and know the time. */
  boolean isExpiredAt(int row, long now) {
    long deadline = deadlineOf(row);
    return deadline != Lifetime.NEVER && deadline <= now;
  }

  /** Whether any entry has, or had, a deadline; if not, nobody need know the time. */
  boolean hasDeadlines() {
    return deadlines != null;
  }

  /** The time, read once for each turn with the write lock. */
  long operationTime() {
    if (operationTime == UNREAD) {
      operationTime = table.now();
    }
    return operationTime;
  }

  /** The lock is given up. */
  void endOperation() {
    operationTime = UNREAD;
  }

  @Override
  void ensureColumns(int rows) {
    policy.ensureRows(rows);
    recentReads.ensureCapacity(rows);
    if (deadlines != null) {
      long[] column = Arrays.copyOf(deadlines, rows);
      Arrays.fill(column, deadlines.length, rows, Lifetime.NEVER);
      deadlines = column;
    }
  }

  // -- room

  private void takeRoom(long wanted) {
    long freed = 0;
    if (wanted > 0 && !leavesRoomToOthers()) {
      long excess = room.excessWith(wanted);
      while (freed < excess) {
        int victim = policy.victim();
        if (victim == EvictionPolicy.NONE) {
          break;
        }
        freed += evictQuietly(victim);
      }
    }
    room.add(wanted - freed);
  }

  /** A stripe that has far less than its share lets another one make room, so that shares even out. */
  private boolean leavesRoomToOthers() {
    return table.stripeCount() > 1 && weight < table.share() / 2;
  }

  /** Evicts one row, if there is one that weighs anything. */
  boolean evictOne() {
    foldRecentReads();
    int victim = policy.victim();
    if (victim == EvictionPolicy.NONE) {
      return false;
    }
    evict(victim);
    return true;
  }

  private void evict(int row) {
    room.add(-evictQuietly(row));
  }

  /** Evicts without giving the room back to the table yet; returns how much that is. */
  private int evictQuietly(int row) {
    boolean expired = isExpired(row);
    depart(row, expired ? RemovalCause.EXPIRED : RemovalCause.SIZE);
    if (!expired) {
      evictions++;
      untold++;
    }
    int freed = weightOf(row);
    unlink(row);
    return freed;
  }

  private void unlink(int row) {
    policy.removed(row);
    weight -= weightOf(row);
    if (deadlines != null) {
      deadlines[row] = Lifetime.NEVER;
    }
    delete(row);
  }

  /** What readers noted since the lock was last held goes into order and frequency now. */
  private void foldRecentReads() {
    if (!room.isBounded()) {
      return;
    }
    int count = recentReads.takeCount();
    for (int i = 0; i < count; i++) {
      int row = recentReads.at(i);
      if (row < rowsUsed() && !isFree(row)) {
        int times = takeMarks(row);
        if (times > 0) {
          policy.accessed(row, times);
        }
      }
    }
  }

  long weight() {
    return weight;
  }

  long evictions() {
    return evictions;
  }

  // -- what left

  private void depart(int row, RemovalCause cause) {
    if (tellsListener) {
      depart(key(row), value(row), cause);
    }
  }

  void depart(K key, V value, RemovalCause cause) {
    if (tellsListener) {
      departures = Departures.with(departures, key, value, cause);
    }
  }

  int takeUntoldEvictions() {
    int taken = untold;
    untold = 0;
    return taken;
  }

  @Nullable
  Departures<K, V> takeDepartures() {
    Departures<K, V> taken = departures;
    departures = null;
    return taken;
  }

  // -- holds

  @Nullable
  Hold<K, V> heldBy(K key) {
    return holds == null || holds.isEmpty() ? null : holds.get(key);
  }

  void register(Hold<K, V> hold) {
    if (holds == null) {
      holds = new HashMap<>();
    }
    Hold<K, V> before = holds.put(hold.key, hold);
    if (before != null) {
      before.superseded = true;
    }
  }

  void unregister(Hold<K, V> hold) {
    if (holds != null) {
      holds.remove(hold.key, hold);
    }
  }

  /** A write to the key wins over a load of it that is under way. */
  void supersedeLoad(K key) {
    Hold<K, V> hold = heldBy(key);
    if (hold != null && hold.yielding) {
      hold.superseded = true;
      unregister(hold);
    }
  }

  private void supersedeLoads() {
    if (holds != null) {
      holds.values().removeIf(hold -> {
        hold.superseded |= hold.yielding;
        return hold.yielding;
      });
    }
  }

  // -- sweeping

  /** Whether a sweep would find something; may be asked without the lock. */
  boolean isDue(long now) {
    return soonest <= now;
  }

  /**
   * Looks at some rows from {@code from} on, and drops those that have expired; with {@code handled}, only lists their keys.
   *
   * @return where to go on, or {@link #NONE} at the end
   */
  int sweep(int from, long now, @Nullable List<K> handled) {
    long[] times = deadlines;
    if (times == null) {
      return NONE;
    }
    if (from == 0) {
      soonest = Lifetime.NEVER;
    }
    int end = Math.min(rowsUsed(), from + SWEEP_ROWS);
    int expired = 0;
    int row = from;
    for (; row < end && expired < SWEEP_EXPIRED; row++) {
      long deadline = times[row];
      if (deadline <= now && deadline != Lifetime.NEVER && handled == null) {
        drop(row, RemovalCause.EXPIRED);
        expired++;
      } else {
        if (deadline <= now && handled != null) {
          handled.add(key(row));
          expired++;
        }
        expectNoLaterThan(deadline);
      }
    }
    return row < rowsUsed() ? row : NONE;
  }

  // -- for tests

  void check() {
    checkRows();
    policy.check(size());
    long sum = 0;
    for (int row = 0; row < rowsUsed(); row++) {
      boolean free = isFree(row);
      sum += free ? 0 : weightOf(row);
      require(!free || deadlineOf(row) == Lifetime.NEVER, "a free row has a deadline");
      require(free || deadlineOf(row) >= soonest, "a deadline is earlier than the soonest");
    }
    require(sum == weight, "the rows weigh " + sum + ", the stripe says " + weight);
    require(holds == null || holds.isEmpty(), "a key is still held");
    require(departures == null, "departures were not told");
  }
}
