package dev.larder.replay.policy;

/**
 * A window in order of recency, then a main space that admits by frequency. Einziger, Friedman, Manes: TinyLFU, ACM Transactions
 * on Storage 13(4), 2017. The window keeps its size.
 */
public final class WTinyLfu implements Policy {
  private static final int WINDOW = 1;
  private static final int PROBATION = 2;
  private static final int PROTECTED = 3;

  private final int capacity;
  private final int mostWindow;
  private final int mostProtected;
  private final KeyQueues queues;
  private final CountMin sketch;

  /** An empty cache whose window takes {@code windowShare} per cent. */
  public WTinyLfu(int capacity, int uniqueKeys, int windowShare) {
    this.capacity = capacity;
    this.mostWindow = Math.max(1, (int) ((long) capacity * windowShare / 100));
    this.mostProtected = (int) (0.8 * (capacity - mostWindow));
    this.queues = new KeyQueues(3, uniqueKeys);
    this.sketch = new CountMin(capacity);
  }

  @Override
  public boolean access(long key) {
    int k = (int) key;
    sketch.increment(k);
    int queue = queues.queueOf(k);
    switch (queue) {
      case WINDOW, PROTECTED -> queues.move(queue, k);
      case PROBATION -> {
        queues.move(PROTECTED, k);
        if (queues.size(PROTECTED) > mostProtected) {
          queues.append(PROBATION, queues.poll(PROTECTED));
        }
      }
      default -> insert(k);
    }
    return queue != 0;
  }

  private void insert(int key) {
    queues.append(WINDOW, key);
    if (queues.size(WINDOW) > mostWindow) {
      int candidate = queues.poll(WINDOW);
      int main = queues.size(PROBATION) + queues.size(PROTECTED);
      if (main < capacity - mostWindow) {
        queues.append(PROBATION, candidate);
      } else if (main > 0) {
        int queue = queues.size(PROBATION) > 0 ? PROBATION : PROTECTED;
        if (sketch.frequency(candidate) > sketch.frequency(queues.head(queue))) {
          queues.poll(queue);
          queues.append(PROBATION, candidate);
        }
      }
    }
  }
}
