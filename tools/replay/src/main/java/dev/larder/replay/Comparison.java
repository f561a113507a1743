package dev.larder.replay;

import dev.larder.replay.curve.Curves;
import dev.larder.replay.log.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/**
 * All contestants at all sizes over one trace, as many at a time as there are processors: each is a cache of its own, used by one
 * thread, so that the hit ratios do not depend on how many run.
 *
 * @param repeats runs, with different seeds, of those that depend on chance; the mean counts
 */
record Comparison(
    Trace trace, List<Integer> sizes, List<Contestant> contestants, int seed, int repeats) {
  /** How many requests all runs have together. */
  long requests() {
    long runs = contestants.stream().mapToLong(this::runs).sum();
    return runs * sizes.size() * trace.length();
  }

  private int runs(Contestant contestant) {
    return contestant.varies() ? repeats : 1;
  }

  /** {@code progress} is called by several threads, each telling how many more requests were sent. */
  Curves run(LongConsumer progress) {
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<List<Future<Double>>> ratios = contestants.stream()
          .map(contestant -> sizes.stream()
              .map(size -> threads.submit(() -> hitRatio(contestant, size, progress)))
              .toList())
          .toList();
      List<Curves.Curve> curves = new ArrayList<>();
      for (int i = 0; i < contestants.size(); i++) {
        curves.add(new Curves.Curve(
            contestants.get(i).name(),
            ratios.get(i).stream().map(Comparison::await).toList()));
      }
      return new Curves(trace.name(), trace.length(), trace.uniqueKeys(), sizes, curves);
    } finally {
      threads.shutdownNow();
    }
  }

  private double hitRatio(Contestant contestant, int size, LongConsumer progress) {
    // Beyond all keys a cache is not better, only larger: some policies allocate by their size.
    int capacity = (int) Math.min(size, 2L * trace.uniqueKeys() + 16);
    double sum = 0;
    for (int run = 0; run < runs(contestant); run++) {
      sum += Replay.run(trace, contestant, capacity, seed + run, progress).hitRatio();
    }
    return sum / runs(contestant);
  }

  private static double await(Future<Double> ratio) {
    try {
      return ratio.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a replay failed: " + e.getCause(), e.getCause());
    }
  }
}
