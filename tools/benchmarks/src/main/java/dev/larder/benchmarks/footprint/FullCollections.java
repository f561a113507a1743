package dev.larder.benchmarks.footprint;

import dev.larder.benchmarks.report.Spread;
import dev.larder.benchmarks.store.Store;
import dev.larder.benchmarks.store.StoreSpec;
import dev.larder.benchmarks.store.Subject;
import java.util.Locale;

/**
 * Prints the milliseconds of a full collection: of the keys and values alone, in two arrays; then of a store that holds them. The
 * keys and values are the same. Arguments: subject, entries.
 */
final class FullCollections {
  private static final int COLLECTIONS = 5;

  /** Fields, so that they stay reachable while the heap is looked at. */
  private static Long[] keys = {};

  private static Long[] values = {};

  private FullCollections() {}

  public static void main(String... arguments) {
    Subject subject = Subject.valueOf(arguments[0]);
    int entries = Integer.parseInt(arguments[1]);
    keys = new Long[entries];
    values = new Long[entries];
    for (int i = 0; i < entries; i++) {
      keys[i] = 1_000_000_007L * (i + 1);
      values[i] = 1_000_000L + i;
    }
    double alone = medianMillis();
    try (Store<Long, Long> store =
        subject.open(StoreSpec.bounded(Long.class, Long.class, entries + entries / 50))) {
      for (int i = 0; i < entries; i++) {
        store.put(keys[i], values[i]);
      }
      keys = new Long[0];
      values = new Long[0];
      double stored = medianMillis();
      if (store.iterate() != entries) {
        throw new IllegalStateException(subject + " lost entries");
      }
      System.out.printf(Locale.ROOT, "%.3f %.3f%n", stored, alone);
    }
  }

  /** The first collection moves everything; the later ones are what a steady heap sees. */
  private static double medianMillis() {
    System.gc();
    double[] millis = new double[COLLECTIONS];
    for (int i = 0; i < COLLECTIONS; i++) {
      long start = System.nanoTime();
      System.gc();
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    return Spread.of(millis).median();
  }
}
