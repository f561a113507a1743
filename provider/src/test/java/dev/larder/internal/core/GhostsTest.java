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
    Ghosts few = new Ghosts();
    few.ensureCapacity(1);
    for (int key = 0; key < 40; key++) {
      few.record(key, 1_000 * key, 1_000 * key);
    }
    int now = 40_000;
    int lastMissing = -1;
    int firstKnown = 40;
    for (int key = 39; key >= 0; key--) {
      if (few.takeAge(key, now) == Ghosts.UNKNOWN) {
        lastMissing = Math.max(lastMissing, key);
      } else {
        firstKnown = key;
      }
    }
    assertThat(firstKnown)
        .as("all that are known came after all that are not")
        .isGreaterThan(lastMissing);
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
