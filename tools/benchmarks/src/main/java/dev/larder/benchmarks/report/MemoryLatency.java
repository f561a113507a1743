package dev.larder.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How slow memory is just now. On a shared machine neighbours take the last-level cache and the memory's bandwidth without taking CPU
 * time, and every hit in a cache is a chain of reads from there: between two forks it may become several times as long.
 */
public final class MemoryLatency {
  /** Four megabytes: too large for the caches that a core has for itself. */
  private static final int CELLS = 1 << 20;

  private static final int READS = 1 << 18;

  /** One circle through all cells, in random order. */
  private final int[] next = new int[CELLS];

  private final List<Double> nanos = new ArrayList<>();
  private int at;

  /** Makes the circle: some hundred milliseconds. */
  public MemoryLatency() {
    List<Integer> order = new ArrayList<>(IntStream.range(0, CELLS).boxed().toList());
    Collections.shuffle(order, new Random(1));
    for (int i = 0; i < CELLS; i++) {
      next[order.get(i)] = order.get((i + 1) % CELLS);
    }
    read(); // for the JIT
  }

  /** Takes one sample: some ten milliseconds. */
  public void sample() {
    nanos.add(read());
  }

  private double read() {
    long start = System.nanoTime();
    int cell = at;
    for (int i = 0; i < READS; i++) {
      cell = next[cell];
    }
    at = cell;
    return (double) (System.nanoTime() - start) / READS;
  }

  /** Nanoseconds of a read that has to wait for the one before. */
  public Spread spread() {
    return Spread.of(nanos.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
