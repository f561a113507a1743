package dev.larder.benchmarks.report;

import java.util.Arrays;
import java.util.Locale;

/** The median of some figures, and how far they lie apart. All NaN when there are none. */
public record Spread(double min, double median, double max) {
  public static Spread of(double... figures) {
    double[] sorted = Arrays.stream(figures).filter(Double::isFinite).sorted().toArray();
    int number = sorted.length;
    if (number == 0) {
      return new Spread(Double.NaN, Double.NaN, Double.NaN);
    }
    double median = (sorted[(number - 1) / 2] + sorted[number / 2]) / 2;
    return new Spread(sorted[0], median, sorted[number - 1]);
  }

  public boolean isEmpty() {
    return Double.isNaN(median);
  }

  /** Three significant digits of the median; "–" when there is none. */
  public String middle() {
    return isEmpty() ? "–" : format(median);
  }

  /** The median and what it lies between. */
  public String full() {
    return isEmpty() ? "–" : format(median) + " (" + format(min) + "..." + format(max) + ")";
  }

  static String format(double figure) {
    double size = Math.abs(figure);
    int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", figure);
  }
}
