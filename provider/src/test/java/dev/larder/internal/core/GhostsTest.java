package dev.larder.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GhostsTest {
  private static final int ENTRIES = 1_000;

  private final Ghosts ghosts = new Ghosts();

  @BeforeEach
  void room() {
    ghosts.ensureCapacity(ENTRIES);
  }

  @Test
  void aKeyThatNeverLeftIsUnknown() {
    assertThat(ghosts.takeAge(42, 0)).isEqualTo(Ghosts.UNKNOWN);
  }

  @Test
  void aGhostKnowsWhenItsKeyWasLastUsedRoundedUp() {
    ghosts.record(42, 100, 150);
    assertThat(ghosts.takeAge(42, 200)).isBetween(100, 115);
  }

  @Test
  void aGhostIsTakenOnce() {
    ghosts.record(42, 0, 0);
    ghosts.takeAge(42, 0);
    assertThat(ghosts.takeAge(42, 0)).isEqualTo(Ghosts.UNKNOWN);
  }

  @Test
  void theTimeMayWrap() {
    ghosts.record(42, Integer.MAX_VALUE, Integer.MAX_VALUE);
    assertThat(ghosts.takeAge(42, Integer.MIN_VALUE + 15)).isBetween(16, 31);
  }

  @Test
  void whatWasUsedLongestAgoMakesRoomForANewGhost() {
    Ghosts four = new Ghosts();
    four.ensureCapacity(1);
    int now = 200;
    int[] times = {80, 8, 160, 120};
    for (int key = 0; key < times.length; key++) {
      four.record(key, times[key], now);
    }
    four.record(4, now, now);
    assertThat(four.takeAge(1, now)).isEqualTo(Ghosts.UNKNOWN);
    for (int key : new int[] {0, 2, 3, 4}) {
      assertThat(four.takeAge(key, now)).as("key %s", key).isNotEqualTo(Ghosts.UNKNOWN);
    }
  }

  @Test
  void moreRoomForgetsAllAndLessIsNoReasonTo() {
    ghosts.record(42, 100, 100);
    ghosts.ensureCapacity(ENTRIES / 2);
    ghosts.ensureCapacity(ENTRIES);
    assertThat(ghosts.takeAge(42, 100)).isNotEqualTo(Ghosts.UNKNOWN);
    ghosts.record(42, 100, 100);
    ghosts.ensureCapacity(4 * ENTRIES);
    assertThat(ghosts.takeAge(42, 100)).isEqualTo(Ghosts.UNKNOWN);
  }

  @Test
  void mostOfAsManyKeysAsThereAreEntriesAreRemembered() {
    for (int key = 0; key < ENTRIES; key++) {
      ghosts.record(key, 0, 0);
    }
    int known = 0;
    for (int key = 0; key < ENTRIES; key++) {
      known += ghosts.takeAge(key, 0) == Ghosts.UNKNOWN ? 0 : 1;
    }
    assertThat(known).isGreaterThan(900);
  }

  @Test
  void fewForeignKeysAreTakenForGhosts() {
    for (int key = 0; key < 2 * ENTRIES; key++) {
      ghosts.record(key, 0, 0);
    }
    int mistakes = 0;
    for (int key = 100_000; key < 200_000; key++) {
      mistakes += ghosts.takeAge(key, 0) == Ghosts.UNKNOWN ? 0 : 1;
    }
    assertThat(mistakes).isLessThan(400);
  }
}
