package dev.larder;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The counts of a cache, or of several together, at one time. Each number is right as of some moment of the call.
 *
 * <pre>{@code
 * log("hit rate " + cache.stats().snapshot().hitRate());
 * }</pre>
 *
 * @param hits reads that found an entry
 * @param misses reads that found none
 * @param puts entries stored by request
 * @param removals entries removed by request
 * @param evictions entries that had to make room
 * @param entries how many there are now
 */
public record StatisticsSnapshot(
    long hits, long misses, long puts, long removals, long evictions, long entries) {
  /** Nothing counted, nothing there. */
  public static final StatisticsSnapshot NONE = new StatisticsSnapshot(0, 0, 0, 0, 0, 0);

  /** Hits and misses. */
  public long accesses() {
    return hits + misses;
  }

  /** Hits by accesses, 0 to 1; 0 when there were none. */
  public double hitRate() {
    return rate(hits);
  }

  /** Misses by accesses, 0 to 1; 0 when there were none. */
  public double missRate() {
    return rate(misses);
  }

  /** Evictions by accesses; 0 when there were none. Above 1 where more is put than read. */
  public double evictionRate() {
    return rate(evictions);
  }

  private double rate(long count) {
    return accesses() == 0 ? 0 : (double) count / accesses();
  }

  /** The sum of both. */
  public StatisticsSnapshot plus(StatisticsSnapshot other) {
    return new StatisticsSnapshot(
        hits + other.hits,
        misses + other.misses,
        puts + other.puts,
        removals + other.removals,
        evictions + other.evictions,
        entries + other.entries);
  }

  /** All numbers by name, the rates too, in a fixed order. */
  public Map<String, Number> asMap() {
    Map<String, Number> map = new LinkedHashMap<>();
    map.put("hits", hits);
    map.put("misses", misses);
    map.put("accesses", accesses());
    map.put("puts", puts);
    map.put("removals", removals);
    map.put("evictions", evictions);
    map.put("entries", entries);
    map.put("hitRate", hitRate());
    map.put("missRate", missRate());
    map.put("evictionRate", evictionRate());
    return map;
  }
}
