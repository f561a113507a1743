package dev.larder.internal.core;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntConsumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The cache proper: a bounded hash table whose entries expire, in lock stripes. Thread-safe.
 *
 * <p>Reads take no lock. Writes lock one stripe for a short, bounded piece of work that runs no user code but the keys'
 * {@code equals} and {@code hashCode}; when they return, the bound holds. User code that must be alone with a key runs while
 * the key is <em>held</em>: see {@link #holds}. Each write waits while its key is held by somebody else, except
 * for a load, over which it wins.
 *
 * <p>Lifetimes are in nanoseconds, {@link Lifetime#ETERNAL}, or, for an entry that is there already, {@link Lifetime#UNCHANGED}.
 * The clock is read once an
 * operation at most, and not at all for entries that never expire. All operations are expected O(1) unless they say otherwise. No key or value may be null.
 *
 * @param <K> keys, with {@code equals} and {@code hashCode}
 * @param <V> values
 */
public final class StripedTable<K, V> {
  private final TableConfig<K, V> config;
  private final TableClock clock;
  private final int seed;
  private final Room room;
  private final Stripe<K, V>[] stripes;
  private final Holds<K, V> holds = new Holds<>(this);
  private final Expirations<K, V> expirations;

  /** Never null again, once it is not. */
  private volatile @Nullable RemovalListener<? super K, ? super V> listener;

  private volatile @Nullable Shadow shadow;

  /** A table as {@code config} says. Cost: a few hundred bytes a stripe; entries take memory as they come. */
  public StripedTable(TableConfig<K, V> config) {
    this(config, ThreadLocalRandom.current().nextInt());
  }

  /** The same with a known {@code seed}, so that a replay on one thread can be repeated. Keep the seed from those who choose keys. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public StripedTable(TableConfig<K, V> config, int seed) {
    this.config = config;
    this.listener = config.listener();
    this.expirations = new Expirations<>(this, config.expiryHandler());
    this.seed = seed;
    this.clock = new TableClock(config.ticker());
    this.room = new Room(config.maximumWeight(), config.isOrdered());
    int count = config.stripeCount();
    stripes = new Stripe[count];
    EvictionPolicy.Maker policies = policies();
    for (int i = 0; i < count; i++) {
      stripes[i] = config.order() == EvictionOrder.TINY_LFU
          ? new Stripe<>(this, room, config, policies)
          : new ExactStripe<>(this, room, config, policies);
    }
  }

  private EvictionPolicy.Maker policies() {
    if (config.order() != EvictionOrder.TINY_LFU) {
      return rows -> config.order().make(rows, seed);
    }
    if (!room.isBounded()) {
      return rows -> NoEviction.INSTANCE;
    }
    ModeChooser chooser =
        config.weigher() == null ? ModeChooser.of(room) : new ModeChooser(this::size, true);
    return rows -> new TinyLfuPolicy(rows, seed, chooser);
  }

  /** Tells this listener, in place of any before, of all that leaves from now on. Costs a little at each replacement and removal. */
  public void listen(RemovalListener<? super K, ? super V> other) {
    listener = other;
    for (Stripe<K, V> stripe : stripes) {
      long stamp = stripe.lock();
      stripe.tellListener();
      unlock(stripe, stamp);
    }
  }

  /** The name given at creation. */
  public String name() {
    return config.name();
  }

  /** Who leaves first. */
  public EvictionOrder order() {
    return config.order();
  }

  TableClock clock() {
    return clock;
  }

  /** Whether any entry has, or had, a deadline; if not, nobody need know the time. O(stripes). */
  public boolean hasDeadlines() {
    for (Stripe<K, V> stripe : stripes) {
      if (stripe.hasDeadlines()) {
        return true;
      }
    }
    return false;
  }

  // -- reading

  /** The live value, recording the hit; null when absent or expired. */
  public @Nullable V get(K key) {
    return get(key, Lifetime.UNCHANGED);
  }

  /** The same, giving a found entry that can expire {@code idleTime} from now; at least 1023/1024 of it. */
  public @Nullable V get(K key, long idleTime) {
    return get(key, hash(key), idleTime);
  }

  /** The same for a key whose {@link #hash} the caller needs, too. */
  public @Nullable V get(K key, int hash, long idleTime) {
    return get(key, hash, idleTime, Lifetime.UNREAD);
  }

  /** {@code time}: what time it is, if somebody has looked already. */
  @Nullable
  V get(K key, int hash, long idleTime, long time) {
    return stripe(hash).get(key, hash, idleTime, time);
  }

  /**
   * Notes a hit, without looking at keys: for a table of what is kept elsewhere, whose entry the caller has found there. Now and then the
   * hit goes to another entry, whose key looks alike to the index.
   *
   * @param hashCode the key's
   */
  public void noteHit(int hashCode) {
    int hash = spread(hashCode);
    stripe(hash).noteHit(hash);
  }

  /** The live value, or null, without a trace: no hit is recorded. */
  public @Nullable V peek(K key) {
    return get(key, Lifetime.PEEK);
  }

  /** What is there, even if it has expired: to be compared with before a write that finds out. Leaves no trace. */
  public @Nullable V peekEvenIfExpired(K key) {
    return get(key, Lifetime.EVEN_IF_EXPIRED);
  }

  /** How many entries there are, some of them expired perhaps. O(stripes); not a snapshot while others write. */
  public long size() {
    return sum(Stripe::size);
  }

  /** The weight of all entries; their number when there is no weigher. O(stripes). */
  public long weight() {
    return sum(Stripe::weight);
  }

  /** How much the table may hold now; {@link TableConfig#UNBOUNDED} for no bound. */
  public long maximum() {
    return room.maximum();
  }

  /** How many entries were evicted so far. O(stripes). */
  public long evictions() {
    return sum(Stripe::evictions);
  }

  /** How many entries were dropped so far because their time was up. O(stripes). */
  public long expirations() {
    return sum(Stripe::expirations);
  }

  private long sum(ToLongFunction<Stripe<K, V>> part) {
    long sum = 0;
    for (Stripe<K, V> stripe : stripes) {
      stripe.acquireWrites();
      sum += part.applyAsLong(stripe);
    }
    return sum;
  }

  /** A weakly consistent walk over the live entries: what is there all the time is met once. */
  public TableCursor<K, V> cursor() {
    return new TableCursor<>(this);
  }

  // -- writing

  /**
   * Stores, whatever was there.
   *
   * @return the live value before, or null
   */
  public @Nullable V put(K key, V value, long lifetimeIfNew, long lifetimeIfOld) {
    return put(key, value, lifetimeIfNew, lifetimeIfOld, Lifetime.UNREAD);
  }

  /** {@code time}: what time it is, if somebody has looked already; so of the others. */
  @Nullable
  V put(K key, V value, long lifetimeIfNew, long lifetimeIfOld, long time) {
    int weight = weigh(key, value);
    int hash = hash(key);
    Stripe<K, V> stripe = stripe(hash);
    long stamp = lock(stripe, key, hash, time);
    V before = null;
    try {
      int row = stripe.liveRow(key, hash);
      stripe.heldKeys().supersedeLoad(key, hash);
      if (row != RowTable.NONE) {
        before = stripe.value(row);
      }
      store(
          stripe,
          row,
          key,
          hash,
          value,
          weight,
          row == RowTable.NONE ? lifetimeIfNew : lifetimeIfOld);
    } finally {
      unlock(stripe, stamp);
    }
    return before;
  }

  /**
   * Stores if the key has no live entry.
   *
   * @return the live value that was kept, or null when {@code value} was stored
   */
  public @Nullable V putIfAbsent(K key, V value, long lifetime) {
    return putIfAbsent(key, value, lifetime, Lifetime.UNREAD);
  }

  @Nullable
  V putIfAbsent(K key, V value, long lifetime, long time) {
    int weight = weigh(key, value);
    int hash = hash(key);
    Stripe<K, V> stripe = stripe(hash);
    long stamp = lock(stripe, key, hash, time);
    try {
      int row = stripe.liveRow(key, hash);
      if (row != RowTable.NONE) {
        stripe.recordAccess(row);
        return stripe.value(row);
      }
      stripe.heldKeys().supersedeLoad(key, hash);
      store(stripe, row, key, hash, value, weight, lifetime);
      return null;
    } finally {
      unlock(stripe, stamp);
    }
  }

  /**
   * Replaces the value of a live entry.
   *
   * @param expected replaces only this very object; null for whatever is there
   * @return the value that was replaced, or null when nothing was
   */
  public @Nullable V replace(K key, @Nullable V expected, V value, long lifetime) {
    return replace(key, expected, value, lifetime, Lifetime.UNREAD);
  }

  @Nullable
  V replace(K key, @Nullable V expected, V value, long lifetime, long time) {
    int weight = weigh(key, value);
    int hash = hash(key);
    Stripe<K, V> stripe = stripe(hash);
    long stamp = lock(stripe, key, hash, time);
    try {
      int row = stripe.liveRow(key, hash);
      if (row == RowTable.NONE || !isExpected(stripe, row, expected)) {
        return null;
      }
      V before = stripe.value(row);
      stripe.heldKeys().supersedeLoad(key, hash);
      store(stripe, row, key, hash, value, weight, lifetime);
      return before;
    } finally {
      unlock(stripe, stamp);
    }
  }

  /**
   * Removes the key's entry. A load of the key that is under way will not be kept.
   *
   * @param expected removes only this very object; null for whatever is there
   * @return the live value that was removed, or null when there was none
   */
  public @Nullable V remove(K key, @Nullable V expected) {
    int hash = hash(key);
    Stripe<K, V> stripe = stripe(hash);
    long stamp = lock(stripe, key, hash, Lifetime.UNREAD);
    try {
      int row = stripe.liveRow(key, hash);
      if (row == RowTable.NONE ? expected != null : !isExpected(stripe, row, expected)) {
        return null;
      }
      stripe.heldKeys().supersedeLoad(key, hash);
      if (row == RowTable.NONE) {
        return null;
      }
      V before = stripe.value(row);
      stripe.drop(row, RemovalCause.EXPLICIT);
      return before;
    } finally {
      unlock(stripe, stamp);
    }
  }

  /** Gives a live entry, if it still has this very value, another lifetime from now on. Waits for nobody. */
  public void touch(K key, V expected, long lifetime) {
    touch(key, expected, lifetime, Lifetime.UNREAD);
  }

  void touch(K key, V expected, long lifetime, long time) {
    if (lifetime == Lifetime.UNCHANGED) {
      return;
    }
    int hash = hash(key);
    Stripe<K, V> stripe = stripe(hash);
    long stamp = stripe.lock();
    try {
      stripe.beginAt(time);
      int row = stripe.findLive(key, hash);
      if (row != RowTable.NONE && stripe.value(row) == expected) {
        stripe.setDeadline(row, deadline(stripe, lifetime));
      }
    } finally {
      unlock(stripe, stamp);
    }
  }

  /**
   * Removes all entries, stripe by stripe. Loads under way will not be kept; nor will what somebody who holds a key is about to
   * store, as if that had come just before. (What the caller itself holds, it may still store.) O(stripes) without a listener.
   */
  public void clear() {
    for (Stripe<K, V> stripe : stripes) {
      clear(stripe, false);
    }
    clearShadow();
  }

  private void clearShadow() {
    Shadow present = shadow;
    if (present != null) {
      present.cleared();
    }
  }

  /** The same, and says how many live entries there were. O(stripes); O(entries), at 8 bytes each, when any can expire. */
  public long removeAll() {
    long removed = 0;
    for (Stripe<K, V> stripe : stripes) {
      removed += clear(stripe, true);
    }
    clearShadow();
    return removed;
  }

  private long clear(Stripe<K, V> stripe, boolean counting) {
    long stamp = stripe.lock();
    try {
      long live = counting ? stripe.liveSize() : 0;
      stripe.clear();
      return live;
    } finally {
      unlock(stripe, stamp);
    }
  }

  /** The keys of this table that somebody is at work on. */
  public Holds<K, V> holds() {
    return holds;
  }

  // -- expiring

  /** Whether any entry has expired and was not dropped yet, or may soon have. O(stripes), no lock. */
  boolean isSweepDue() {
    return expirations.isDue();
  }

  /**
   * Drops what has expired; or, with an {@link ExpiryHandler}, asks it to. O(entries) at 8 bytes each, in short locked steps.
   *
   * @return how many entries were dropped
   */
  public long sweep() {
    return expirations.sweep();
  }

  /** Makes the sweeper play what this shadow of the table has noted. */
  public void shadow(Shadow wanted) {
    shadow = wanted;
  }

  /** Null when there is none. */
  public @Nullable Shadow shadow() {
    return shadow;
  }

  int seed() {
    return seed;
  }

  void playShadow() {
    Shadow present = shadow;
    if (present != null) {
      present.play();
    }
  }

  /** Tells of what expired while its key was held. */
  void tellExpired(Hold<K, V> hold) {
    expirations.tell(hold);
  }

  /** Whether somebody wants to know what expires. */
  boolean handlesExpiry() {
    return expirations.areHandled();
  }

  // -- the common parts

  /** Locks the key's stripe once nobody else holds the key exclusively. {@code time} is forgotten when that takes some. */
  long lock(Stripe<K, V> stripe, K key, int hash, long time) {
    long begun = time;
    while (true) {
      long stamp = stripe.lock();
      Hold<K, V> other;
      CountDownLatch released;
      try {
        other = stripe.heldKeys().holderOf(key, hash);
        if (other == null || other.yieldsToMe()) {
          stripe.beginAt(begun);
          long mine = stamp;
          stamp = 0;
          return mine;
        }
        released = other.latch();
      } finally {
        if (stamp != 0) {
          stripe.unlockWrite(stamp);
        }
      }
      WaitGraph.await(other, released);
      begun = Lifetime.UNREAD;
    }
  }

  /** Unlocks, then does what must not be done under the lock: finds room elsewhere, tells the listener. */
  void unlock(Stripe<K, V> stripe, long stamp) {
    unlockAndTell(stripe, stamp);
    if (room.excess() > 0) {
      evictElsewhere(stripe);
    }
  }

  private void unlockAndTell(Stripe<K, V> stripe, long stamp) {
    Departures<K, V> departures = stripe.takeDepartures();
    int evicted = stripe.takeUntoldEvictions();
    stripe.endOperation();
    stripe.unlockWrite(stamp);
    IntConsumer counter = config.evictionCounter();
    if (evicted > 0 && counter != null) {
      counter.accept(evicted);
    }
    if (departures != null) {
      departures.overdue().forEach(expirations::report);
      departures.tell(listener);
    }
  }

  void store(Stripe<K, V> stripe, int row, K key, int hash, V value, int weight, long lifetime) {
    if (weight > room.maximum()) {
      if (row != RowTable.NONE) {
        stripe.drop(row, RemovalCause.REPLACED);
      }
      stripe.depart(key, value, RemovalCause.SIZE);
    } else if (row == RowTable.NONE) {
      stripe.add(key, hash, value, weight, deadline(stripe, lifetime));
    } else {
      if (lifetime != Lifetime.UNCHANGED) {
        stripe.setDeadline(row, deadline(stripe, lifetime));
      }
      stripe.replace(row, value, weight);
    }
  }

  /** A stripe could or should not make all the room it took: others do, the fuller ones first. No thread holds two locks. */
  private void evictElsewhere(Stripe<K, V> except) {
    int start = ThreadLocalRandom.current().nextInt(stripes.length);
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < stripes.length && room.excess() > 0; i++) {
        Stripe<K, V> stripe = stripes[(start + i) & (stripes.length - 1)];
        if (pass == 1 || (stripe != except && stripe.weight() >= share())) {
          evictFrom(stripe);
        }
      }
    }
  }

  private void evictFrom(Stripe<K, V> stripe) {
    long stamp = stripe.writeLock();
    try {
      boolean found = true;
      while (found && room.excess() > 0) {
        found = stripe.evictOne();
      }
    } finally {
      unlockAndTell(stripe, stamp);
    }
  }

  private boolean isExpected(Stripe<K, V> stripe, int row, @Nullable V expected) {
    return expected == null || stripe.value(row) == expected;
  }

  static long deadline(Stripe<?, ?> stripe, long lifetime) {
    return lifetime == Lifetime.ETERNAL
        ? Lifetime.NEVER
        : Lifetime.deadline(stripe.operationTime(), lifetime);
  }

  int weigh(K key, V value) {
    Weigher<? super K, ? super V> weigher = config.weigher();
    if (weigher == null) {
      return 1;
    }
    int weight = weigher.weigh(key, value);
    if (weight < 0) {
      throw new IllegalArgumentException("the weigher " + weigher.getClass().getName()
          + " of cache \"" + name() + "\" answered " + weight + "; a weight must be 0 or more");
    }
    return weight;
  }

  /** Where the key belongs, for {@link #get(Object, int, long)}; differs from table to table. */
  public int hash(K key) {
    return spread(key.hashCode());
  }

  /*
   * Multiplicative hashing (Knuth, TAOCP 3, 6.4) with the golden ratio: runs of numbers, which most keys are, spread more evenly over
   * the cells than chance would have it. The seed is the table's own, so that nobody can aim at a cell. The high bits, which choose
   * the cell, are the good ones; they are folded into the low ones, which choose the stripe and the tag.
   */
  private int spread(int hashCode) {
    int h = (hashCode ^ seed) * 0x9E37_79B9;
    return h ^ (h >>> 16);
  }

  Stripe<K, V> stripe(int hash) {
    return stripes[hash & (stripes.length - 1)];
  }

  Stripe<K, V> stripeAt(int i) {
    return stripes[i];
  }

  int stripeCount() {
    return stripes.length;
  }

  Room room() {
    return room;
  }

  /** A stripe's part of the bound, were all stripes alike. */
  long share() {
    return room.maximum() / stripes.length;
  }

  /**
   * Checks every invariant of every stripe while nobody else uses the table. For tests; O(n).
   *
   * @throws IllegalStateException naming the invariant that does not hold
   */
  public void checkConsistency() {
    long weight = 0;
    for (Stripe<K, V> stripe : stripes) {
      stripe.check();
      weight += stripe.weight();
    }
    if (room.isCounted()) {
      RowTable.require(
          room.used() == weight,
          "the stripes weigh " + weight + ", the room counts " + room.used());
      RowTable.require(room.excess() <= 0, "the table exceeds its bound by " + room.excess());
    }
  }
}
