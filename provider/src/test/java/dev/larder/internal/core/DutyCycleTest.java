package dev.larder.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DutyCycleTest {
  private static final int TURNOVER = 100;

  private DutyCycle duty = new DutyCycle(1);

  @Test
  void restsOnceNothingWasBetterForSixteenTurnovers() {
    watch(15, 50);
    assertThat(duty.rests()).isFalse();
    watch(1, 50);
    assertThat(duty.rests()).isTrue();
  }

  @Test
  void onceSomethingWasBetterTheTimeBeginsAnew() {
    watch(15, 50);
    duty.watched(TURNOVER / 4, TURNOVER / 8, TURNOVER, false);
    watch(15, 50);
    assertThat(duty.rests()).isFalse();
    watch(1, 50);
    assertThat(duty.rests()).isTrue();
  }

  @Test
  void goesOnWatchingWhileSomethingIsBetter() {
    for (int turnover = 0; turnover < 1000; turnover++) {
      duty.watched(TURNOVER, 50, TURNOVER, false);
      assertThat(duty.rests()).isFalse();
    }
  }

  @Test
  void eachRestIsTwiceAsLongUpToALimit() {
    for (int rest : new int[] {8, 16, 32, 64, 128, 256, 512, 1024, 1024}) {
      watch(16, 50);
      assertThat(turnoversUntilItWakes(50)).isEqualTo(rest);
    }
  }

  @Test
  void aSmallSampleRestsShorter() {
    duty = new DutyCycle(0.125);
    for (int rest : new int[] {8, 16, 32, 64, 128, 128}) {
      watch(16, 50);
      assertThat(turnoversUntilItWakes(50)).isEqualTo(rest);
    }
  }

  @Test
  void aVerySmallSampleNeverRests() {
    duty = new DutyCycle(1 / 64.0 - 1e-9);
    watch(1000, 50);
    assertThat(duty.rests()).isFalse();
  }

  @Test
  void wakesAfterATurnoverWithAnotherHitRatio() {
    for (int hits : new int[] {44, 56}) {
      watch(16, 50);
      assertThat(turnoversUntilItWakes(hits)).isEqualTo(1);
    }
  }

  @Test
  void restsBrieflyAgainAfterItWasWoken() {
    watch(16, 50);
    turnoversUntilItWakes(50);
    watch(16, 50);
    turnoversUntilItWakes(0);
    watch(16, 50);
    assertThat(turnoversUntilItWakes(50)).isEqualTo(8);
  }

  @Test
  void staysAwakeWhileTheHitRatioChanges() {
    for (int i = 0; i < 100; i++) {
      watch(10, 50);
      watch(10, 66);
    }
    assertThat(duty.rests()).isFalse();
    watch(6, 66); // the turnover that was another one counts for neither
    assertThat(duty.rests()).isFalse();
    watch(1, 66);
    assertThat(duty.rests()).isTrue();
  }

  @Test
  void sleepsThroughWhatItHasSeenBefore() {
    watch(8, 57);
    watch(8, 43);
    for (int i = 0; i < 4; i++) {
      duty.rested(TURNOVER, 61);
      assertThat(duty.rests()).isTrue();
      duty.rested(TURNOVER, 39);
    }
    watch(16, 50);
    assertThat(turnoversUntilItWakes(50)).isEqualTo(16); // as after a rest that nobody ended early
  }

  @Test
  void wakesWhenWhatWasRareBeforeIsUsual() {
    for (int cycle = 0; cycle < 3; cycle++) {
      watch(15, 50);
      watch(1, 60);
      turnoversUntilItWakes(50);
    }
    watch(15, 50);
    watch(1, 60);
    assertThat(turnoversUntilItWakes(60)).isEqualTo(16);
  }

  @Test
  void anotherChoiceIsWatchedFromTheStart() {
    watch(16, 50);
    turnoversUntilItWakes(50);
    watch(15, 50);
    duty.startAgain();
    watch(15, 50);
    assertThat(duty.rests()).isFalse();
    watch(1, 50);
    assertThat(turnoversUntilItWakes(50)).isEqualTo(8);
  }

  private void watch(int turnovers, int hits) {
    for (int i = 0; i < turnovers; i++) {
      duty.watched(TURNOVER, hits, TURNOVER, true);
    }
  }

  private int turnoversUntilItWakes(int hits) {
    assertThat(duty.rests()).isTrue();
    int turnovers = 0;
    while (duty.rests()) {
      duty.rested(TURNOVER, hits);
      turnovers++;
    }
    return turnovers;
  }
}
