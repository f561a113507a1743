package dev.larder.replay.policy;

/** Adaptive replacement. Megiddo, Modha: ARC: A Self-Tuning, Low Overhead Replacement Cache, FAST 2003, figure 4. */
public final class Arc implements Policy {
  private static final int T1 = 1;
  private static final int T2 = 2;
  private static final int B1 = 3;
  private static final int B2 = 4;

  private final int capacity;
  private final KeyQueues queues;
  private int targetOfT1;

  /** An empty cache. */
  public Arc(int capacity, int uniqueKeys) {
    this.capacity = capacity;
    this.queues = new KeyQueues(4, uniqueKeys);
  }

  @Override
  public boolean access(long key) {
    int k = (int) key;
    int queue = queues.queueOf(k);
    switch (queue) {
      case T1, T2 -> queues.move(T2, k);
      case B1 -> {
        int step = Math.max(1, queues.size(B2) / queues.size(B1));
        targetOfT1 = Math.min(capacity, targetOfT1 + step);
        replace(false);
        queues.move(T2, k);
      }
      case B2 -> {
        int step = Math.max(1, queues.size(B1) / queues.size(B2));
        targetOfT1 = Math.max(0, targetOfT1 - step);
        replace(true);
        queues.move(T2, k);
      }
      default -> insert(k);
    }
    return queue == T1 || queue == T2;
  }

  private void insert(int key) {
    int recent = queues.size(T1) + queues.size(B1);
    if (recent == capacity) {
      if (queues.size(T1) < capacity) {
        queues.poll(B1);
        replace(false);
      } else {
        queues.poll(T1);
      }
    } else {
      int all = recent + queues.size(T2) + queues.size(B2);
      if (all >= capacity) {
        if (all == 2 * capacity) {
          queues.poll(B2);
        }
        replace(false);
      }
    }
    queues.append(T1, key);
  }

  private void replace(boolean foundInB2) {
    int t1 = queues.size(T1);
    if (t1 + queues.size(T2) < capacity) {
      return;
    }
    if (t1 > 0 && (t1 > targetOfT1 || (foundInB2 && t1 == targetOfT1))) {
      queues.append(B1, queues.poll(T1));
    } else {
      queues.append(B2, queues.poll(T2));
    }
  }
}
