package dev.larder.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class KeySharesTest {
  private static final int SEED = 7;
  private static final int ALL = Integer.MAX_VALUE;

  /** Half of all hashes are less. */
  private static final int HALF = 0;

  /** Of 1,000 keys 550 are in the lower half. */
  private static KeyShares askedForUnevenKeys(int times) {
    KeyShares shares = new KeyShares(ALL);
    for (int i = 0; i < times; i++) {
      Random random = new Random(SEED);
      for (int key = 0; key < 1_000; key++) {
        int hash = random.nextInt() & Integer.MAX_VALUE;
        shares.add(key < 550 ? ~hash : hash);
      }
    }
    return shares;
  }

  @Test
  void ofKeysThatAreAskedForAgainAndAgainTheShareIsWhatItIs() {
    assertThat(askedForUnevenKeys(50).of(HALF, 0.5)).isCloseTo(0.55, within(0.002));
  }

  @Test
  void ofKeysThatAreAskedForOnceItIsWhatItShouldBe() {
    assertThat(askedForUnevenKeys(1).of(HALF, 0.5)).isCloseTo(0.5, within(0.002));
  }

  @Test
  void ofNoKeysItIsWhatItShouldBe() {
    assertThat(new KeyShares(ALL).of(HALF, 0.5)).isEqualTo(0.5);
    assertThat(new KeyShares(Shadow.NONE).of(HALF, 0.5)).isEqualTo(0.5);
  }

  @Test
  void keysThatAreNotInTheSampleAreLeftOut() {
    KeyShares shares = new KeyShares(HALF);
    for (int i = 0; i < 100_000; i++) {
      shares.add(HALF + i);
    }
    assertThat(shares.isDue()).isFalse();
  }

  @Test
  void itIsAskedSoonAndThenAtTheEndOfEachRound() {
    KeyShares shares = new KeyShares(ALL);
    int asked = 0;
    for (int i = 0; i < 300_000; i++) {
      shares.add(i);
      if (shares.isDue()) {
        shares.used();
        asked++;
      }
    }
    assertThat(asked).isBetween(9, 11);
  }
}
