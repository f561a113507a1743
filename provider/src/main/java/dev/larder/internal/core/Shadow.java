package dev.larder.internal.core;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * What a table's hit ratio would be at other sizes: follows a sample of the accesses, and plays them through small copies of the
 * table. Thread-safe. An access costs a comparison; and a store, if its key is in the sample.
 *
 * <pre>
 *   access --is its hash below the limit?--> AccessBuffer --twice a second, by the sweeper--> Miniature x 7 --> HitCurve
 * </pre>
 */
public final class Shadow {
  /*
   * The sample is one of keys, by their hashes, so that it has all accesses of a key or none [1]. Miniatures are tables as the cache
   * is one, at 1/8 to 8 times its size, made smaller in the proportion of the sample [2].
   *
   * The buffer bounds the work, too: when it is full nothing is sampled until the sweeper comes by. So a cache that is read millions
   * of times a second is followed for some milliseconds of each half second, all others all the time. Threads race on the buffer:
   * what a slow one writes into a buffer that was taken meanwhile is lost, or stands for an access of another key.
   *
   * [1] Waldspurger, Park, Garthwaite, Ahmad: Efficient MRC Construction with SHARDS, FAST 2015.
   * [2] Waldspurger, Saemundsson, Ahmad, Park: Cache Modeling and Optimization using Miniature Simulations, USENIX ATC 2017.
   */

  /** A limit below which nothing is. */
  static final int NONE = Integer.MIN_VALUE;

  /** How many accesses the buffer holds, at first and at most. */
  private static final int LEAST = 1 << 11;

  private static final int MOST = 1 << 12;

  /** After a gap the miniatures hold what was wanted before: one in so many of the requests that follow does not count. */
  private static final int UNCOUNTED_AFTER_GAP = 4;

  /** What was counted before counts half after so long, if that is enough to go by. */
  private static final long HALF_LIFE_NANOS = 3_600_000_000_000L;

  private static final long ENOUGH = 50_000;

  private static final byte HIT = 0;
  private static final byte MISS = 1;
  private static final byte NEW = 2;
  private static final byte REPLACED = 3;
  private static final byte REMOVED = 4;
  private static final byte CLEARED = 5;

  private final StripedTable<?, ?> table;
  private final LongSupplier hits;
  private final LongSupplier misses;
  private final Gate gate;
  private final Miniatures miniatures;

  /** Spread hashes below this are in the sample. */
  private volatile int limit = NONE;

  private volatile AccessBuffer buffer = new AccessBuffer(0);
  private volatile Runnable afterwards = () -> {};
  private volatile boolean isCleared;

  // The rest is guarded by this object's lock.

  private boolean follows;
  private AccessBuffer spare = new AccessBuffer(0);
  private boolean hasGap;
  private Miniature.Lifetimes lifetimes = Miniature.Lifetimes.ETERNAL;
  private long fadedAt;
  private long hitsBefore;
  private long missesBefore;
  private long countedHits;
  private long countedMisses;

  /**
   * Follows nothing yet.
   *
   * @param hits how many hits the table had, to whoever counts them
   * @param misses the same of misses
   * @param gate what is before those who tell of accesses
   */
  public Shadow(StripedTable<?, ?> table, LongSupplier hits, LongSupplier misses, Gate gate) {
    this.table = table;
    this.miniatures = new Miniatures(table);
    this.hits = hits;
    this.misses = misses;
    this.gate = gate;
  }

  /** Lets through the keys of a sample. */
  public interface Gate {
    /** Spreads the hashes of a table evenly over all ints. */
    int spread(int hash);

    /** From now on those whose spread hash is less are wanted. Others may come, too; they are left out. */
    void open(int limit);
  }

  /** Begins to follow, or ends; what was learnt stays. Takes some hundred kilobytes as accesses come, at most. */
  public synchronized void follow(boolean wanted) {
    if (wanted == follows) {
      return;
    }
    follows = wanted;
    if (wanted) {
      buffer = new AccessBuffer(LEAST);
      spare = new AccessBuffer(LEAST);
      hasGap = true;
      hitsBefore = hits.getAsLong();
      missesBefore = misses.getAsLong();
      fit();
    }
    openOrClose();
  }

  /** Whether it follows the accesses now. */
  public synchronized boolean isFollowing() {
    return follows;
  }

  /** How long entries of the table live from now on, in nanoseconds; see {@link Lifetime}. */
  public synchronized void lifetimes(long creation, long update, long access) {
    lifetimes = new Miniature.Lifetimes(creation, update, access);
  }

