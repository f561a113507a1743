package dev.larder;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a cache's size is worth: had by {@link LarderCache#advice}.
 *
 * <pre>{@code
 * Advice advice = cache.unwrap(LarderCache.class).advice();
 * System.out.println(advice.sentence());
 * advice.curve().forEach(point -> System.out.println(point.maximumSize() + " " + point.hitRatio()));
 * }</pre>
 *
 * <p>Hit ratios, 0 to 1, are of what was asked for since statistics are on; what is more than an hour ago counts half, and less by the
 * hour. Sizes are in the unit of the cache's bound: entries, or weight with a weigher.
 *
 * @param cacheName the cache's
 * @param isKnown whether there is a curve; if not, {@code sentence} says why
 * @param maximumSize the bound there is; {@link Long#MAX_VALUE} for none
 * @param hitRatio what the cache has with it
 * @param curve what it would have with others, the smallest first: an eighth of its size to eight times as large, and its own. Empty
 *     when that is not known
 * @param sizeFor90Percent the size that has 90 % of the hits of the curve's largest; empty when the curve is
 * @param sizeFor95Percent the size that has 95 % of them
 * @param sizeFor99Percent the size that has 99 % of them
 * @param bytesSavedByHalving about how many bytes of heap would become free at half the size, with keys and values; empty when the curve is
 * @param sampledRequests how many requests this is drawn from
 * @param sentence what to do, in words; names no key
 */
public record Advice(
    String cacheName,
    boolean isKnown,
    long maximumSize,
    double hitRatio,
    List<Point> curve,
    OptionalLong sizeFor90Percent,
    OptionalLong sizeFor95Percent,
    OptionalLong sizeFor99Percent,
    OptionalLong bytesSavedByHalving,
    long sampledRequests,
    String sentence) {
  /** Keeps a copy of the list. */
  public Advice {
    curve = List.copyOf(curve);
  }

  /**
   * One size of the curve.
   *
   * @param maximumSize in the unit of the cache's bound
   * @param hitRatio what the cache would have, 0 to 1
   */
  public record Point(long maximumSize, double hitRatio) {}
}
