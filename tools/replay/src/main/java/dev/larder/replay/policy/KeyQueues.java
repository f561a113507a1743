package dev.larder.replay.policy;

import java.util.Arrays;

/** A few double-linked queues of keys; a key is in one of them or in none. O(1) each. */
final class KeyQueues {
  static final int NONE = -1;

  private final int[] next;
  private final int[] previous;
  private final byte[] queueOf;
  private final int[] heads;
  private final int[] tails;
  private final int[] sizes;

  /** {@code queues} empty queues, numbered from 1. */
  KeyQueues(int queues, int uniqueKeys) {
    next = new int[uniqueKeys];
    previous = new int[uniqueKeys];
    queueOf = new byte[uniqueKeys];
    heads = new int[queues + 1];
    tails = new int[queues + 1];
    sizes = new int[queues + 1];
    Arrays.fill(heads, NONE);
    Arrays.fill(tails, NONE);
  }

  /** The key's queue, or 0 when it is in none. */
  int queueOf(int key) {
    return queueOf[key];
  }

  /** The key that came first, or {@link #NONE}. */
  int head(int queue) {
    return heads[queue];
  }

  /** The key that came after, or {@link #NONE}. */
  int next(int key) {
    return next[key];
  }

  int size(int queue) {
    return sizes[queue];
  }

  void append(int queue, int key) {
    int last = tails[queue];
    queueOf[key] = (byte) queue;
    previous[key] = last;
    next[key] = NONE;
    if (last == NONE) {
      heads[queue] = key;
    } else {
      next[last] = key;
    }
    tails[queue] = key;
    sizes[queue]++;
  }

  void remove(int key) {
    int queue = queueOf[key];
    if (previous[key] == NONE) {
      heads[queue] = next[key];
    } else {
      next[previous[key]] = next[key];
    }
    if (next[key] == NONE) {
      tails[queue] = previous[key];
    } else {
      previous[next[key]] = previous[key];
    }
    queueOf[key] = 0;
    sizes[queue]--;
  }

  /** Takes the key from where it is, if anywhere, to the end of a queue. */
  void move(int queue, int key) {
    if (queueOf[key] != 0) {
      remove(key);
    }
    append(queue, key);
  }

  /** Takes out the key that came first. The queue must not be empty. */
  int poll(int queue) {
    int key = heads[queue];
    remove(key);
    return key;
  }
}
