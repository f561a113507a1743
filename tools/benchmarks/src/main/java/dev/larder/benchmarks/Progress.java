package dev.larder.benchmarks;

import dev.larder.benchmarks.report.Sample;
import java.util.Locale;

/** Tells which fork of how many was measured, and how long the rest may take. */
final class Progress {
  private final int forks;
  private long startNanos = System.nanoTime();
  private int done;

  Progress(int forks) {
    this.forks = forks;
  }

  void start() {
    startNanos = System.nanoTime();
  }

  void tell(Sample sample) {
    tell(String.format(
        Locale.ROOT,
        "round %d, %s, %s: %.3g ops/µs, CPU %.3g ns/op, %.1f B/op",
        sample.round(),
        sample.row(),
        sample.subject().title(),
        sample.operationsPerMicro(),
        sample.cpuNanos(),
        sample.allocatedBytes()));
  }

  void tell(String measured) {
    done++;
    double minutesSoFar = (System.nanoTime() - startNanos) / 60e9;
    System.out.printf(
        Locale.ROOT,
        "[%d/%d, %.1f min left] %s%n",
        done,
        forks,
        minutesSoFar / done * (forks - done),
        measured);
  }
}
