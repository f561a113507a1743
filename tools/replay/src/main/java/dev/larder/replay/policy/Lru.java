package dev.larder.replay.policy;

/** The least recently used key leaves; as {@link #fifo}, the one that came first. */
public final class Lru implements Policy {
  private static final int QUEUE = 1;

  private final int capacity;
  private final boolean reorders;
  private final KeyQueues queues;

  /** An empty cache. */
  public Lru(int capacity, int uniqueKeys) {
    this(capacity, uniqueKeys, true);
  }

  private Lru(int capacity, int uniqueKeys, boolean reorders) {
    this.capacity = capacity;
    this.reorders = reorders;
    this.queues = new KeyQueues(1, uniqueKeys);
  }

  /** First in, first out. */
  public static Lru fifo(int capacity, int uniqueKeys) {
    return new Lru(capacity, uniqueKeys, false);
  }

  @Override
  public boolean access(long key) {
    int k = (int) key;
    boolean hit = queues.queueOf(k) != 0;
    if (!hit && queues.size(QUEUE) == capacity) {
      queues.poll(QUEUE);
    }
    if (!hit || reorders) {
      queues.move(QUEUE, k);
    }
    return hit;
  }
}
