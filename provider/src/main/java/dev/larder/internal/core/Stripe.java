package dev.larder.internal.core;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One stripe of a {@link StripedTable}: the entries of a hash range with their order, their deadlines and their holds. Adds order,
 * room, holds and the sweep to what can be read.
 *
 * <p>{@link #get} takes no lock. All other methods are called under the stripe's write lock, which the table takes.
 */
class Stripe<K, V> extends LockFreeReads<K, V> implements EvictionPolicy.Rows {
  private static final long serialVersionUID = 1;

  /*
   * A stripe with so many rows is too large for the cache that is next to the core, so that each note costs some memory's latency.
   * There notes are folded in many at a time, since hot rows then are noted once for many hits; and the rows that were last moved a
   * moment ago are left alone. On our traces that costs 0.02 points of mean hit ratio, and a cache-aside over Zipf takes 90 ns
   * instead of 150. In small stripes both together would gain a seventh, but where working sets that just fit take turns, a fifth of
   * the hits would be lost.
   */
  private static final int LARGE = 4096;

  private static final int NOTES_WORTH_FOLDING = 64;

  static final int SWEEP_ROWS = 4096;
  private static final int SWEEP_EXPIRED = 256;

  private final StripedTable<K, V> table;
  private final Room room;
  /** Whether anybody wants to know what leaves; may begin at any time. */
  private boolean tellsListener;

  final EvictionPolicy policy;

  private final HeldKeys<K, V> heldKeys = new HeldKeys<>();
  private @Nullable Departures<K, V> departures;
  private long weight;
  private long evictions;
  private long expirations;

  /** Evictions since the table's counter was last told. */
  private int untold;

  /** Nobody reads it; but what is written to it has to be read. */
  @SuppressWarnings("UnusedVariable")
  private int fetched;

  /** What time it is to the operation that has the write lock; {@link Lifetime#UNREAD} until it wants to know. */
  private long operationTime = Lifetime.UNREAD;

  Stripe(
      StripedTable<K, V> table,
      Room room,
      TableConfig<K, V> config,
      EvictionPolicy.Maker policies) {
    super(table.clock(), config.expectedRows(table.stripeCount()), config.weigher() != null);
    this.table = table;
    this.room = room;
    this.tellsListener = config.listener() != null;
    this.policy = policies.make(this);
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
    dropExpired(row);
    return find(key, hash);
  }

  /** The row of the held entry, or {@link #NONE}: what lived when its key was acquired lives until it is released. */
  int heldRow(Hold<K, V> hold) {
    int position = find(hold.key(), hold.hash);
    return position == NONE ? NONE : rowAt(position);
  }

  /** Like {@link #liveRow}, but hands an expired value to the holder, who reports it, instead of to the listener. */
  int liveRowFor(Hold<K, V> hold) {
    int position = find(hold.key(), hold.hash);
    if (position == NONE) {
      return NONE;
    }
    int row = rowAt(position);
    if (isExpired(row)) {
      hold.found(null, value(row), Lifetime.NEVER);
      dropExpired(row);
      return NONE;
    }
    hold.found(value(row), null, deadlineOf(row));
    return row;
  }

  /** The row of the live entry, or {@link #NONE}; drops nothing. */
  int findLive(K key, int hash) {
    int position = find(key, hash);
    return position == NONE || isExpired(rowAt(position)) ? NONE : rowAt(position);
  }

  /** A hit that was found under the lock. */
  void recordAccess(int row) {
    int position = lastFound(row);
    if (mark(index, position, index[position])) {
      recentReads.note(position);
    }
  }

  /** Stores for a key that {@link #liveRow} has just not found. */
  void add(K key, int hash, V value, int entryWeight, long deadline) {
    // Colliding keys cost an unbounded table what they cost any hash table without order: nothing
    // may be evicted there, however many there are.
    int crowded = crowdedOut();
    if (crowded != NONE && room.isBounded()) {
      evict(crowded);
    }
    foldRecentReads();
    int row = insert(key, hash, value, entryWeight);
    setDeadline(row, deadline);
    weight += entryWeight;
    enter(row, entryWeight);
  }

  /** A new row makes itself room, from which it is not excepted. */
  void enter(int row, int entryWeight) {
    policy.inserted(row);
    takeRoom(entryWeight);
  }

  /** Gives a live row another value. */
  void replace(int row, V value, int entryWeight) {
    depart(row, RemovalCause.REPLACED);
    recordReplacement(row);
    setValue(row, value);
    int difference = entryWeight - weightOf(row);
    if (difference != 0) {
      policy.reweighed(row, entryWeight);
      setWeight(row, entryWeight);
      weight += difference;
      grow(row, difference);
    }
  }

  /** A put counts as a hit, unless the order is exact. */
  void recordReplacement(int row) {
    recordAccess(row);
  }

  /** A row takes more room, or less. */
  void grow(int row, int difference) {
    takeRoom(difference);
  }

  private void dropExpired(int row) {
    expirations++;
    drop(row, RemovalCause.EXPIRED);
  }

  void drop(int row, RemovalCause cause) {
    depart(row, cause);
    int entryWeight = weightOf(row);
    unlink(row);
    room.add(-entryWeight);
  }

  /** How many entries have not expired. */
  int liveSize() {
    if (deadlines == null) {
      return size();
    }
    int live = 0;
    for (int row = 0; row < rowsUsed(); row++) {
      if (!isFree(row) && !isExpired(row)) {
        live++;
      }
    }
    return live;
  }

  /** Empties the stripe at once: new arrays, O(1) but for telling the listener. */
  void clear() {
    disturbReaders();
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
    soonest.forget();
    heldKeys.clear();
  }

  long deadlineOf(int row) {
    return deadlines == null ? Lifetime.NEVER : deadlines[row];
  }

  void setDeadline(int row, long deadline) {
    if (deadlineOf(row) == deadline) {
      return;
    }
    disturbReaders();
    if (deadlines == null) {
      long[] column = new long[capacity()];
      Arrays.fill(column, Lifetime.NEVER);
      deadlines = column;
    }
    deadlines[row] = deadline;
    soonest.expect(deadline);
  }

  /** The entry was evicted while its key was held, and comes back: with the deadline that it had. */
  void restoreDeadline(Hold<K, V> hold) {
    int row = heldRow(hold);
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
    if (operationTime == Lifetime.UNREAD) {
      operationTime = clock.now();
    }
    return operationTime;
  }

  /** The operation has looked at the clock already; or has not: {@link Lifetime#UNREAD}. */
  void beginAt(long time) {
    // Here and below what does not change is not written: readers keep the line as long as nobody
    // writes to it.
    if (operationTime != time) {
      operationTime = time;
    }
  }

  /** What time it is, if the operation has looked already; else {@link Lifetime#UNREAD}. */
  long timeIfRead() {
    return operationTime;
  }

  /** The lock is given up. */
  void endOperation() {
    beginAt(Lifetime.UNREAD);
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

  void takeRoom(long wanted) {
    long freed = 0;
    if (wanted > 0 && !leavesRoomToOthers()) {
      long excess = room.excessWith(wanted);
      while (freed < excess) {
        int victim = victim();
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

  /** The row that leaves next to make room, or {@link #NONE} when none weighs anything. */
  int victim() {
    return policy.victim();
  }

  /** The same, once what readers noted is in order, and what has expired is gone. */
  int liveVictim() {
    foldRecentReads();
    int row = victim();
    while (row != NONE && isExpired(row)) {
      evict(row);
      row = victim();
    }
    return row;
  }

  /** Names the live rows, the one that would leave first before the others. O(n log n) at most. */
  void inOrderOfLeaving(IntConsumer each) {
    foldRecentReads();
    policy.inOrderOfLeaving(row -> {
      if (!isExpired(row)) {
        each.accept(row);
      }
    });
  }

  /** From now on it is told what leaves. */
  void tellListener() {
    tellsListener = true;
  }

  /** Evicts one row, if there is one that weighs anything. */
  boolean evictOne() {
    foldRecentReads();
    int victim = victim();
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
    if (expired) {
      reportLater(row);
    }
    depart(row, expired ? RemovalCause.EXPIRED : RemovalCause.SIZE);
    if (expired) {
      expirations++;
    } else {
      evictions++;
      untold++;
    }
    int freed = weightOf(row);
    unlink(row);
    return freed;
  }

  /**
   * The sweep will not meet it any more: so its key is held until the lock is given up and the handler told. Where somebody has the key
   * already, that is their business, unless they give the entry another end.
   */
  private void reportLater(int row) {
    if (!table.handlesExpiry()) {
      return;
    }
    K key = key(row);
    int hash = hashOf(row);
    Hold<K, V> holder = heldKeys.holderOf(key, hash);
    if (holder != null) {
      holder.overdue(value(row));
      return;
    }
    Hold<K, V> hold = heldKeys.make(table, key, hash, false);
    hold.found(null, value(row), Lifetime.NEVER);
    departures = Departures.withOverdue(departures, hold);
    heldKeys.add(hold);
  }

  private void unlink(int row) {
    policy.removed(row);
    weight -= weightOf(row);
    delete(row); // disturbs readers, before they could meet the row without its deadline
    if (deadlines != null) {
      deadlines[row] = Lifetime.NEVER;
    }
  }

  /** What readers noted since the lock was last held goes into order and frequency now. */
  private void foldRecentReads() {
    boolean large = capacity() >= LARGE;
    if (!room.isCounted() || (large && recentReads.count() < NOTES_WORTH_FOLDING)) {
      return;
    }
    int count = recentReads.takeCount();
    if (large) {
      fetchNoted(count);
    }
    for (int i = 0; i < count; i++) {
      int row = notedRow(i);
      if (row != NONE && !(large && policy.isSettled(row))) {
        policy.accessed(row, takeMarksAt(recentReads.at(i)));
      }
    }
  }

  /*
   * One by one, each note would wait for memory several times: for its cell, its header, its neighbours, its counters. Read beforehand,
   * with nothing that depends on it, what many notes need arrives together. A cache-aside over Zipf (64 Ki entries) takes 7 % less.
   */
  private void fetchNoted(int count) {
    int all = 0;
    for (int i = 0; i < count; i++) {
      int row = notedRow(i);
      all += row == NONE ? 0 : policy.fetch(row);
    }
    fetched = all;
  }

  /** The row that the note is about, or {@link #NONE} when it has lost its marks since, or its place. */
  private int notedRow(int note) {
    int position = recentReads.at(note);
    return position < index.length ? markedRowAt(position) : NONE;
  }

  long weight() {
    return weight;
  }

  long evictions() {
    return evictions;
  }

  long expirations() {
    return expirations;
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
    if (taken != 0) {
      untold = 0;
    }
    return taken;
  }

  @Nullable
  Departures<K, V> takeDepartures() {
    Departures<K, V> taken = departures;
    if (taken != null) {
      departures = null;
    }
    return taken;
  }

  HeldKeys<K, V> heldKeys() {
    return heldKeys;
  }

  // -- sweeping

  /** Whether a sweep would find something; may be asked without the lock. */
  boolean isDue(long now) {
    return soonest.isDue(now);
  }

  /** A sweep begins, which has this number. */
  int beginSweep() {
    return soonest.beginSweep();
  }

  /**
   * Looks at some rows from {@code from} on, and drops those that have expired; with {@code handled}, only lists their keys.
   *
   * @param number of the sweep
   * @return where to go on, or {@link #NONE} at the end
   */
  int sweep(int number, int from, long now, @Nullable List<K> handled) {
    long[] times = deadlines;
    if (times == null) {
      return NONE;
    }
    int end = Math.min(rowsUsed(), from + SWEEP_ROWS);
    int expired = 0;
    int row = from;
    for (; row < end && expired < SWEEP_EXPIRED; row++) {
      long deadline = times[row];
      if (deadline <= now && deadline != Lifetime.NEVER && handled == null) {
        dropExpired(row);
        expired++;
      } else {
        if (deadline <= now && handled != null) {
          handled.add(key(row));
          expired++;
        }
        soonest.expect(deadline);
      }
    }
    if (row < rowsUsed()) {
      return row;
    }
    soonest.endSweep(number);
    return NONE;
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
      require(free || !soonest.isAfter(deadlineOf(row)), "a deadline is earlier than the soonest");
    }
    require(sum == weight, "the rows weigh " + sum + ", the stripe says " + weight);
    require(heldKeys.isEmpty(), "a key is still held");
    require(departures == null, "departures were not told");
  }
}
