package dev.larder.console;

import dev.larder.TierStatistics;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a cache has below its heap, at one moment. All counts are since the cache was made.
 *
 * @param state {@code up}, {@code degraded} or {@code down}
 * @param figures what the tier counts itself
 */
record TierSample(
    String type,
    String state,
    String message,
    long hits,
    long misses,
    long puts,
    long removals,
    long notKept,
    long conflicts,
    long failures,
    long bytesRead,
    long bytesWritten,
    long invalidations,
    long invalidationsOfAll,
    long reads,
    long readMicros,
    long writes,
    long writeMicros,
    Map<String, Long> figures) {
  static TierSample of(TierStatistics tier) {
    return new TierSample(
        tier.type(),
        tier.health().state().name().toLowerCase(Locale.ROOT),
        tier.health().message(),
        tier.hits(),
        tier.misses(),
        tier.puts(),
        tier.removals(),
        tier.notKept(),
        tier.conflicts(),
        tier.failures(),
        tier.bytesRead(),
        tier.bytesWritten(),
        tier.invalidations(),
        tier.invalidationsOfAll(),
        tier.reads().count(),
        tier.reads().totalTime().toNanos() / 1_000,
        tier.writes().count(),
        tier.writes().totalTime().toNanos() / 1_000,
        new TreeMap<>(tier.health().figures()));
  }
}
