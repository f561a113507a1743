package dev.larder.internal.core;

import java.util.Arrays;

/**
 * A few double-linked queues of rows in one array: no objects, O(1) each. A row is in one queue or in none. Not thread-safe:
 * the stripe's lock guards it.
 *
 * <pre>
 *   links[2r]     = queue number (4 bits) | previous row + 1 (28 bits; 0: none)
 *   links[2r + 1] =                         next row + 1     (0: none)
 *
 *   head = least recent ... tail = most recent
 * </pre>
 */
final class RowQueues {
  static final int NONE = -1;
  private static final int QUEUE_SHIFT = 28;
  private static final int PREVIOUS_MASK = (1 << QUEUE_SHIFT) - 1;

  private final int[] heads;
  private final int[] tails;
  private final int[] sizes;
  private int[] links = new int[0];

  /** {@code queues} empty queues, numbered from 1 (at most 15). */
  RowQueues(int queues) {
    heads = new int[queues + 1];
    tails = new int[queues + 1];
    sizes = new int[queues + 1];
    clear();
  }

  void ensureRows(int rows) {
    if (links.length < 2 * rows) {
      links = Arrays.copyOf(links, 2 * rows);
    }
  }

  /** The row's queue, or 0 when it is in none. */
  int queueOf(int row) {
    return links[2 * row] >>> QUEUE_SHIFT;
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
    return links[2 * row + 1] - 1;
  }

  void append(int queue, int row) {
    int last = tails[queue];
    links[2 * row] = (queue << QUEUE_SHIFT) | (last + 1);
    links[2 * row + 1] = 0;
    if (last == NONE) {
      heads[queue] = row;
    } else {
      links[2 * last + 1] = row + 1;
    }
    tails[queue] = row;
    sizes[queue]++;
  }

  void remove(int row) {
    int queue = queueOf(row);
    int previous = (links[2 * row] & PREVIOUS_MASK) - 1;
    int next = next(row);
    if (previous == NONE) {
      heads[queue] = next;
    } else {
      links[2 * previous + 1] = next + 1;
    }
    if (next == NONE) {
      tails[queue] = previous;
    } else {
      links[2 * next] = (queue << QUEUE_SHIFT) | (previous + 1);
    }
    links[2 * row] = 0;
    links[2 * row + 1] = 0;
    sizes[queue]--;
  }

  void moveToTail(int queue, int row) {
    if (tails[queue] != row) {
      remove(row);
      append(queue, row);
    }
  }

  /** Empties all queues and gives their memory back. */
  void clear() {
    Arrays.fill(heads, NONE);
    Arrays.fill(tails, NONE);
    Arrays.fill(sizes, 0);
    links = new int[0];
  }
}
