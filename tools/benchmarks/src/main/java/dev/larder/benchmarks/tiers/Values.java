package dev.larder.benchmarks.tiers;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** The entries of all subjects: Long keys from 0, random bytes, which no compression makes smaller. */
final class Values {
  static final int LENGTH = 500;

  private static final int BATCH = 1_000;

  private Values() {}

  /** A key's value, always the same. */
  static byte[] of(long key, int length) {
    byte[] value = new byte[length];
    new SplittableRandom(key).nextBytes(value);
    return value;
  }

  /** Hands over all entries in batches. */
  static void inBatches(int entries, int length, Consumer<Map<Long, byte[]>> store) {
    Map<Long, byte[]> batch = new HashMap<>();
    for (long key = 0; key < entries; key++) {
      batch.put(key, of(key, length));
      if (batch.size() == BATCH || key == entries - 1) {
        store.accept(batch);
        batch = new HashMap<>();
      }
    }
  }
}
