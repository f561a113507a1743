package dev.larder.internal.core;

import java.util.Arrays;

/**
 * The cells, by their position in the index, that readers were the first to hit since the stripe's lock was last held: a small lossy buffer. Readers race on it
 * without any ordering. What gets lost (two readers at one place, a full buffer) still has its mark, which the policy meets when
 * it considers the row; so a loss costs a little order, nothing else. So does a cell that was given to another row since.
 */
final class RecentReads {
  /*
   * Hits come in bursts, and what is lost is lost to the choice of a mode, too: on our traces a capacity of 63 costs 0.3 points
   * of mean hit ratio and makes loops that turn round unrecognizable. The most bounds the work of the writer that drains it.
   */
  private static final int LEAST = 63;

  private static final int MOST = 1023;

  /** The count, then the positions: in an array of its own, so that noting a hit does not disturb who reads the stripe's fields. */
  private int[] buffer = new int[1 + LEAST];

  /** Called by readers, with or without the lock. */
  void note(int position) {
    int[] notes = buffer;
    int next = notes[0] + 1;
    if (next < notes.length) {
      notes[next] = position;
      notes[0] = next;
    }
  }

  /** Under the lock: there are so many rows that may be noted. What readers note meanwhile may be lost. */
  void ensureCapacity(int rows) {
    int capacity = Math.max(LEAST, Math.min(rows, MOST));
    if (capacity >= buffer.length) {
      buffer = Arrays.copyOf(buffer, 1 + capacity);
    }
  }

  /** How many notes wait to be taken, more or less; may be asked without the lock. */
  int count() {
    return buffer[0];
  }

  /** Under the lock: how many notes there are to take; readers start afresh. */
  int takeCount() {
    int count = buffer[0];
    buffer[0] = 0;
    return Math.min(count, buffer.length - 1);
  }

  /** The {@code i}-th position in the order of their reading. */
  int at(int i) {
    return buffer[1 + i];
  }
}
