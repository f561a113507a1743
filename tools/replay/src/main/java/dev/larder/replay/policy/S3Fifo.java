package dev.larder.replay.policy;

/**
 * Three first-in-first-out queues: a small one that new keys must be hit in, the main one, and one of keys that are gone. Yang et
 * al.: FIFO queues are all you need for cache eviction, SOSP 2023.
 */
public final class S3Fifo implements Policy {
  private static final int SMALL = 1;
  private static final int MAIN = 2;
  private static final int GHOST = 3;
  private static final int MOST_HITS = 3;
  private static final int HITS_TO_MOVE = 2;

  private final int capacity;
  private final int mostSmall;
  private final int mostGhosts;
  private final KeyQueues queues;
  private final byte[] hits;

  /** An empty cache. */
  public S3Fifo(int capacity, int uniqueKeys) {
    this.capacity = capacity;
    this.mostSmall = Math.max(1, capacity / 10);
    this.mostGhosts = capacity - mostSmall;
    this.queues = new KeyQueues(3, uniqueKeys);
    this.hits = new byte[uniqueKeys];
  }

  @Override
  public boolean access(long key) {
    int k = (int) key;
    int queue = queues.queueOf(k);
    if (queue == SMALL || queue == MAIN) {
      hits[k] = (byte) Math.min(MOST_HITS, hits[k] + 1);
      return true;
    }
    if (queue == GHOST) {
      queues.remove(k);
    }
    while (queues.size(SMALL) + queues.size(MAIN) >= capacity) {
      evict();
    }
    queues.append(queue == GHOST ? MAIN : SMALL, k);
    hits[k] = 0;
    return false;
  }

  private void evict() {
    if (queues.size(SMALL) >= mostSmall || queues.size(MAIN) == 0) {
      evictFromSmall();
    } else {
      evictFromMain();
    }
  }

  private void evictFromSmall() {
    int key = queues.poll(SMALL);
    if (hits[key] >= HITS_TO_MOVE) {
      hits[key] = 0;
      queues.append(MAIN, key);
    } else {
      queues.append(GHOST, key);
      if (queues.size(GHOST) > mostGhosts) {
        queues.poll(GHOST);
      }
    }
  }

  private void evictFromMain() {
    for (int key = queues.poll(MAIN); hits[key] > 0; key = queues.poll(MAIN)) {
      hits[key]--;
      queues.append(MAIN, key);
    }
  }
}
