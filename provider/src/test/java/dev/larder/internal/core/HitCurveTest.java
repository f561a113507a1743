package dev.larder.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class HitCurveTest {
  private static Miniature.Count count(double scale, long hits, long cacheHits) {
    return new Miniature.Count(scale, 1_000, hits, cacheHits);
  }

  @Test
  void atItsOwnSizeItIsWhatTheCacheHas() {
    HitCurve curve =
        HitCurve.of(List.of(count(0.5, 300, 500), count(1, 480, 500), count(2, 700, 500)), 0.6);
    assertThat(curve.at(1)).isEqualTo(0.6);
    assertThat(curve.sampled()).isEqualTo(1_000);
  }

  @Test
  void aSampleThatLacksTheMostWantedKeyIsPutRight() {
    HitCurve curve =
        HitCurve.of(List.of(count(0.5, 100, 200), count(1, 200, 200), count(2, 600, 200)), 0.8);
    assertThat(curve.at(0.5)).isCloseTo(0.4, within(1e-9));
    assertThat(curve.at(2)).isCloseTo(0.9, within(1e-9));
  }

  @Test
  void theNeighboursOfASizeThatIsWrongAreWrongInProportion() {
    // At its own size the cache has three quarters of the miniature's hits, and twice its misses.
    HitCurve curve = HitCurve.of(
        List.of(
            count(0.25, 100, 600), count(1, 800, 600), count(2, 910, 600), count(4, 1_000, 600)),
        0.6);
    assertThat(curve.at(0.25)).isCloseTo(0.1 * Math.sqrt(0.75), within(1e-9));
    assertThat(curve.at(2)).isCloseTo(1 - 0.09 * Math.sqrt(2), within(1e-9));
    assertThat(curve.at(4)).isEqualTo(1); // all fits
  }

  @Test
  void aSampleOfNothingButHitsOrMissesHasNoProportion() {
    HitCurve hits = HitCurve.of(List.of(count(0.5, 900, 970), count(1, 1_000, 970)), 0.97);
    assertThat(hits.at(0.5)).isBetween(0.88, 0.97);
    HitCurve misses = HitCurve.of(List.of(count(1, 0, 30), count(2, 500, 30)), 0.03);
    assertThat(misses.at(2)).isBetween(0.48, 0.52);
    HitCurve none = HitCurve.of(List.of(count(0.5, 0, 0), count(1, 0, 0), count(2, 0, 0)), 0);
    assertThat(none.points()).extracting(HitCurve.Point::hitRatio).containsOnly(0.0);
  }

  @Test
  void aLargerSizeNeverHasFewerHits() {
    HitCurve curve = HitCurve.of(
        List.of(count(0.5, 550, 500), count(1, 500, 500), count(2, 450, 500), count(4, 700, 500)),
        0.5);
    assertThat(curve.points())
        .extracting(HitCurve.Point::hitRatio)
        .isSorted()
        .allSatisfy(ratio -> assertThat(ratio).isBetween(0.0, 1.0));
  }

  @Test
  void sizesThatSeemToHaveFewerHitsGetTheMeanOfWhatTheyFallFromAndTo() {
    HitCurve fallsOnce = HitCurve.of(
        List.of(count(1, 500, 500), count(2, 700, 500), count(4, 600, 500), count(8, 900, 500)),
        0.5);
    assertThat(fallsOnce.at(2)).isCloseTo(0.65, within(1e-9));
    assertThat(fallsOnce.at(4)).isCloseTo(0.65, within(1e-9));
    assertThat(fallsOnce.at(8)).isCloseTo(0.9, within(1e-9));
    HitCurve fallsTwice = HitCurve.of(
        List.of(count(1, 500, 500), count(2, 800, 500), count(4, 600, 500), count(8, 400, 500)),
        0.5);
    assertThat(fallsTwice.at(2)).isCloseTo(0.6, within(1e-9));
    assertThat(fallsTwice.at(4)).isCloseTo(0.6, within(1e-9));
    assertThat(fallsTwice.at(8)).isCloseTo(0.6, within(1e-9));
  }

  @Test
  void withoutItsOwnSizeNothingIsKnown() {
    assertThat(HitCurve.of(List.of(count(0.5, 500, 500)), 0.5)).isSameAs(HitCurve.UNKNOWN);
  }

  @Test
  void betweenTwoSizesItIsReadAlongTheLogarithm() {
    HitCurve curve = HitCurve.of(List.of(count(1, 500, 500), count(4, 700, 500)), 0.5);
    assertThat(curve.at(2)).isCloseTo(0.6, within(1e-9));
    assertThat(curve.scaleOf(0.6)).isCloseTo(2, within(1e-9));
    HitCurve smaller = HitCurve.of(List.of(count(0.25, 300, 500), count(1, 500, 500)), 0.5);
    assertThat(smaller.scaleOf(0.4)).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void beyondItsEndsItIsWhatItIsThere() {
    HitCurve curve = HitCurve.of(List.of(count(1, 500, 500), count(4, 700, 500)), 0.5);
    assertThat(curve.at(0.1)).isEqualTo(0.5);
    assertThat(curve.at(100)).isCloseTo(0.7, within(1e-9));
    assertThat(curve.scaleOf(0.99)).isEqualTo(4);
    assertThat(curve.scaleOf(0.1)).isEqualTo(1);
  }
}
