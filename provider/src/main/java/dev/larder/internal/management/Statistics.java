package dev.larder.internal.management;

/**
 * What happened in a cache, in JSR-107's words. Thread-safe; takes no lock, calls no user code, never throws.
 *
 * <p>A call is timed like this, whether statistics are on or not; most calls are not sampled and cost no look at the clock:
 *
 * <pre>{@code
 * long start = statistics.startNanos();
 * … the call …
 * statistics.recordGetTime(start);
 * }</pre>
 */
public interface Statistics {
  /** Forgets everything, at no cost. */
  Statistics DISABLED = new DisabledStatistics();

  /** Gets that found an entry. */
  void recordHits(long count);

  /** Gets that found none. */
  void recordMisses(long count);

  /** A get that found an entry; {@code hash} is the one that the table has for its key. */
  void recordHit(int hash);

  /** A get that found none. */
  void recordMiss(int hash);

  /** The same as {@link #recordHit}, for those who do not know the hash. */
  void recordHitOn(Object key);

  /** The same as {@link #recordMiss}, for those who do not know the hash. */
  void recordMissOn(Object key);

  /** One entry was stored by request; {@code replaced} says whether there was one before. */
  void recordPut(Object key, boolean replaced);

  /** One entry was removed by request. */
  void recordRemoval(Object key);

  /** Entries stored by request, new or changed; not those that a loader brought. */
  void recordPuts(long count);

  /** Entries removed by request; neither expired nor evicted ones. */
  void recordRemovals(long count);

  /** Entries that had to go for want of room. */
  void recordEvictions(long count);

  /** The present time, or 0 if nobody counts. To be handed to {@link #recordLoad} when the load is over: each is timed. */
  long startLoadNanos();

  /** Counts a call of what makes missing values, and its time. Does nothing if {@code startNanos} is 0. */
  void recordLoad(long startNanos, boolean failed);

  /** The present time if this call is to be timed, else 0. To be handed to one of the methods below when the call is over. */
  long startNanos();

  /** Ends the timing of a read. Does nothing if {@code startNanos} is 0. */
  void recordGetTime(long startNanos);

  /** Ends the timing of a write. Does nothing if {@code startNanos} is 0. */
  void recordPutTime(long startNanos);

  /** Ends the timing of a removal. Does nothing if {@code startNanos} is 0. */
  void recordRemoveTime(long startNanos);
}
