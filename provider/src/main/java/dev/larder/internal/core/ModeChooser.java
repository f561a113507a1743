package dev.larder.internal.core;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Chooses the mode for all stripes of a table, by trying all of them in miniature. Thread-safe. */
final class ModeChooser {
  /*
   * Miniature simulation [1]: a cache of C entries for all keys does about as well as a cache of C/N entries for one key in N,
   * picked by hash. So each mode runs in a cache of 512 hashes, on the sample that this is enough for; the one with the most hits
   * lately is put in charge. Policies see hits only when readers' marks are folded in, so the miniatures do, too.
   *
   * A sample may be kinder than the whole: of a working set that just fits, one half may fit in half the room with ease, and a
   * mode that would keep all of it may be stuck where it keeps little. So the mode in charge is also held to what it delivers: what
   * it promises beyond that is taken off its score for a time.
   *
   * Where the choice is clear the miniatures rest for a time (DutyCycle).
   *
   * Called under the stripes' locks: those who find the chooser busy go on, and their sample is lost.
   *
   * [1] Waldspurger, Saemundsson, Ahmad, Park: Cache Modeling and Optimization using Miniature Simulations, USENIX ATC 2017.
   */

  /** With 256 the result depends on which keys happen to be in the sample; 1,024 gain little. */
  private static final int MINIATURE = 512;

  /** But of a large table's keys that is too thin a sample, so there it is more: one in so many, up to a limit. */
  private static final int SAMPLED_ONE_IN = 64;

  private static final int LARGEST_MINIATURE = 2048;

  /** Of fewer keys than this no sample is taken. */
  private static final int FEW = 64;

  /** In turnovers of the miniature: how soon a hit counts half. */
  private static final int HALF_LIFE = 16;

  private static final int HALF_LIFE_OF_DISTRUST = 64;

  /** Of the requests: what a mode must have more to take over, and what it may promise too much. */
  private static final double MARGIN = 0.01;

  private static final double TOLERANCE = 0.05;

  /** In turnovers: how long a mode may take to move in before it is held to its promises. */
  private static final int GRACE = 8;

  /** In turnovers: how long it is watched before. In a loop, table and miniature may have their hits at different times. */
  private static final int EVIDENCE = 16;

  /** A choice is made at a quarter of a turnover, but not on fewer. */
  private static final int LEAST_REQUESTS = 16;

  private static final long ALL = 1L << 32;

  private final ReentrantLock lock = new ReentrantLock();
  private final LongSupplier entries;
  private final boolean changes;
  private volatile Mode mode = Mode.BALANCED;

  /** Hashes below this, taken as unsigned, are in the sample. */
  private volatile long threshold;

  // While the chooser rests. Stripes race on these without any ordering, and may lose some.

  private int restedRequests;
  private int restedHits;

  // What follows the lock guards; only whether it is time to rest is asked without it, too.

  private int capacity;
  private double share;
  private FrequencySketch sketch = new FrequencySketch();
  private Trial[] trials = {};
  private MiniCaches miniatures = new MiniCaches(sketch);
  private int requests;
  private int hits;

  /** Fading, as the scores do. */
  private double scoredRequests;

  private final Promise promise = new Promise();
  private DutyCycle duty = new DutyCycle(1);

  /** One mode and what speaks for it. */
  private static final class Trial {
    final Mode mode;
    int hits;

    /** Hits, the older the less. */
    double score;

    /** How much of its hit ratio the mode lately turned out to promise in vain. */
    double distrust;

    Trial(Mode mode) {
      this.mode = mode;
    }
  }

  /** What the mode in charge promises and delivers, once it has moved in; the older the less. */
  private static final class Promise {
    double requests;
    double promised;
    double kept;
    long graceLeft;

    void start(long grace) {
      requests = 0;
      promised = 0;
      kept = 0;
      graceLeft = grace;
    }

    void add(int more, int promisedHits, int hits, double keep) {
      graceLeft -= more;
      if (graceLeft < 0) {
        requests = requests * keep + more;
        promised = promised * keep + promisedHits;
        kept = kept * keep + hits;
      }
    }

    /** The hit ratio that is missing. */
    double missing() {
      return (promised - kept) / requests;
    }
  }

  /**
   * Takes memory once it is used.
   *
   * @param entries how many there are in the table once it is full; of a table bounded by weight, how many there are now
   * @param changes whether the next answer may differ
   */
  ModeChooser(LongSupplier entries, boolean changes) {
    this.entries = entries;
    this.changes = changes;
    startFor(changes ? FEW : Math.max(1, entries.getAsLong()));
  }

  /** For a table that holds as many entries as there is room; begins anew when that changes. */
  static ModeChooser of(Room room) {
    ModeChooser chooser = new ModeChooser(room::maximum, false);
    room.whenChanged(chooser::resized);
    return chooser;
  }

  /** Small tables have half of their keys in the sample, to save time; very small ones all, for want of a representative half. */
  private void startFor(long expected) {
    capacity = (int) Math.min(expected, Math.max(FEW, Math.min(expected / 2, miniature(expected))));
    share = (double) capacity / expected;
    threshold = (long) (ALL * share);
    trials = new Trial[0];
    sketch = new FrequencySketch();
    miniatures = new MiniCaches(sketch);
    scoredRequests = 0;
    requests = 0;
    hits = 0;
    promise.start(0);
    duty = new DutyCycle(share);
    restedRequests = 0;
    restedHits = 0;
  }

  /** The table has another bound: keys are sampled anew, in miniatures that suit it. The mode stays until another one is better. */
  void resized() {
    lock.lock();
    try {
      startFor(Math.max(1, entries.getAsLong()));
    } finally {
      lock.unlock();
    }
  }

