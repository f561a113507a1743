package dev.larder.internal.core;

import java.util.ArrayList;
import java.util.List;

/**
 * Hit ratios by size.
 *
 * @param points in order of size; empty when too little is known
 * @param hitRatio what the cache has, 0 to 1, by all of its requests
 * @param sampled requests that were played at the cache's own size
 */
public record HitCurve(List<Point> points, double hitRatio, long sampled) {
  /**
   * One size.
   *
   * @param scale how many times the cache's own
   * @param hitRatio 0 to 1
   */
  public record Point(double scale, double hitRatio) {}

  /** Nothing is known. */
  public static final HitCurve UNKNOWN = new HitCurve(List.of(), 0, 0);

  /** The factor that puts the cache's own size right counts with this exponent at half or twice the size. */
  private static final double CARRY = 0.5;

  /*
   * What a miniature has is set against what the cache itself had of the very same keys, so that a sample that lacks the most wanted key
   * of all does not matter: for a smaller size the hits are in that proportion to the cache's, for a larger one the misses. By how
   * much the miniature of the cache's own size is wrong is known; its neighbours will be wrong alike, in the same proportion: where
   * all fits nothing is put right. The last step makes sure that a larger size never seems to have fewer hits.
   */
  static HitCurve of(List<Miniature.Count> counts, double hitRatio) {
    double[] ratios = new double[counts.size()];
    int own = -1;
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = inProportion(counts.get(i), hitRatio);
      own = counts.get(i).scale() == 1 ? i : own;
    }
    if (own < 0) {
      return UNKNOWN;
    }
    double hits = factor(hitRatio, ratios[own]);
    double misses = factor(1 - hitRatio, 1 - ratios[own]);
    for (int i = 0; i < ratios.length; i++) {
      double weight = Math.pow(CARRY, Math.abs(i - own));
      double corrected = i < own
          ? ratios[i] * Math.pow(hits, weight)
          : 1 - (1 - ratios[i]) * Math.pow(misses, weight);
      ratios[i] = Math.max(0, Math.min(1, corrected));
    }
    makeMonotonous(ratios);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < ratios.length; i++) {
      double bounded = i < own ? Math.min(ratios[i], hitRatio) : Math.max(ratios[i], hitRatio);
      points.add(new Point(counts.get(i).scale(), i == own ? hitRatio : bounded));
    }
    return new HitCurve(List.copyOf(points), hitRatio, counts.get(own).requests());
  }

  private static double factor(double real, double simulated) {
    return real <= 0 || simulated <= 0 ? 1 : real / simulated;
  }

  private static double inProportion(Miniature.Count count, double hitRatio) {
    double mini = (double) count.hits() / count.requests();
    double cache = (double) count.cacheHits() / count.requests();
    if (mini == cache) {
      return hitRatio;
    }
    return mini < cache ? hitRatio * mini / cache : 1 - (1 - hitRatio) * (1 - mini) / (1 - cache);
  }

  /** Those that fall get the mean of what they fall from and to ("pool adjacent violators"). */
  private static void makeMonotonous(double[] ratios) {
    for (int i = 1; i < ratios.length; i++) {
      int from = i;
      double sum = ratios[i];
      while (from > 0 && ratios[from - 1] > sum / (i - from + 1)) {
        from--;
        sum += ratios[from];
      }
      for (int j = from; j <= i; j++) {
        ratios[j] = sum / (i - from + 1);
      }
    }
  }

  /** The hit ratio at a size between the first and the last, by straight lines over the logarithm of the size. */
  public double at(double scale) {
    Point before = points.get(0);
    for (Point point : points) {
      if (point.scale >= scale) {
        return point.scale == before.scale ? point.hitRatio : between(before, point, scale);
      }
      before = point;
    }
    return before.hitRatio;
  }

  private static double between(Point a, Point b, double scale) {
    double way = Math.log(scale / a.scale) / Math.log(b.scale / a.scale);
    return a.hitRatio + way * (b.hitRatio - a.hitRatio);
  }

  /** The smallest size that has this hit ratio, or the largest that is known of. */
  public double scaleOf(double wanted) {
    Point before = points.get(0);
    for (Point point : points) {
      if (point.hitRatio >= wanted) {
        return point.hitRatio == before.hitRatio
            ? point.scale
            : before.scale
                * Math.pow(
                    point.scale / before.scale,
                    (wanted - before.hitRatio) / (point.hitRatio - before.hitRatio));
      }
      before = point;
    }
    return before.scale;
  }
}
