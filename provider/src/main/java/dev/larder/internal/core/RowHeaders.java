package dev.larder.internal.core;

import java.util.Arrays;

/**
 * What a table and its policy need to know of each row, side by side, so that one cache line has it all: its hash, and, where rows wait in
 * queues, its links. Not thread-safe: the stripe's lock guards it.
 *
 * <pre>
 *   hash of row 0 | two words of links | hash of row 1 | ...
 * </pre>
 */
final class RowHeaders {
  /** Of a row with links. */
  static final int WORDS = 3;

  private static final int[] NONE = {};

  private int words = 1;

  /** For {@link RowQueues}, which owns all but every third word. */
  int[] all = NONE;

  /** From now on there are links, too. Only while there are no rows. */
  void addLinks() {
    RowTable.require(all.length == 0, "there are rows already");
    words = WORDS;
  }

  int hash(int row) {
    return all[row * words];
  }

  void setHash(int row, int hash) {
    all[row * words] = hash;
  }

  /** How many rows there is room for. */
  int capacity() {
    return all.length / words;
  }

  /** There is room for rows 0 to {@code rows} - 1; what was there stays. When that cannot be had, all stays as it was. */
  void ensureCapacity(int rows) {
    if (all.length < rows * words) {
      all = Arrays.copyOf(all, rows * words);
    }
  }

  /** Forgets all, and gives the memory back. */
  void clear() {
    all = NONE;
  }
}
