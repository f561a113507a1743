package dev.larder.internal.management;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a cache has asked of its tier, and what came of it, since the cache was made. Counted whether statistics are enabled or not: beside
 * a call of a tier it costs next to nothing. Thread-safe; each number is as of some moment of its reading.
 */
public final class TierTraffic {
  /** What a call is for. */
  public enum Kind {
    READ,
    WRITE,
    REMOVE
  }

  private static final class Calls {
    final LongAdder count = new LongAdder();
    final LongAdder nanos = new LongAdder();
    final LongAdder failures = new LongAdder();
  }

  private final Map<Kind, Calls> calls = new EnumMap<>(Kind.class);
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder bytesRead = new LongAdder();
  private final LongAdder puts = new LongAdder();
  private final LongAdder bytesWritten = new LongAdder();
  private final LongAdder notKept = new LongAdder();
  private final LongAdder conflicts = new LongAdder();
  private final LongAdder removals = new LongAdder();
  private final LongAdder invalidations = new LongAdder();
  private final LongAdder invalidationsOfAll = new LongAdder();

  TierTraffic() {
    for (Kind kind : Kind.values()) {
      calls.put(kind, new Calls());
    }
  }

  private Calls of(Kind kind) {
    return java.util.Objects.requireNonNull(calls.get(kind));
  }

  // -- counting

  void called(Kind kind, long nanos, boolean failed) {
    Calls of = of(kind);
    of.count.increment();
    of.nanos.add(nanos);
    if (failed) {
      of.failures.increment();
    }
  }

  void found(long bytes) {
    hits.increment();
    bytesRead.add(bytes);
  }

  void missed(long entries) {
    misses.add(entries);
  }

  void put(long bytes) {
    puts.increment();
    bytesWritten.add(bytes);
  }

  void refused() {
    notKept.increment();
  }

  void conflicted() {
    conflicts.increment();
  }

  void removed(long entries) {
    removals.add(entries);
  }

  void invalidated() {
    invalidations.increment();
  }

  void invalidatedAll() {
    invalidationsOfAll.increment();
  }

  // -- reading

  /** Calls of a kind, failed or not. */
  public long calls(Kind kind) {
    return of(kind).count.sum();
  }

  /** How long they took together. */
  public long nanos(Kind kind) {
    return of(kind).nanos.sum();
  }

  /** Calls that threw. */
  public long failures() {
    return calls.values().stream().mapToLong(of -> of.failures.sum()).sum();
  }

  /** Entries that were looked for and found. */
  public long hits() {
    return hits.sum();
  }

  /** Entries that were looked for and not found. */
  public long misses() {
    return misses.sum();
  }

  /** Values that came up. */
  public long bytesRead() {
    return bytesRead.sum();
  }

  /** Entries stored. */
  public long puts() {
    return puts.sum();
  }

  /** Their values. */
  public long bytesWritten() {
    return bytesWritten.sum();
  }

  /** Entries that the tier did not keep, for want of room or because of a failure. */
  public long notKept() {
    return notKept.sum();
  }

  /** Changes that were begun anew because another JVM had come between. */
  public long conflicts() {
    return conflicts.sum();
  }

  /** Entries removed. */
  public long removals() {
    return removals.sum();
  }

  /** Single keys that the tier has had the heap forget. */
  public long invalidations() {
    return invalidations.sum();
  }

  /** How often the tier has had the heap forget everything. */
  public long invalidationsOfAll() {
    return invalidationsOfAll.sum();
  }
}
