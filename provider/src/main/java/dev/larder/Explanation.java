package dev.larder;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Why a key is, or is not, in a cache: {@link LarderCache#explain}.
 *
 * <pre>{@code
 * log(cache.explain("apple").text()); // absent: it was evicted 12 s ago to make room …
 * }</pre>
 *
 * @param present whether there is a live entry, in the heap or below
 * @param inTier whether what is below the heap has it; false without a tier
 * @param left why the last one left; only known while history is kept, and of the last departures alone
 * @param leftAgo how long ago that was
 * @param frequency how often the key was used lately, as the eviction policy has it, be it there or not; empty where that does not count
 * @param frequencyToBeat the same of the entry that would leave next: a key with less does not stay long; empty in an empty cache
 * @param text all that is known in a sentence; names neither key nor value
 */
public record Explanation(
    boolean present,
    boolean inTier,
    Optional<RemovalCause> left,
    Optional<Duration> leftAgo,
    OptionalLong frequency,
    OptionalLong frequencyToBeat,
    String text) {
  @Override
  public String toString() {
    return text;
  }
}
