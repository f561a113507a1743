package dev.larder.internal.core;

import java.util.Arrays;

/**
 * A few double-linked queues of rows, whose links are in the rows' headers: no objects, O(1) each. A row is in one queue or in none, and bears a stamp
 * that stays when it moves. Not thread-safe: the stripe's lock guards it.
 *
 * <pre>
 *   first word  = queue number (4 bits) | high stamp (4 bits) | previous row + 1 (24 bits; 0: none)
 *   second word =                         low stamp (8 bits) | next row + 1     (24 bits; 0: none)
 *
 *   head = least recent ... tail = most recent
 * </pre>
 */
final class RowQueues {
  static final int NONE = -1;

  /** Stamps are 0 to this. */
  static final int STAMP_MASK = (1 << 12) - 1;

  private static final int QUEUE_SHIFT = 28;
  private static final int ROW_MASK = (1 << 24) - 1;
  private static final int LOW_STAMP_BITS = 8;
  private static final int STAMP_SHIFT = 24;

  private final int[] heads;
  private final int[] tails;
  private final int[] sizes;
  private final RowHeaders headers;

  /** {@code queues} empty queues of the rows that have these headers, numbered from 1 (at most 15). */
  RowQueues(int queues, RowHeaders headers) {
    this.headers = headers;
    headers.addLinks();
    heads = new int[queues + 1];
    tails = new int[queues + 1];
    sizes = new int[queues + 1];
    clear();
  }

  /** Where the row's links are. */
  private static int at(int row) {
    return RowHeaders.WORDS * row + 1;
  }

  /** The row's queue, or 0 when it is in none. */
  int queueOf(int row) {
    return headers.all[at(row)] >>> QUEUE_SHIFT;
  }

  int head(int queue) {
    return heads[queue];
  }

  int tail(int queue) {
    return tails[queue];
  }

  int size(int queue) {
    return sizes[queue];
  }

  /** The row behind {@code row}, nearer to the tail, or {@link #NONE}. */
  int next(int row) {
    return (headers.all[at(row) + 1] & ROW_MASK) - 1;
  }

  /** The row before {@code row}, nearer to the head, or {@link #NONE}. */
  int previous(int row) {
    return (headers.all[at(row)] & ROW_MASK) - 1;
  }

  /** What {@link #stamp} last said of a row that is in a queue. */
  int stampOf(int row) {
    int high = (headers.all[at(row)] << 4) >>> QUEUE_SHIFT;
    return (high << LOW_STAMP_BITS) | (headers.all[at(row) + 1] >>> STAMP_SHIFT);
  }

  /** Gives the row, which is in a queue, another stamp; only its {@link #STAMP_MASK} is kept. */
  void stamp(int row, int stamp) {
    int high = (stamp & STAMP_MASK) >>> LOW_STAMP_BITS;
    headers.all[at(row)] = (headers.all[at(row)] & ~(0xF << STAMP_SHIFT)) | (high << STAMP_SHIFT);
    headers.all[at(row) + 1] = (headers.all[at(row) + 1] & ROW_MASK) | (stamp << STAMP_SHIFT);
  }

  private void setPrevious(int row, int link) {
    headers.all[at(row)] = (headers.all[at(row)] & ~ROW_MASK) | link;
  }

  private void setNext(int row, int link) {
    headers.all[at(row) + 1] = (headers.all[at(row) + 1] & ~ROW_MASK) | link;
  }

  private void setQueue(int row, int queue) {
    headers.all[at(row)] = (headers.all[at(row)] & ~(0xF << QUEUE_SHIFT)) | (queue << QUEUE_SHIFT);
  }

  void append(int queue, int row) {
    int last = tails[queue];
    setQueue(row, queue);
    setPrevious(row, last + 1);
    setNext(row, 0);
    if (last == NONE) {
      heads[queue] = row;
    } else {
      setNext(last, row + 1);
    }
    tails[queue] = row;
    sizes[queue]++;
  }

  void remove(int row) {
    int queue = queueOf(row);
    int previous = previous(row);
    int next = next(row);
    if (previous == NONE) {
      heads[queue] = next;
    } else {
      setNext(previous, next + 1);
    }
    if (next == NONE) {
      tails[queue] = previous;
    } else {
      setPrevious(next, previous + 1);
    }
    setQueue(row, 0);
    sizes[queue]--;
  }

  void moveToTail(int queue, int row) {
    if (tails[queue] != row) {
      remove(row);
      append(queue, row);
    }
  }

  /** Empties all queues. */
  void clear() {
    Arrays.fill(heads, NONE);
    Arrays.fill(tails, NONE);
    Arrays.fill(sizes, 0);
  }
}
