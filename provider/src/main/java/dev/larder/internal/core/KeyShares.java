package dev.larder.internal.core;

import java.util.Arrays;

/** What share of a sample's keys is in a smaller sample, which is a part of it. Not thread-safe. */
final class KeyShares {
  /*
   * Of one key in eight there should be an eighth of all keys; by chance there are some per cent more or fewer. Where a loop just fits,
   * or just does not, that decides: so it is counted how many different keys the smaller sample has, in a hundred of the larger
   * one's, whose own error is smaller.
   *
   * Linear counting [1]: the hashes of the larger sample are cut into cells, in order, so that the smaller sample has the first of
   * them; those that were met are marked. Of n keys in m cells about m (1 - e^(-n/m)) are.
   *
   * Keys that are met once say more of chance than of shares. So the fewer requests there are for each key, the less is
   * corrected.
   *
   * [1] Whang, Vander-Zanden, Taylor: A Linear-Time Probabilistic Counting Algorithm for Database Applications, ACM TODS 15(2), 1990.
   */
  private static final int CELLS = 1 << 18;

  /** Requests after which all is counted anew. */
  private static final int ROUND = 1 << 16;

  private static final int FIRST_LOOK = 1 << 10;

  private final long[] marked = new long[CELLS / Long.SIZE];
  private final double width;
  private int requests;
  private int dueAt = FIRST_LOOK;

  /** For the sample of hashes below this. */
  KeyShares(int limit) {
    width = ((double) limit - Integer.MIN_VALUE) / CELLS;
  }

  /** A key was asked for; left out when it is not of the sample. */
  void add(int spread) {
    double cell = ((double) spread - Integer.MIN_VALUE) / width;
    if (cell < CELLS) {
      marked[(int) cell / Long.SIZE] |= 1L << (int) cell;
      requests++;
    }
  }

  /** Whether it is time to ask: at first soon, so that there is something to go by, then at the end of each round. */
  boolean isDue() {
    return requests >= dueAt;
  }

  /** Somebody has asked. */
  void used() {
    if (dueAt >= ROUND) {
      requests = 0;
      Arrays.fill(marked, 0);
    } else {
      dueAt *= 2;
    }
  }

  /** What share of the keys so far has hashes below {@code limit}, when it should be {@code expected}. */
  double of(int limit, double expected) {
    double keys = keysIn(CELLS);
    if (keys == 0) {
      return expected;
    }
    double seen = keysIn((int) Math.round(((double) limit - Integer.MIN_VALUE) / width)) / keys;
    double trust = Math.max(0, 1 - keys / requests);
    return expected + trust * (seen - expected);
  }

  private double keysIn(int cells) {
    int words = cells / Long.SIZE;
    long met = 0;
    for (int i = 0; i < words; i++) {
      met += Long.bitCount(marked[i]);
    }
    double all = (double) words * Long.SIZE;
    return all == 0 ? 0 : -all * Math.log1p(-Math.min((double) met, all - 1) / all);
  }
}
