package dev.larder;

import java.util.Optional;

/**
 * What a cache counts: had by {@link LarderCache#stats}. Thread-safe. JCache's own switches ({@code setStatisticsEnabled}, {@code
 * CacheManager.enableStatistics}) turn the same counting on and off, without a reset.
 *
 * <pre>
 *   disabled --enable--> active --pause--> paused --resume--> active
 *       ^                   |                 |
 *       +----- disable -----+-----------------+       sets all to zero
 * </pre>
 *
 * <pre>{@code
 * cache.stats().enable();
 * log("hit rate " + cache.stats().snapshot().hitRate());
 * }</pre>
 */
public interface CacheStatistics {
  /** Counts from now on, and shows the statistics bean. */
  void enable();

  /** Counts no longer, hides the bean, and sets all to zero. */
  void disable();

  /** Counts no longer, but keeps the counts. Does nothing when disabled. */
  void pause();

  /** Goes on from the counts there are. Does nothing when not paused. */
  void resume();

  /** Sets all to zero. */
  void reset();

  /** Whether counting was enabled, be it paused or not. */
  boolean isEnabled();

  /** Whether counting is enabled and paused. */
  boolean isPaused();

  /** Whether something is counted now. */
  boolean isActive();

  /** The counts now; all zero but the entries when nothing was ever counted. */
  StatisticsSnapshot snapshot();

  /** The calls of the loader, and of functions in its place, that were made while counting. */
  LoadStatistics loads();

  /**
   * Tells of each of these calls from now on, after it, on the thread that made it, while counting. What the listener throws is logged,
   * and disturbs nobody.
   */
  Registration onLoad(LoadListener listener);

  /** See {@link #onLoad}. */
  @FunctionalInterface
  interface LoadListener {
    /** A load took so long, and threw or not. */
    void onLoad(long nanos, boolean failed);
  }

  /**
   * How many entries were dropped because their time was up, enabled or not, since the cache was made. Dropped is an entry when it is
   * met, or within a second, so it can be counted a little late. Those that {@code clear} took along are left out.
   */
  long expirations();

  /**
   * What was asked of what is below the heap, enabled or not, since the cache was made, and how that is now; empty for a cache without a
   * tier.
   */
  Optional<TierStatistics> tier();

  /** How often removal listeners and hooks have thrown, enabled or not, since the cache was made. */
  long failures();
}
