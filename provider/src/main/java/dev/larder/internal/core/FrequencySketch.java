package dev.larder.internal.core;

/** How often a key was seen lately, 0 to 15. Not thread-safe: the stripe's lock guards it. */
final class FrequencySketch {
  /*
   * A count-min sketch [1] of 4-bit counters. A key owns one counter in each of four rows; a row is a quarter of a block of
   * four words, so that one look-up touches one cache line. When the additions reach ten times the capacity every counter is
   * halved, so old fame fades [2]. Only the least of a key's counters are counted up [3]: the others are too high already. Between
   * halvings a collision can overstate a key, never understate it.
   *
   * Invariant: 0 <= additions < sampleSize.
   *
   * [1] Cormode, Muthukrishnan: An Improved Data Stream Summary, J. Algorithms 55, 2005.
   * [2] Einziger, Friedman, Manes: TinyLFU, ACM Transactions on Storage 13(4), 2017.
   * [3] Estan, Varghese: New Directions in Traffic Measurement and Accounting, SIGCOMM 2002 ("conservative update").
   */
  private static final int MAXIMUM = 15;

  private static final int WORDS_A_BLOCK = 4;
  private static final int GENEROUS_ENTRIES = 4096;
  private static final int MANY_ENTRIES = 1 << 15;
  private static final int ADDITIONS_AN_ENTRY = 10;
  private static final long ONES = 0x1111_1111_1111_1111L;
  private static final long HALF_MASK = 0x7777_7777_7777_7777L;

  private long[] words = new long[WORDS_A_BLOCK];
  private int blocks = 1;
  private int additions;
  private int sampleSize = 2 * ADDITIONS_AN_ENTRY;

  /** Sizes the sketch for {@code entries} entries, forgetting all counts when it has to grow; never shrinks. */
  void ensureCapacity(int entries) {
    int needed = blocksFor(entries);
    if (needed > blocks) {
      words = new long[needed * WORDS_A_BLOCK];
      blocks = needed;
      additions = 0;
    }
    sampleSize = Math.max(2, entries) > Integer.MAX_VALUE / ADDITIONS_AN_ENTRY
        ? Integer.MAX_VALUE
        : Math.max(2, entries) * ADDITIONS_AN_ENTRY;
  }

  /*
   * Sixteen bytes an entry are worth 0.2 points of mean hit ratio over four on our traces, and cost little in a small cache. So
   * the first entries get sixteen, and more of them get room only once they would have less than a quarter of a word each; where
   * they are very many, an eighth.
   */
  private static int blocksFor(int entries) {
    long generous = 2L * Math.min(entries, GENEROUS_ENTRIES);
    long sparse =
        (Math.min(entries, MANY_ENTRIES) + 3L) / 4 + Math.max(0, entries - MANY_ENTRIES) / 8;
    long words = Math.max(generous, sparse);
    return (int) Math.max(1, (words + WORDS_A_BLOCK - 1) / WORDS_A_BLOCK);
  }

  /** The number of times the key with this hash was seen lately, at most 15. */
  int frequency(int hash) {
    int mixed = mix(hash);
    int block = block(mixed);
    return leastOf(mixed, block);
  }

  /** Has the counters of the key with this hash brought near, without waiting. */
  int fetch(int hash) {
    return (int) words[block(mix(hash))];
  }

  private int leastOf(int mixed, int block) {
    int least = MAXIMUM;
    for (int row = 0; row < WORDS_A_BLOCK; row++) {
      int count = (int) (words[block + row] >>> shift(mixed, row)) & MAXIMUM;
      least = Math.min(least, count);
    }
    return least;
  }

  /** Counts one more sight of the key with this hash. */
  void increment(int hash) {
    int mixed = mix(hash);
    int block = block(mixed);
    int least = leastOf(mixed, block);
    if (least == MAXIMUM) {
      return;
    }
    for (int row = 0; row < WORDS_A_BLOCK; row++) {
      // Without a branch, which would be guessed wrong as often as right: 1 for those that are the
      // least, 0 for those beyond.
      int shift = shift(mixed, row);
      long word = words[block + row];
      int beyond = ((int) (word >>> shift) & MAXIMUM) - least;
      words[block + row] = word + ((long) ((beyond - 1) >>> 31) << shift);
    }
    if (++additions >= sampleSize) {
      halve();
    }
  }

  private void halve() {
    int lost = 0;
    for (int i = 0; i < words.length; i++) {
      lost += Long.bitCount(words[i] & ONES);
      words[i] = (words[i] >>> 1) & HALF_MASK;
    }
    // At most four counters stand for one addition; the odd ones lost a half each.
    additions = Math.max(0, (additions - (lost >>> 2)) >>> 1);
  }

  void clear() {
    words = new long[WORDS_A_BLOCK];
    blocks = 1;
    additions = 0;
  }

  private int block(int mixed) {
    return WORDS_A_BLOCK * (int) (((mixed & 0xFFFF_FFFFL) * blocks) >>> 32);
  }

  /** Which of a word's sixteen counters: four bits of the hash a row, from the end that does not choose the block. */
  private static int shift(int mixed, int row) {
    return ((mixed >>> (row << 2)) & 15) << 2;
  }

  /** The table's hash also chooses stripe and cell; mixed again, its low bits do not repeat that choice. */
  private static int mix(int hash) {
    int h = hash * 0x9E37_79B1;
    return h ^ (h >>> 16);
  }
}
