package dev.larder.internal.core;

/**
 * The rows that readers were the first to hit since the stripe's lock was last held: a small lossy buffer. Readers race on it
 * without any ordering. What gets lost (two readers at one place, a full buffer) still has its mark, which the policy meets when
 * it considers the row; so a loss costs a little order, nothing else.
 */
final class RecentReads {
  private static final int CAPACITY = 63;

  /** The count, then the rows: in an array of its own, so that noting a hit does not disturb who reads the stripe's fields. */
  private final int[] buffer = new int[1 + CAPACITY];

  /** Called by readers, with or without the lock. */
  void note(int row) {
    int count = buffer[0];
    if (count < CAPACITY) {
      buffer[1 + count] = row;
      buffer[0] = count + 1;
    }
  }

  /** Under the lock: how many rows there are to take; readers start afresh. */
  int takeCount() {
    int count = buffer[0];
    buffer[0] = 0;
    return Math.min(count, CAPACITY);
  }

  int at(int i) {
    return buffer[1 + i];
  }
}
