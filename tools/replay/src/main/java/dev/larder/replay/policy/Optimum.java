package dev.larder.replay.policy;

import dev.larder.replay.log.Trace;
import java.util.Arrays;

/**
 * The key whose next request is farthest away leaves, which may be the one that just came: nothing can do better. Knows the
 * future, so it is no policy but a limit. L. A. Belady: A study of replacement algorithms for a virtual-storage computer, IBM
 * Systems Journal 5(2), 1966.
 */
public final class Optimum implements Policy {
  private final Trace trace;
  private final int capacity;
  private final int[] nextRequests;
  private final boolean[] resident;

  /*
   * A heap with the greatest on top, of the requests to come of the resident keys. A key that is requested leaves its former
   * entry behind; that is now in the past, so it never comes to the top while there is another.
   */
  private int[] heap = new int[1024];
  private int heapSize;
  private int size;
  private int request;

  /** An empty cache that will be asked for just this trace. */
  public Optimum(int capacity, Trace trace) {
    this.trace = trace;
    this.capacity = capacity;
    this.resident = new boolean[trace.uniqueKeys()];
    this.nextRequests = new int[trace.length()];
    int[] later = new int[trace.uniqueKeys()];
    // No further request: beyond the end, and different for each key.
    Arrays.setAll(later, key -> trace.length() + key);
    for (int i = trace.length() - 1; i >= 0; i--) {
      nextRequests[i] = later[trace.keyAt(i)];
      later[trace.keyAt(i)] = i;
    }
  }

  @Override
  public boolean access(long key) {
    int k = (int) key;
    boolean hit = resident[k];
    resident[k] = true;
    push(nextRequests[request++]);
    if (!hit && size++ == capacity) {
      int farthest = pop();
      resident[farthest < trace.length() ? trace.keyAt(farthest) : farthest - trace.length()] =
          false;
      size--;
    }
    return hit;
  }

  private void push(int value) {
    if (heapSize == heap.length) {
      heap = Arrays.copyOf(heap, 2 * heapSize);
    }
    int hole = heapSize++;
    while (hole > 0 && heap[(hole - 1) / 2] < value) {
      heap[hole] = heap[(hole - 1) / 2];
      hole = (hole - 1) / 2;
    }
    heap[hole] = value;
  }

  private int pop() {
    int top = heap[0];
    int value = heap[--heapSize];
    int hole = 0;
    for (int child = 1; child < heapSize; child = 2 * hole + 1) {
      if (child + 1 < heapSize && heap[child + 1] > heap[child]) {
        child++;
      }
      if (heap[child] <= value) {
        break;
      }
      heap[hole] = heap[child];
      hole = child;
    }
    heap[hole] = value;
    return top;
  }
}
