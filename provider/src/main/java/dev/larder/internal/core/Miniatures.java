package dev.larder.internal.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A {@link Miniature} for each of several sizes of a table, from an eighth of its own to eight times as much. Not thread-safe. */
final class Miniatures {
  private static final double[] SCALES = {0.125, 0.25, 0.5, 1, 2, 4, 8};

  /** Entries of a miniature: docs/decisions/011-advisor.md has the figures. A few more, and their arrays would be twice as large. */
  private static final int CAPACITY = 500;

  /** From so few entries of a table bounded by weight nobody can tell how many will fit. */
  private static final long FEW = 64;

  /** When the number of entries that fit is wrong by this factor, all begins anew. */
  private static final double FAR = 1.5;

  /** Of 32 bits, those that are left choose a place. */
  private static final int UNANSWERED_SHIFT = 22;

  private final StripedTable<?, ?> table;

  /** Hashes of keys that were missed lately, each at its place: what is stored then is the answer. One that took long may be forgotten. */
  private final int[] unanswered = new int[1 << (32 - UNANSWERED_SHIFT)];

  private Miniature[] all = {};
  private KeyShares shares = new KeyShares(Shadow.NONE);

  /** How many entries the table has when it is full, as these were made for. */
  private double madeFor;

  /** None yet. */
  Miniatures(StripedTable<?, ?> table) {
    this.table = table;
  }

  /** Spread hashes below this are in the sample. The smallest size has the largest sample, and the others' are parts of it. */
  int limit() {
    return all.length == 0 ? Shadow.NONE : all[0].limit();
  }

  /** How many requests were counted in the largest sample. */
  long requests() {
    return all.length == 0 ? 0 : all[0].count().requests();
  }

  /** Whether there are any. */
  boolean isFit() {
    return madeFor > 0;
  }

  // -- playing

  void request(int hash, int spread, boolean wasHit, boolean counts, Miniature.Lifetimes lives) {
    shares.add(spread);
    if (!wasHit) {
      unanswered[spread >>> UNANSWERED_SHIFT] = hash;
    }
    Integer key = spread;
    withSampled(spread, miniature -> miniature.request(key, wasHit, counts, lives));
  }

  /** The answer to a miss, which the miniatures have answered for themselves, is left out: it would look like another access. */
  void stored(int hash, int spread, boolean replaced, Miniature.Lifetimes lives) {
    int place = spread >>> UNANSWERED_SHIFT;
    if (unanswered[place] == hash && !replaced) {
      unanswered[place] = 0;
      return;
    }
    Integer key = spread;
    withSampled(spread, miniature -> {
      if (replaced || !miniature.contains(key)) {
        miniature.store(key, lives);
      }
    });
  }

  void removed(int hash, int spread) {
    Integer key = spread;
    withSampled(spread, miniature -> miniature.remove(key));
  }

  private void withSampled(int spread, Consumer<Miniature> task) {
    for (Miniature miniature : all) {
      if (spread < miniature.limit()) {
        task.accept(miniature);
      }
    }
  }

  void clear() {
    Arrays.stream(all).forEach(Miniature::clear);
  }

  void sweep() {
    Arrays.stream(all).forEach(Miniature::sweep);
  }

  void fade() {
    Arrays.stream(all).forEach(Miniature::fade);
  }

  List<Miniature.Count> counts() {
    return Arrays.stream(all).map(Miniature::count).toList();
  }

  // -- fitting the table's size

  /**
   * The bound may be changed, and of a table bounded by weight nobody knows beforehand how many entries will fit. Returns whether all
   * begins anew.
   */
  boolean fit() {
    double fitting = entriesThatFit();
    boolean anew = fitting > madeFor * FAR || fitting < madeFor / FAR;
    if (anew) {
      makeFor(fitting);
    } else if (fitting != madeFor || shares.isDue()) {
      madeFor = fitting;
      resize();
    }
    return anew;
  }

  private double entriesThatFit() {
    long bound = table.maximum();
    long size = table.size();
    long weight = table.weight();
    if (bound == TableConfig.UNBOUNDED || size == weight) {
      return bound == TableConfig.UNBOUNDED ? 0 : bound;
    }
    return size < FEW || weight == 0 ? madeFor : (double) bound * size / weight;
  }

  private void makeFor(double entries) {
    List<Miniature> made = new ArrayList<>();
    for (double scale : SCALES) {
      if (entries > 0 && (scale >= 1 || entries * scale >= 1)) {
        made.add(new Miniature(scale, entries * scale, CAPACITY, table));
      }
    }
    all = made.toArray(Miniature[]::new);
    shares = new KeyShares(limit());
    madeFor = entries;
  }

  private void resize() {
    if (shares.isDue()) {
      correctShares(all[0].share());
      shares.used();
    }
    for (Miniature miniature : all) {
      miniature.resizeFor(madeFor);
    }
  }

  private void correctShares(double largest) {
    for (Miniature miniature : all) {
      double expected = miniature.share() / largest;
      miniature.hasShare(largest * shares.of(miniature.limit(), expected));
    }
  }

  /** Throws an {@link IllegalStateException} naming the invariant that does not hold. For tests. */
  void check() {
    Arrays.stream(all).forEach(Miniature::check);
  }
}
