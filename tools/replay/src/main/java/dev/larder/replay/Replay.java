package dev.larder.replay;

import dev.larder.replay.log.Trace;
import dev.larder.replay.policy.Policy;
import java.util.function.LongConsumer;

/** One run of one policy over one trace. */
public final class Replay {
  private static final int STEP = 1 << 16;

  private Replay() {}

  /** What came of it. */
  public record Result(long requests, long hits, long nanos) {
    /** In per cent. */
    public double hitRatio() {
      return requests == 0 ? 0 : 100.0 * hits / requests;
    }
  }

  /** Runs a contestant through an empty cache of its own, and closes that. */
  static Result run(
      Trace trace, Contestant contestant, int capacity, int seed, LongConsumer progress) {
    Policy policy = contestant.maker().make(trace, capacity, seed);
    try {
      return run(trace, policy, progress);
    } finally {
      policy.close();
    }
  }

  /** Sends every request, in order, on this thread. {@code progress} is told every so often how many more were sent. */
  public static Result run(Trace trace, Policy policy, LongConsumer progress) {
    long start = System.nanoTime();
    long hits = 0;
    int length = trace.length();
    for (int from = 0; from < length; from += STEP) {
      int to = Math.min(length, from + STEP);
      for (int i = from; i < to; i++) {
        if (policy.access(trace.keyAt(i))) {
          hits++;
        }
      }
      progress.accept(to - from);
    }
    return new Result(length, hits, System.nanoTime() - start);
  }
}
