package dev.larder.internal.management;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import javax.cache.management.CacheStatisticsMXBean;

/**
 * The counts, and the view of them that JMX shows. Writers do not disturb each other; a reader gets each number as it was at some
 * moment of its call, not all as of one moment.
 */
final class Counters implements Statistics, CacheStatisticsMXBean {
  /** So many calls are timed before sampling starts: a cache that is hardly used, as in tests, has averages, too. */
  static final int WARM_UP = 64;

  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder puts = new LongAdder();
  private final LongAdder removals = new LongAdder();
  private final LongAdder evictions = new LongAdder();
  private final LongAdder loadSuccesses = new LongAdder();
  private final LongAdder loadFailures = new LongAdder();
  private final LongAdder loadNanos = new LongAdder();
  private final LoadListeners loadListeners = new LoadListeners();
  private final AverageTime getTime = new AverageTime();
  private final AverageTime putTime = new AverageTime();
  private final AverageTime removeTime = new AverageTime();
  private final LongSupplier nanos;
  private final BooleanSupplier sample;

  /** Set once, before anything is counted. */
  private Accesses accesses = Accesses.UNHEARD;

  /** Accesses are told of when their spread hash is less. Read plainly: somebody who sees an old one tells of one too many, or too few. */
  private int sampleBelow = Accesses.NONE;

  /** Written without synchronization: a lost count makes a few more samples, no more. */
  private int timed;

  /**
   * Starts at zero.
   *
   * @param nanos the clock; may be negative and may wrap
   * @param sample says of each call after the warm-up whether it is timed
   */
  Counters(LongSupplier nanos, BooleanSupplier sample) {
    this.nanos = nanos;
    this.sample = sample;
  }

  @Override
  public void recordHits(long count) {
    hits.add(count);
  }

  @Override
  public void recordMisses(long count) {
    misses.add(count);
  }

  @Override
  public void recordHit(int hash) {
    hits.increment();
    if (Accesses.spread(hash) < sampleBelow) {
      accesses.hit(hash);
    }
  }

  @Override
  public void recordMiss(int hash) {
    misses.increment();
    if (Accesses.spread(hash) < sampleBelow) {
      accesses.missed(hash);
    }
  }

  @Override
  public void recordHitOn(Object key) {
    recordHit(hash(key));
  }

  @Override
  public void recordMissOn(Object key) {
    recordMiss(hash(key));
  }

  /** Any, when nobody wants to know. */
  private int hash(Object key) {
    return sampleBelow == Accesses.NONE ? 0 : accesses.hash(key);
  }

  @Override
  public void recordPut(Object key, boolean replaced) {
    puts.increment();
    int hash = hash(key);
    if (Accesses.spread(hash) < sampleBelow) {
      accesses.stored(hash, replaced);
    }
  }

  @Override
  public void recordRemoval(Object key) {
    removals.increment();
    int hash = hash(key);
    if (Accesses.spread(hash) < sampleBelow) {
      accesses.removed(hash);
    }
  }

  @Override
  public void recordPuts(long count) {
    puts.add(count);
  }

  @Override
  public void recordRemovals(long count) {
    removals.add(count);
  }

  @Override
  public void recordEvictions(long count) {
    evictions.add(count);
  }

  @Override
  public long startLoadNanos() {
    return nonZero(nanos.getAsLong());
  }

  @Override
  public void recordLoad(long startNanos, boolean failed) {
    if (startNanos != 0) {
      long took = nanos.getAsLong() - startNanos;
      loadNanos.add(took);
      (failed ? loadFailures : loadSuccesses).increment();
      loadListeners.tell(took, failed);
    }
  }

  LoadListeners loadListeners() {
    return loadListeners;
  }

  @Override
  public long startNanos() {
    return isSampled() ? nonZero(nanos.getAsLong()) : 0;
  }

  /** Tells somebody else of each access, too. Before the cache is used. */
  void tell(Accesses listener) {
    accesses = listener;
  }

  /** Tells of the keys whose spread hash is less than this, from now on. */
  void sampleBelow(int limit) {
    sampleBelow = limit;
  }

  /** The counts go on, or pause. */
  void enable(boolean enabled) {
    accesses.follow(enabled);
  }

  private boolean isSampled() {
    if (timed < WARM_UP) {
      timed++;
      return true;
    }
    return sample.getAsBoolean();
  }

  /** A nanosecond early, at the one moment that would read "not timed". */
  private static long nonZero(long now) {
    return now == 0 ? -1 : now;
  }

  @Override
  public void recordGetTime(long startNanos) {
    record(getTime, startNanos);
  }

  @Override
  public void recordPutTime(long startNanos) {
    record(putTime, startNanos);
  }

  @Override
  public void recordRemoveTime(long startNanos) {
    record(removeTime, startNanos);
  }

  private void record(AverageTime times, long startNanos) {
    if (startNanos != 0) {
      times.add(nanos.getAsLong() - startNanos);
    }
  }

  /** Zeroes all. What is recorded meanwhile may be counted or not. */
  @Override
  public void clear() {
    hits.reset();
    misses.reset();
    puts.reset();
    removals.reset();
    evictions.reset();
    loadSuccesses.reset();
    loadFailures.reset();
    loadNanos.reset();
    getTime.reset();
    putTime.reset();
    removeTime.reset();
    timed = 0;
  }

  @Override
  public long getCacheHits() {
    return hits.sum();
  }

  @Override
  public long getCacheMisses() {
    return misses.sum();
  }

  @Override
  public long getCacheGets() {
    return hits.sum() + misses.sum();
  }

  @Override
  public float getCacheHitPercentage() {
    return percentage(hits.sum(), misses.sum());
  }

  @Override
  public float getCacheMissPercentage() {
    return percentage(misses.sum(), hits.sum());
  }

  private static float percentage(long part, long rest) {
    return part == 0 ? 0 : (float) (100.0 * part / (part + rest));
  }

  @Override
  public long getCachePuts() {
    return puts.sum();
  }

  @Override
  public long getCacheRemovals() {
    return removals.sum();
  }

  @Override
  public long getCacheEvictions() {
    return evictions.sum();
  }

  long loadSuccesses() {
    return loadSuccesses.sum();
  }

  long loadFailures() {
    return loadFailures.sum();
  }

  long loadNanos() {
    return loadNanos.sum();
  }

  @Override
  public float getAverageGetTime() {
    return getTime.micros();
  }

  @Override
  public float getAveragePutTime() {
    return putTime.micros();
  }

  @Override
  public float getAverageRemoveTime() {
    return removeTime.micros();
  }

  /** The mean of the samples. */
  private static final class AverageTime {
    private final LongAdder totalNanos = new LongAdder();
    private final LongAdder samples = new LongAdder();

    void add(long nanos) {
      totalNanos.add(nanos);
      samples.increment();
    }

    void reset() {
      totalNanos.reset();
      samples.reset();
    }

    float micros() {
      long count = samples.sum();
      return count == 0 ? 0 : (float) (totalNanos.sum() / 1_000.0 / count);
    }
  }
}
