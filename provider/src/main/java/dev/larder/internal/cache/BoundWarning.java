package dev.larder.internal.cache;

import dev.larder.internal.core.HitCurve;
import dev.larder.internal.core.Shadow;
import dev.larder.internal.core.StripedTable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says once that a cache whose bound nobody chose would have many more hits with a larger one. */
final class BoundWarning implements Runnable {
  private static final System.Logger LOG = System.getLogger("dev.larder.advice");

  /** Hit ratio, 0 to 1. */
  private static final double MUCH = 0.05;

  /** Of fewer requests in the sample nothing can be told. */
  private static final long ENOUGH = 10_000;

  private final String cacheName;
  private final StripedTable<?, ?> table;
  private final Shadow shadow;
  private final long bound;
  private boolean said;
  private long lookAgainAt = ENOUGH;

  BoundWarning(String cacheName, StripedTable<?, ?> table, Shadow shadow) {
    this.cacheName = cacheName;
    this.table = table;
    this.shadow = shadow;
    this.bound = table.maximum();
  }

  @Override
  public void run() {
    if (!said && table.maximum() == bound && table.evictions() > 0) {
      HitCurve curve = shadow.curve();
      if (curve.sampled() >= lookAgainAt) {
        lookAgainAt = 2 * curve.sampled();
        HitCurve.@Nullable Point better = firstMuchBetter(curve);
        if (better != null) {
          said = true;
          LOG.log(System.Logger.Level.WARNING, message(curve, better));
        }
      }
    }
  }

  private static HitCurve.@Nullable Point firstMuchBetter(HitCurve curve) {
    return curve.points().stream()
        .filter(point -> point.hitRatio() - curve.hitRatio() >= MUCH)
        .findFirst()
        .orElse(null);
  }

  private String message(HitCurve curve, HitCurve.Point better) {
    return String.format(
        Locale.ROOT,
        "nobody gave cache \"%s\" a bound, so it has the built-in one of %,d entries; it evicts, and %.1f %% of its reads hit."
            + " With maximum-size = %d about %.1f %% would. Set larder.caches.\"%s\".maximum-size, be it to %d to be asked no more",
        cacheName,
        bound,
        100 * curve.hitRatio(),
        Math.round(better.scale() * bound),
        100 * better.hitRatio(),
        cacheName,
        bound);
  }
}
