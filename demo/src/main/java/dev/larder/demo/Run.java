package dev.larder.demo;

import java.time.Duration;

/**
 * What one replay cost.
 *
 * @param statements all SQL statements sent
 * @param entitySelects those that read one entity by its id
 * @param elapsed the replay alone, without opening and measuring
 * @param heapBytes how much more was on the heap at the end than at the start, when the caches were empty
 * @param digest equal for runs that saw equal values
 */
record Run(
    CacheChoice choice,
    long statements,
    long entitySelects,
    Duration elapsed,
    HitCurve hits,
    long heapBytes,
    long digest) {

  boolean hasCache() {
    return !Double.isNaN(hits.overall());
  }

  /** How many percent of the other run's SELECTs for entities this one did not need. */
  double percentOfEntitySelectsSaved(Run other) {
    return 100 - 100.0 * entitySelects / other.entitySelects;
  }
}
