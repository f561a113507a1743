package dev.larder.console;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/** How long the loads of one cache took, since the console knows it. {@link #note} is for any thread; the rest takes a lock. */
final class LoadTimes {
  private static final int DIGITS = 2;
  private static final long LONGEST_MICROS = 3_600_000_000L;

  private final Recorder recorder = new Recorder(DIGITS);
  private final Histogram all = new Histogram(DIGITS);
  private @Nullable Histogram recycled;

  /**
   * In microseconds.
   *
   * @param count how many loads there were
   */
  record Summary(long count, long p50, long p90, long p99, long p999, long max) {
    private static Summary of(Histogram times) {
      return new Summary(
          times.getTotalCount(),
          times.getValueAtPercentile(50),
          times.getValueAtPercentile(90),
          times.getValueAtPercentile(99),
          times.getValueAtPercentile(99.9),
          times.getMaxValue());
    }
  }

  /** A load took so long. Takes no lock. */
  void note(long nanos) {
    recorder.recordValue(Math.max(0, Math.min(LONGEST_MICROS, nanos / 1_000)));
  }

  /** Those since the last call of this. */
  synchronized Summary latest() {
    Histogram interval = recorder.getIntervalHistogram(recycled);
    recycled = interval;
    all.add(interval);
    return Summary.of(interval);
  }

  /** All, up to the last call of {@link #latest}. */
  synchronized Summary all() {
    return Summary.of(all);
  }
}
