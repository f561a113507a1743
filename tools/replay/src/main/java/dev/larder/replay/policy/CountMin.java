package dev.larder.replay.policy;

/**
 * How often a key was seen lately, 0 to 15: a count-min sketch of four rows with four counters an entry each, halved when it has
 * seen ten times the capacity.
 */
final class CountMin {
  private static final int ROWS = 4;
  private static final int MAXIMUM = 15;

  private final byte[] counters;
  private final int mask;
  private final int sampleSize;
  private int additions;

  CountMin(int capacity) {
    int width = Math.max(16, Integer.highestOneBit(2 * capacity - 1) * 4);
    this.counters = new byte[ROWS * width];
    this.mask = width - 1;
    this.sampleSize = 10 * capacity;
  }

  int frequency(int key) {
    int least = MAXIMUM;
    for (int row = 0; row < ROWS; row++) {
      least = Math.min(least, counters[at(key, row)]);
    }
    return least;
  }

  void increment(int key) {
    boolean added = false;
    for (int row = 0; row < ROWS; row++) {
      int at = at(key, row);
      if (counters[at] < MAXIMUM) {
        counters[at]++;
        added = true;
      }
    }
    if (added && ++additions >= sampleSize) {
      for (int i = 0; i < counters.length; i++) {
        counters[i] = (byte) (counters[i] >>> 1);
      }
      additions >>>= 1;
    }
  }

  private int at(int key, int row) {
    long h = (key + 1 + ((long) (row + 1) << 32)) * 0x9E37_79B9_7F4A_7C15L;
    h = (h ^ (h >>> 31)) * 0xBF58_476D_1CE4_E5B9L;
    return row * (mask + 1) + ((int) (h >>> 32) & mask);
  }
}
