package dev.larder.benchmarks.footprint;

import dev.larder.benchmarks.store.Lifetime;
import dev.larder.benchmarks.store.Store;
import dev.larder.benchmarks.store.StoreSpec;
import dev.larder.benchmarks.store.Subject;
import java.util.Locale;

/** Prints the bytes and objects per entry that a store needs beyond its keys and values. Arguments: subject, lifetime, entries. */
final class Weighing {
  /** Fields, so that they stay reachable while the heap is looked at. */
  private static Long[] keys = {};

  private static Long[] values = {};

  private Weighing() {}

  public static void main(String... arguments) {
    Subject subject = Subject.valueOf(arguments[0]);
    Lifetime.Kind kind = Lifetime.Kind.valueOf(arguments[1]);
    int entries = Integer.parseInt(arguments[2]);
    keys = new Long[entries];
    values = new Long[entries];
    for (int i = 0; i < entries; i++) {
      keys[i] = 1_000_000_007L * (i + 1);
      values[i] = 1_000_000L + i;
    }
    warm(subject, kind);
    Histogram before = Histogram.now();
    // Exactly as large as it has to be, but for what a striped bound may need to spare.
    try (Store<Long, Long> store =
        subject.open(StoreSpec.bounded(Long.class, Long.class, entries + entries / 50)
            .with(Lifetime.longer(kind)))) {
      for (int i = 0; i < entries; i++) {
        store.put(keys[i], values[i]);
      }
      Histogram after = Histogram.now();
      long present = store.iterate();
      if (present != entries) {
        throw new IllegalStateException(subject + " holds " + present + " of " + entries);
      }
      System.out.printf(
          Locale.ROOT,
          "%.6f %.6f%n",
          (double) (after.bytes() - before.bytes()) / entries,
          (double) (after.objects() - before.objects()) / entries);
    }
  }

  /** Loads the classes, starts the threads. */
  private static void warm(Subject subject, Lifetime.Kind kind) {
    try (Store<Long, Long> store = subject.open(
        StoreSpec.bounded(Long.class, Long.class, 10_000).with(Lifetime.longer(kind)))) {
      for (long key = 0; key < 10_000; key++) {
        store.put(key, key);
      }
      store.iterate();
    }
  }
}
