package dev.larder;

import dev.larder.internal.management.TierTraffic;
import dev.larder.internal.management.WatchedTier;
import dev.larder.tier.TierHealth;
import java.time.Duration;

/**
 * What a cache has asked of its tier since it was made, and how the tier is. Each number is right as of some moment of the call.
 *
 * <pre>{@code
 * cache.stats().tier().ifPresent(tier ->
 *     System.out.println(tier.type() + " " + tier.health().state() + ", " + tier.hits() + " entries came up"));
 * }</pre>
 *
 * @param type the word in {@code tier { type = ... }}
 * @param health the tier's own account: state, a sentence, and what it counts itself
 * @param hits entries that were looked for and found
 * @param misses entries that were looked for and not found
 * @param puts entries stored
 * @param removals entries removed
 * @param notKept entries that the tier did not keep, for want of room or because it failed
 * @param conflicts changes that were begun anew because another JVM had come between
 * @param failures calls that threw
 * @param bytesRead values that came up
 * @param bytesWritten values that were stored
 * @param invalidations single keys that the tier has had the heap forget
 * @param invalidationsOfAll how often it has had the heap forget everything
 * @param reads calls that read, and their time
 * @param writes calls that stored or changed a deadline
 * @param removes calls that removed
 */
public record TierStatistics(
    String type,
    TierHealth health,
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
    Calls reads,
    Calls writes,
    Calls removes) {

  /** Calls of one kind, failed or not; a call for many entries is one. */
  public record Calls(long count, Duration totalTime) {
    /** How long one took; zero when there was none. */
    public Duration averageTime() {
      return count == 0 ? Duration.ZERO : totalTime.dividedBy(count);
    }
  }

  static TierStatistics of(WatchedTier tier) {
    TierTraffic traffic = tier.traffic();
    return new TierStatistics(
        tier.type(),
        tier.health(),
        traffic.hits(),
        traffic.misses(),
        traffic.puts(),
        traffic.removals(),
        traffic.notKept(),
        traffic.conflicts(),
        traffic.failures(),
        traffic.bytesRead(),
        traffic.bytesWritten(),
        traffic.invalidations(),
        traffic.invalidationsOfAll(),
        calls(traffic, TierTraffic.Kind.READ),
        calls(traffic, TierTraffic.Kind.WRITE),
        calls(traffic, TierTraffic.Kind.REMOVE));
  }

  private static Calls calls(TierTraffic traffic, TierTraffic.Kind kind) {
    return new Calls(traffic.calls(kind), Duration.ofNanos(traffic.nanos(kind)));
  }
}
