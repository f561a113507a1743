package dev.larder.replay.policy;

/**
 * One queue in order of arrival, and a hand that moves on past keys that were hit. Zhang et al.: SIEVE is Simpler than LRU, NSDI
 * 2024.
 */
public final class Sieve implements Policy {
  private static final int QUEUE = 1;

  private final int capacity;
  private final KeyQueues queues;
  private final boolean[] visited;
  private int hand = KeyQueues.NONE;

  /** An empty cache. */
  public Sieve(int capacity, int uniqueKeys) {
    this.capacity = capacity;
    this.queues = new KeyQueues(1, uniqueKeys);
    this.visited = new boolean[uniqueKeys];
  }

  @Override
  public boolean access(long key) {
    int k = (int) key;
    if (queues.queueOf(k) != 0) {
      visited[k] = true;
      return true;
    }
    if (queues.size(QUEUE) == capacity) {
      evict();
    }
    queues.append(QUEUE, k);
    return false;
  }

  private void evict() {
    int key = atOrFirst(hand);
    while (visited[key]) {
      visited[key] = false;
      key = atOrFirst(queues.next(key));
    }
    hand = queues.next(key);
    queues.remove(key);
  }

  private int atOrFirst(int key) {
    return key == KeyQueues.NONE ? queues.head(QUEUE) : key;
  }
}
