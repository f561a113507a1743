package dev.larder.console;

import dev.larder.CacheStatistics;
import dev.larder.LarderCache;
import dev.larder.LoadStatistics;
import dev.larder.StatisticsSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * One cache at one moment. All counts are since the cache was made, or since they were set to zero.
 *
 * @param at milliseconds since 1970
 * @param counting {@code active}, {@code paused} or {@code off}
 * @param maximum entries or weight; -1 for none
 * @param loadP50 microseconds, of the loads since the sample before; 0 when there were none
 * @param loadP99 likewise
 * @param tier what is below the heap; null when nothing is
 */
record CacheSample(
    long at,
    String counting,
    long size,
    long weight,
    long maximum,
    long hits,
    long misses,
    long puts,
    long removals,
    long evictions,
    long expirations,
    long loads,
    long loadFailures,
    long loadP50,
    long loadP99,
    @Nullable TierSample tier) {
  static CacheSample of(LarderCache<?, ?> cache, LoadTimes.Summary lately, long at) {
    CacheStatistics stats = cache.stats();
    StatisticsSnapshot counts = stats.snapshot();
    LoadStatistics loads = stats.loads();
    long maximum = cache.maximumSize();
    return new CacheSample(
        at,
        stats.isActive() ? "active" : stats.isPaused() ? "paused" : "off",
        cache.size(),
        cache.weight(),
        maximum == Long.MAX_VALUE ? -1 : maximum,
        counts.hits(),
        counts.misses(),
        counts.puts(),
        counts.removals(),
        counts.evictions(),
        stats.expirations(),
        loads.count(),
        loads.failures(),
        lately.p50(),
        lately.p99(),
        stats.tier().map(TierSample::of).orElse(null));
  }
}
