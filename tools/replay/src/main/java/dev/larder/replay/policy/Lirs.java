package dev.larder.replay.policy;

/**
 * Keys asked for twice within a short while stay. Jiang, Zhang: LIRS: An Efficient Low Inter-reference Recency Set Replacement
 * Policy, SIGMETRICS 2002. One in a hundred is kept for keys that have yet to show it; the stack remembers as many keys that
 * are gone as twice the capacity.
 */
public final class Lirs implements Policy {
  private static final int STACK = 1;
  private static final int WAITING = 1;
  private static final int GONE = 2;

  private final int capacity;
  private final int mostStable;
  private final boolean[] stable;
  private final KeyQueues stack;

  /** WAITING: resident but not stable. GONE: in the stack only. */
  private final KeyQueues rest;

  private int stableCount;

  /** An empty cache. */
  public Lirs(int capacity, int uniqueKeys) {
    this.capacity = capacity;
    this.mostStable = capacity - Math.max(1, capacity / 100);
    this.stable = new boolean[uniqueKeys];
    this.stack = new KeyQueues(1, uniqueKeys);
    this.rest = new KeyQueues(2, uniqueKeys);
  }

  @Override
  public boolean access(long key) {
    int k = (int) key;
    boolean hit = stable[k] || rest.queueOf(k) == WAITING;
    if (stable[k]) {
      stack.move(STACK, k);
      prune();
    } else {
      if (!hit && stableCount + rest.size(WAITING) >= capacity) {
        evict();
      }
      boolean isRecent = stack.queueOf(k) != 0;
      if (rest.queueOf(k) != 0) {
        rest.remove(k);
      }
      stack.move(STACK, k);
      if (isRecent || stableCount < mostStable) {
        stabilize(k);
      } else {
        rest.append(WAITING, k);
      }
    }
    return hit;
  }

  private void stabilize(int key) {
    stable[key] = true;
    stableCount++;
    prune();
    if (stableCount > mostStable) {
      int oldest = stack.poll(STACK);
      stable[oldest] = false;
      stableCount--;
      rest.append(WAITING, oldest);
      prune();
    }
  }

  /** The bottom of the stack is a stable key: what lies below was not asked for within the stable keys' time. */
  private void prune() {
    for (int key = stack.head(STACK);
        key != KeyQueues.NONE && !stable[key];
        key = stack.head(STACK)) {
      stack.remove(key);
      if (rest.queueOf(key) == GONE) {
        rest.remove(key);
      }
    }
  }

  private void evict() {
    int key = rest.size(WAITING) > 0 ? rest.poll(WAITING) : stack.poll(STACK);
    if (stable[key]) {
      stable[key] = false;
      stableCount--;
      prune();
    } else if (stack.queueOf(key) != 0) {
      rest.append(GONE, key);
      if (rest.size(GONE) > 2 * capacity) {
        stack.remove(rest.poll(GONE));
      }
    }
  }
}
