package dev.larder.internal.management;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import javax.cache.management.CacheStatisticsMXBean;

/**
 * Statistics that can be switched on and off while the cache is used. Off, a call costs one volatile read. Counts survive being
 * switched off and go on from there; only {@link CacheStatisticsMXBean#clear} zeroes them.
 */
public final class SwitchableStatistics implements Statistics {
  /** One call in so many is timed. By chance, not every so-manieth: callers have rhythms, too. */
  private static final int ONE_IN = 64;

  private final Counters counters;
  private volatile Statistics current = DISABLED;

  /**
   * Starts switched off.
   *
   * @param nanos the clock for times; may be negative and may wrap
   */
  public SwitchableStatistics(LongSupplier nanos) {
    this(nanos, () -> ThreadLocalRandom.current().nextInt(ONE_IN) == 0);
  }

  SwitchableStatistics(LongSupplier nanos, BooleanSupplier sample) {
    this.counters = new Counters(nanos, sample);
  }

  /** Tells somebody else of the accesses to a sample of the keys, too, while counting is on. Before the cache is used. */
  public void tell(Accesses listener) {
    counters.tell(listener);
  }

  /** Who is in the sample: keys whose {@link Accesses#spread} hash is less. {@link Accesses#NONE} for nobody, as it is at first. */
  public void sampleBelow(int limit) {
    counters.sampleBelow(limit);
  }

  /** Switches counting on or off. Calls under way may be counted either way. */
  public void enable(boolean enabled) {
    current = enabled ? counters : DISABLED;
    counters.enable(enabled);
  }

  /** Where to count at present: asked once a call, by those who count often. */
  public Statistics current() {
    return current;
  }

  /** Whether calls are counted. */
  public boolean isEnabled() {
    return current != DISABLED;
  }

  /** The view of the counts that JMX shows; the same object always, on or off. */
  public CacheStatisticsMXBean bean() {
    return counters;
  }

  /** Calls of what makes missing values that brought something, or nothing, but did not fail. */
  public long loadSuccesses() {
    return counters.loadSuccesses();
  }

  /** The ones that threw. */
  public long loadFailures() {
    return counters.loadFailures();
  }

  /** How long all of them took together. */
  public long loadNanos() {
    return counters.loadNanos();
  }

  /** Tells of each of them, while counting; gives what ends that. */
  public Runnable onLoad(LoadListeners.Listener listener) {
    return counters.loadListeners().add(listener);
  }

  @Override
  public void recordHits(long count) {
    current.recordHits(count);
  }

  @Override
  public void recordMisses(long count) {
    current.recordMisses(count);
  }

  @Override
  public void recordHit(int hash) {
    current.recordHit(hash);
  }

  @Override
  public void recordMiss(int hash) {
    current.recordMiss(hash);
  }

  @Override
  public void recordHitOn(Object key) {
    current.recordHitOn(key);
  }

  @Override
  public void recordMissOn(Object key) {
    current.recordMissOn(key);
  }

  @Override
  public void recordPut(Object key, boolean replaced) {
    current.recordPut(key, replaced);
  }

  @Override
  public void recordRemoval(Object key) {
    current.recordRemoval(key);
  }

  @Override
  public void recordPuts(long count) {
    current.recordPuts(count);
  }

  @Override
  public void recordRemovals(long count) {
    current.recordRemovals(count);
  }

  @Override
  public void recordEvictions(long count) {
    current.recordEvictions(count);
  }

  @Override
  public long startLoadNanos() {
    return current.startLoadNanos();
  }

  @Override
  public void recordLoad(long startNanos, boolean failed) {
    current.recordLoad(startNanos, failed);
  }

  @Override
  public long startNanos() {
    return current.startNanos();
  }

  @Override
  public void recordGetTime(long startNanos) {
    current.recordGetTime(startNanos);
  }

  @Override
  public void recordPutTime(long startNanos) {
    current.recordPutTime(startNanos);
  }

  @Override
  public void recordRemoveTime(long startNanos) {
    current.recordRemoveTime(startNanos);
  }
}
