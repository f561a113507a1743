package dev.larder.benchmarks.rows;

import java.util.Arrays;
import java.util.Random;

/** Streams of key indices, made before anything is measured. The same seed, hence the same stream, for every subject. */
final class Zipf {
  /** A power of two, so that a cursor wraps by a mask. */
  static final int LENGTH = 1 << 20;

  private static final double SKEW = 0.99;
  private static final long SEED = 20_240_607;

  private Zipf() {}

  /**
   * {@link #LENGTH} indices below {@code items}, the i-th most popular drawn in proportion to 1/i^0.99. Popularity is shuffled, so
   * that what is popular does not lie side by side in memory. O(items + LENGTH log items).
   */
  static int[] indices(int items) {
    double[] cumulative = new double[items];
    double sum = 0;
    for (int i = 0; i < items; i++) {
      sum += 1 / Math.pow(i + 1, SKEW);
      cumulative[i] = sum;
    }
    Random random = new Random(SEED);
    int[] byPopularity = shuffled(items, random);
    int[] indices = new int[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      int found = Arrays.binarySearch(cumulative, random.nextDouble() * sum);
      indices[i] = byPopularity[Math.min(found < 0 ? -found - 1 : found, items - 1)];
    }
    return indices;
  }

  /** {@link #LENGTH} indices below {@code items}, all as likely. */
  static int[] uniformIndices(int items) {
    return new Random(SEED).ints(LENGTH, 0, items).toArray();
  }

  private static int[] shuffled(int items, Random random) {
    int[] order = new int[items];
    for (int i = 0; i < items; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
