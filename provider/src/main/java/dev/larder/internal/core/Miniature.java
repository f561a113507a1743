package dev.larder.internal.core;

/** A small table for a sample of the keys, in place of one that is some times as large as the cache's own, for all. Not thread-safe. */
final class Miniature {
  /**
   * What was counted.
   *
   * @param scale how many times the cache's size is simulated
   * @param requests of keys in the sample
   * @param hits of these, in the miniature
   * @param cacheHits of these, in the cache itself
   */
  record Count(double scale, long requests, long hits, long cacheHits) {}

  /** How many hashes there can be. */
  private static final double ALL = 0x1p32;

  /** In capacities: so many requests fill a miniature that starts empty beside a cache that is not. */
  private static final int GRACE = 4;

  private final double scale;
  private final double share;
  private final int limit;
  private final StripedTable<Integer, Integer> table;
  private double realShare;
  private int capacity;
  private long requests;
  private long hits;
  private long cacheHits;
  private long uncounted;

  /**
   * An empty one.
   *
   * @param entries the size that is simulated; at least 1
   * @param most so many hashes it may hold; a larger cache has a smaller share of its keys in the sample
   * @param like the cache
   */
  Miniature(double scale, double entries, int most, StripedTable<?, ?> like) {
    this.scale = scale;
    capacity = (int) Math.max(1, Math.min(Math.round(entries), most));
    share = Math.round(entries) <= most ? 1 : capacity / entries;
    realShare = share;
    // Narrowing a double to an int stops at the largest int.
    limit = (int) (Integer.MIN_VALUE + ALL * share);
    table = new StripedTable<>(
        TableConfig.<Integer, Integer>bounded(like.name(), capacity)
            .withOrder(like.order())
            .withTicker(like.clock()::now)
            .withStripes(1),
        like.seed());
    uncounted = like.size() > 0 ? (long) GRACE * capacity : 0;
  }

  /** Hashes below this are in the sample. */
  int limit() {
    return limit;
  }

  void request(Integer hash, boolean wasInCache, boolean counts, Lifetimes lifetimes) {
    boolean found = table.get(hash, lifetimes.access()) != null;
    if (!found) {
      store(hash, lifetimes);
    }
    if (uncounted > 0) {
      uncounted--;
    } else if (counts) {
      requests++;
      hits += found ? 1 : 0;
      cacheHits += wasInCache ? 1 : 0;
    }
  }

  void store(Integer hash, Lifetimes lifetimes) {
    table.put(hash, hash, lifetimes.creation(), lifetimes.update());
  }

  boolean contains(Integer hash) {
    return table.peek(hash) != null;
  }

  void remove(Integer hash) {
    table.remove(hash, null);
  }

  void clear() {
    table.clear();
  }

  void sweep() {
    if (table.isSweepDue()) {
      table.sweep();
    }
  }

  /** What share of all keys is meant to be in the sample. */
  double share() {
    return share;
  }

  /** What share of all keys turned out to be in the sample, which was meant to be {@link #share}. */
  void hasShare(double real) {
    realShare = real;
  }

  /** The table has room for so many entries: so this one has room for as many as should be of the sample. */
  void resizeFor(double entries) {
    int wanted = (int) Math.max(1, Math.round(entries * scale * realShare));
    if (wanted != capacity) {
      capacity = wanted;
      new Upkeep<>(table).nudge(wanted);
    }
  }

  /** What happened so far counts half from now on. */
  void fade() {
    requests /= 2;
    hits /= 2;
    cacheHits /= 2;
  }

  Count count() {
    return new Count(scale, requests, hits, cacheHits);
  }

  /** Throws an {@link IllegalStateException} naming the invariant that does not hold. For tests. */
  void check() {
    table.checkConsistency();
  }

  /** How long entries live, in nanoseconds; see {@link Lifetime}. */
  record Lifetimes(long creation, long update, long access) {
    static final Lifetimes ETERNAL =
        new Lifetimes(Lifetime.ETERNAL, Lifetime.ETERNAL, Lifetime.UNCHANGED);
  }
}
