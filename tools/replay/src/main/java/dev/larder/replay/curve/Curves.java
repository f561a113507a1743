package dev.larder.replay.curve;

import java.util.Comparator;
import java.util.List;

/**
 * What policies make of one trace at some cache sizes.
 *
 * @param source what was replayed, for the title
 * @param keys how many different keys were asked for
 * @param sizes in entries, ascending
 */
public record Curves(
    String source, long requests, int keys, List<Integer> sizes, List<Curve> curves) {
  /** Sorts the curves: the best mean first. */
  public Curves {
    curves = curves.stream()
        .sorted(Comparator.comparingDouble(Curve::mean).reversed())
        .toList();
  }

  /**
   * One policy.
   *
   * @param hitRatios in per cent, one a size
   */
  public record Curve(String policy, List<Double> hitRatios) {
    double mean() {
      return hitRatios.stream().mapToDouble(r -> r).average().orElse(0);
    }
  }
}