  private static long miniature(long expected) {
    return Math.max(MINIATURE, Math.min(LARGEST_MINIATURE, expected / SAMPLED_ONE_IN));
  }

  /** Of a table bounded by weight nobody knows how many entries will fit. */
  private void measure() {
    long now = Math.max(1, entries.getAsLong());
    capacity = (int) Math.max(1, now * share);
    if (capacity > 2 * miniature(now) || (share < 1 && capacity < FEW / 2)) {
      startFor(2 * now);
    } else {
      sketch.ensureCapacity(2 * Integer.highestOneBit(capacity));
    }
  }

  /** The mode in charge. */
  Mode mode() {
    return mode;
  }

  /** A key was asked for that was not there. */
  void missed(int hash) {
    offer(hash, 1, 0);
  }

  /** A key that was there was asked for {@code times} times. */
  void hit(int hash, int times) {
    offer(hash, times, times);
  }

  /** A key is there no more, for another reason than want of room. */
  void removed(int hash) {
    int mixed = mix(hash);
    if (isSampled(mixed) && lock.tryLock()) {
      try {
        miniatures.remove(spread(mixed));
      } finally {
        lock.unlock();
      }
    }
  }

  private void offer(int hash, int times, int hitTimes) {
    int mixed = mix(hash);
    if (!isSampled(mixed) || (duty.rests() && rest(times, hitTimes))) {
      return;
    }
    if (lock.tryLock()) {
      try {
        if (duty.rests()) {
          duty.rested(restedRequests, restedHits);
          restedRequests = 0;
          restedHits = 0;
        } else {
          hits += hitTimes;
          sample(spread(mixed), times);
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /** Who rests counts requests without the lock. Returns false once there are enough to be looked at. */
  private boolean rest(int times, int hitTimes) {
    restedHits += hitTimes;
    restedRequests += times;
    return restedRequests < leastRequests();
  }

  private int leastRequests() {
    return Math.max(LEAST_REQUESTS, capacity / 4);
  }

  /** Whether the chooser wants to know of each hit of the key with this hash. */
  boolean samples(int hash) {
    return isSampled(mix(hash));
  }

  private boolean isSampled(int mixed) {
    return (mixed & 0xFFFF_FFFFL) < threshold;
  }

  /** The sample has small numbers only; this spreads them again. */
  private static int spread(int mixed) {
    return mixed * 0x9E37_79B1;
  }

  /*
   * In one piece, on purpose: what has more than 325 bytes of byte code the JIT does not inline, however often it is called
   * (FreqInlineSize). Each put would have this in its middle otherwise, and with it five policies within its own, over which the JIT
   * spends seconds.
   */
  private void sample(int hash, int times) {
    if (trials.length == 0) {
      sketch.ensureCapacity(capacity);
      trials = Arrays.stream(Mode.values()).map(Trial::new).toArray(Trial[]::new);
      miniatures = new MiniCaches(sketch, Mode.values());
    }
    for (int i = 0; i < times; i++) {
      sketch.increment(hash);
    }
    int found = miniatures.access(hash, capacity);
    for (int i = 0; i < trials.length; i++) {
      // After the first time it is there, whatever the mode.
      trials[i].hits += times - 1 + ((found >>> i) & 1);
    }
    requests += times;
    if (requests < leastRequests()) {
      return;
    }
    double keep = keep(HALF_LIFE);
    double keepDistrust = keep(HALF_LIFE_OF_DISTRUST);
    scoredRequests = scoredRequests * keep + requests;
    for (Trial trial : trials) {
      if (trial.mode == mode) {
        promise.add(requests, trial.hits, hits, keep);
      }
      trial.score = trial.score * keep + trial.hits;
      trial.distrust *= keepDistrust;
      trial.hits = 0;
    }
    boolean clear = choose();
    duty.watched(requests, hits, capacity, clear);
    requests = 0;
    hits = 0;
    if (changes) {
      measure();
    }
  }

  /** What remains of a number after as many requests as were just sampled. */
  private double keep(int halfLife) {
    return StrictMath.pow(0.5, requests / ((double) halfLife * capacity));
  }

  /** Returns whether the mode in charge was the best. */
  private boolean choose() {
    Trial current = trials[0];
    for (Trial trial : trials) {
      current = trial.mode == mode ? trial : current;
    }
    if (promise.requests > EVIDENCE * capacity && promise.missing() > TOLERANCE) {
      current.distrust = Math.max(current.distrust, promise.missing());
    }
    Trial best = current;
    for (Trial trial : trials) {
      best = expected(trial) > expected(best) ? trial : best;
    }
    if (expected(best) - expected(current) > MARGIN) {
      mode = best.mode;
      promise.start((long) GRACE * capacity);
      duty.startAgain();
    }
    return best == current;
  }

  /** A hit ratio. */
  private double expected(Trial trial) {
    return trial.score / scoredRequests - trial.distrust;
  }

  /** The finalizer of MurmurHash3: the table's hash is a plain product of which stripes and cells use up both ends. */
  private static int mix(int hash) {
    int h = (hash ^ (hash >>> 16)) * 0x85EB_CA6B;
    h = (h ^ (h >>> 13)) * 0xC2B2_AE35;
    return h ^ (h >>> 16);
  }

  /** Whether the miniatures rest now. For tests. */
  boolean rests() {
    lock.lock();
    try {
      return duty.rests();
    } finally {
      lock.unlock();
    }
  }

  /** Throws an {@link IllegalStateException} naming the invariant that does not hold. O(miniatures): for tests. */
  void check() {
    lock.lock();
    try {
      miniatures.check();
    } finally {
      lock.unlock();
    }
  }
}
