package dev.larder.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HitCurveTest {
  private final HitCurve curve = new HitCurve();

  @Test
  void aWindowCountsItsOwnLookupsAndTheWholeCountsAll() {
    curve.endWindow(10, 0, 50);
    curve.endWindow(20, 75, 150);
    assertThat(curve.sales()).containsExactly(10, 20);
    assertThat(curve.ratios()).containsExactly(0.0, 0.75);
    assertThat(curve.overall()).isEqualTo(0.5);
  }

  @Test
  void withoutLookupsThereIsNoRatio() {
    curve.endWindow(10, 0, 0);
    assertThat(curve.overall()).isNaN();
  }
}
