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
 *   ends, by queue = first row + 1 | last row + 1 | number of rows | filler
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
  private static final int QUEUE = 0xF << QUEUE_SHIFT;
  private static final int HIGH_STAMP = 0xF << STAMP_SHIFT;

  private static final int ENDS_SHIFT = 2;
  private static final int TAIL = 1;
  private static final int SIZE = 2;

  private final int[] ends;
  private final RowHeaders headers;

  /** {@code queues} empty queues of the rows that have these headers, numbered from 1 (at most 15). */
  RowQueues(int queues, RowHeaders headers) {
    this.headers = headers;
    headers.addLinks();
    ends = new int[(queues + 1) << ENDS_SHIFT];
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
    return ends[queue << ENDS_SHIFT] - 1;
  }

  int tail(int queue) {
    return ends[(queue << ENDS_SHIFT) + TAIL] - 1;
  }

  int size(int queue) {
    return ends[(queue << ENDS_SHIFT) + SIZE];
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
    int[] words = headers.all;
    int at = at(row);
    words[at] = (words[at] & ~HIGH_STAMP) | (high << STAMP_SHIFT);
    words[at + 1] = (words[at + 1] & ROW_MASK) | (stamp << STAMP_SHIFT);
  }

  private void setPrevious(int row, int link) {
    int[] words = headers.all;
    words[at(row)] = (words[at(row)] & ~ROW_MASK) | link;
  }

  private void setNext(int row, int link) {
    int[] words = headers.all;
    words[at(row) + 1] = (words[at(row) + 1] & ~ROW_MASK) | link;
  }

  /** Has what {@link #remove} will write to brought near, without waiting. */
  int fetchNeighbours(int row) {
    int[] words = headers.all;
    int previous = words[at(row)] & ROW_MASK;
    int next = words[at(row) + 1] & ROW_MASK;
    return words[previous == 0 ? 0 : at(previous - 1)] + words[next == 0 ? 0 : at(next - 1)];
  }

  void append(int queue, int row) {
    int[] words = headers.all;
    int end = queue << ENDS_SHIFT;
    int last = ends[end + TAIL];
    int at = at(row);
    words[at] = (queue << QUEUE_SHIFT) | (words[at] & HIGH_STAMP) | last;
    words[at + 1] &= ~ROW_MASK;
    if (last == 0) {
      ends[end] = row + 1;
    } else {
      setNext(last - 1, row + 1);
    }
    ends[end + TAIL] = row + 1;
    ends[end + SIZE]++;
  }

  void remove(int row) {
    int[] words = headers.all;
    int at = at(row);
    int end = (words[at] >>> QUEUE_SHIFT) << ENDS_SHIFT;
    int previous = words[at] & ROW_MASK;
    int next = words[at + 1] & ROW_MASK;
    if (previous == 0) {
      ends[end] = next;
    } else {
      setNext(previous - 1, next);
    }
    if (next == 0) {
      ends[end + TAIL] = previous;
    } else {
      setPrevious(next - 1, previous);
    }
    words[at] &= ~QUEUE; // in none
    ends[end + SIZE]--;
  }

  void moveToTail(int queue, int row) {
    if (tail(queue) != row) {
      remove(row);
      append(queue, row);
    }
  }

  /** Empties all queues. */
  void clear() {
    Arrays.fill(ends, 0);
  }
}
