package dev.larder.replay.policy;

import java.util.ArrayDeque;
import java.util.TreeMap;

/**
 * The key with the fewest hits since it came leaves; among equals, the one that has been equal for longest. Hits are forgotten
 * when a key leaves.
 */
public final class Lfu implements Policy {
  private record Visit(int key, int serial) {}

  private final int capacity;
  private final int[] counts;
  private final int[] serials;
  private final TreeMap<Integer, ArrayDeque<Visit>> byCount = new TreeMap<>();
  private int serial;
  private int size;

  /** An empty cache. */
  public Lfu(int capacity, int uniqueKeys) {
    this.capacity = capacity;
    this.counts = new int[uniqueKeys];
    this.serials = new int[uniqueKeys];
  }

  @Override
  public boolean access(long key) {
    int k = (int) key;
    boolean hit = counts[k] != 0;
    if (!hit && size++ == capacity) {
      evict();
    }
    counts[k]++;
    serials[k] = ++serial;
    // The key's former visit stays where it is, stale, until an eviction comes across it.
    byCount.computeIfAbsent(counts[k], c -> new ArrayDeque<>()).add(new Visit(k, serial));
    return hit;
  }

  private void evict() {
    size--;
    while (true) {
      ArrayDeque<Visit> least = byCount.firstEntry().getValue();
      Visit first = least.poll();
      if (first == null) {
        byCount.pollFirstEntry();
      } else if (serials[first.key] == first.serial) {
        counts[first.key] = 0;
        serials[first.key] = 0;
        return;
      }
    }
  }
}
