package dev.larder.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SoonestDeadlineTest {
  private final SoonestDeadline soonest = new SoonestDeadline();

  @Test
  void nothingIsDueBeforeTheEarliestDeadline() {
    assertThat(soonest.isDue(Lifetime.NEVER - 1)).isFalse();
    soonest.expect(20);
    soonest.expect(10);
    soonest.expect(30);
    assertThat(soonest.isDue(9)).isFalse();
    assertThat(soonest.isDue(10)).isTrue();
  }

  @Test
  void whileASweepIsUnderWayTheOldOneHolds() {
    soonest.expect(10);
    int number = soonest.beginSweep();
    assertThat(soonest.isDue(10)).isTrue();
    soonest.expect(30);
    soonest.endSweep(number);
    assertThat(soonest.isDue(29)).isFalse();
    assertThat(soonest.isDue(30)).isTrue();
  }

  @Test
  void whatIsStoredBehindASweepCountsAfterIt() {
    soonest.expect(10);
    int number = soonest.beginSweep();
    soonest.expect(40);
    soonest.expect(20);
    soonest.endSweep(number);
    assertThat(soonest.isDue(20)).isTrue();
    assertThat(soonest.isAfter(20)).isFalse();
  }

  /** The second has made the first one's findings void. */
  @Test
  void ofTwoSweepsAtOnceTheLaterOneCounts() {
    soonest.expect(10);
    int first = soonest.beginSweep();
    soonest.expect(20);
    int second = soonest.beginSweep();
    soonest.expect(30);
    soonest.endSweep(first);
    assertThat(soonest.isDue(10)).isTrue();
    soonest.expect(20);
    soonest.endSweep(second);
    assertThat(soonest.isDue(19)).isFalse();
    assertThat(soonest.isDue(20)).isTrue();
  }

  @Test
  void aSweepThatWasOvertakenByAClearLeavesNoTrace() {
    soonest.expect(10);
    int number = soonest.beginSweep();
    soonest.expect(20);
    soonest.forget();
    soonest.endSweep(number);
    assertThat(soonest.isDue(Lifetime.NEVER - 1)).isFalse();
    soonest.expect(50);
    assertThat(soonest.isDue(50)).isTrue();
  }

  @Test
  void aSweepThatWasOvertakenByAClearAndAnotherSweepLeavesNoTrace() {
    int overtaken = soonest.beginSweep();
    soonest.forget();
    soonest.expect(10);
    int number = soonest.beginSweep();
    soonest.endSweep(overtaken);
    assertThat(soonest.isDue(10)).isTrue();
    soonest.endSweep(number);
    assertThat(soonest.isDue(10)).isFalse();
  }
}