  /** What to do on the sweeper's thread after accesses were played. */
  public void afterwards(Runnable task) {
    afterwards = task;
  }

  // -- told by those who access the table

  /** The key with this hash in the table was asked for, and was there. */
  public void hit(int hash) {
    offer(hash, HIT);
  }

  /** The same, and was not there. */
  public void missed(int hash) {
    offer(hash, MISS);
  }

  /** A value was stored, after a miss or without anybody having asked. */
  public void stored(int hash, boolean replaced) {
    offer(hash, replaced ? REPLACED : NEW);
  }

  /** A key was removed by request. */
  public void removed(int hash) {
    offer(hash, REMOVED);
  }

  /** All keys were removed. */
  public void cleared() {
    if (!buffer.add(0, CLEARED)) {
      isCleared = true;
    }
  }

  private void offer(int hash, byte access) {
    if (gate.spread(hash) < limit && !buffer.add(hash, access)) {
      sampleBelow(NONE);
    }
  }

  private void sampleBelow(int other) {
    limit = other;
    gate.open(other);
  }

  // -- playing

  /** Plays what was noted: up to 4,096 accesses, at about a microsecond each. Called twice a second. */
  public void play() {
    if (playNoted()) {
      afterwards.run();
    }
  }

  /** Plays what was noted, and says what came of all so far; {@link HitCurve#UNKNOWN} when that is too little. */
  public synchronized HitCurve curve() {
    playNoted();
    List<Miniature.Count> counts = miniatures.counts();
    boolean knowsAll = !counts.isEmpty() && counts.stream().allMatch(count -> count.requests() > 0);
    long counted = countedHits + countedMisses;
    return knowsAll && counted > 0
        ? HitCurve.of(counts, (double) countedHits / counted)
        : HitCurve.UNKNOWN;
  }

  private synchronized boolean playNoted() {
    if (!follows) {
      return false;
    }
    AccessBuffer noted = buffer;
    spare.clear();
    buffer = spare;
    spare = noted;
    openOrClose();
    boolean some = noted.count() > 0;
    play(noted);
    countAll();
    grow(noted.hasLost());
    fit();
    openOrClose();
    return some;
  }

  private void play(AccessBuffer noted) {
    int uncounted =
        hasGap && miniatures.isFit() && table.size() > 0 ? noted.count() / UNCOUNTED_AFTER_GAP : 0;
    hasGap = noted.hasLost();
    for (int i = 0; i < noted.count(); i++) {
      play(noted.hashAt(i), noted.accessAt(i), i >= uncounted);
    }
    if (isCleared) {
      isCleared = false;
      miniatures.clear();
    }
    miniatures.sweep();
  }

  private void play(int hash, byte access, boolean counts) {
    int spread = gate.spread(hash);
    switch (access) {
      case HIT, MISS -> miniatures.request(hash, spread, access == HIT, counts, lifetimes);
      case NEW, REPLACED -> miniatures.stored(hash, spread, access == REPLACED, lifetimes);
      case REMOVED -> miniatures.removed(hash, spread);
      default -> miniatures.clear();
    }
  }

  /** All requests, not only the sample's. Somebody may have set the counts to zero. */
  private void countAll() {
    long hitsNow = hits.getAsLong();
    long missesNow = misses.getAsLong();
    countedHits += hitsNow >= hitsBefore ? hitsNow - hitsBefore : hitsNow;
    countedMisses += missesNow >= missesBefore ? missesNow - missesBefore : missesNow;
    hitsBefore = hitsNow;
    missesBefore = missesNow;
    boolean enough = miniatures.requests() >= ENOUGH;
    if (enough && table.clock().now() - fadedAt >= HALF_LIFE_NANOS) {
      fadedAt = table.clock().now();
      countedHits /= 2;
      countedMisses /= 2;
      miniatures.fade();
    }
  }

  private void grow(boolean hasLost) {
    if (hasLost && buffer.capacity() < MOST) {
      sampleBelow(NONE);
      int larger = 4 * buffer.capacity();
      buffer = new AccessBuffer(Math.min(MOST, larger));
      spare = new AccessBuffer(Math.min(MOST, larger));
    }
  }

  /** The bound may have changed. */
  private void fit() {
    if (miniatures.fit()) {
      countedHits = 0;
      countedMisses = 0;
      fadedAt = table.clock().now();
    }
  }

  private void openOrClose() {
    sampleBelow(follows ? miniatures.limit() : NONE);
  }

  /** Throws an {@link IllegalStateException} naming the invariant that does not hold. For tests. */
  synchronized void check() {
    miniatures.check();
  }
}
