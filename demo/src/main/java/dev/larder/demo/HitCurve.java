package dev.larder.demo;

import java.util.ArrayList;
import java.util.List;

/** The hit ratio over a replay: one point a window of sales, and the whole. Ratios are 0 to 1, or NaN without look-ups. */
final class HitCurve {
  private final List<Integer> sales = new ArrayList<>();
  private final List<Double> ratios = new ArrayList<>();
  private long hits;
  private long lookups;

  /** Ends a window; all three numbers count from the start of the replay. */
  void endWindow(int salesSoFar, long hitsSoFar, long lookupsSoFar) {
    sales.add(salesSoFar);
    ratios.add(ratio(hitsSoFar - hits, lookupsSoFar - lookups));
    hits = hitsSoFar;
    lookups = lookupsSoFar;
  }

  /** For each window, the number of sales at its end. */
  List<Integer> sales() {
    return sales;
  }

  /** For each window, hits per look-up within it. */
  List<Double> ratios() {
    return ratios;
  }

  /** Hits per look-up over all windows. */
  double overall() {
    return ratio(hits, lookups);
  }

  private static double ratio(long hits, long lookups) {
    return (double) hits / lookups;
  }
}
