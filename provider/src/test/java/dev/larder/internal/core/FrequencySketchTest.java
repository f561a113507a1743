package dev.larder.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FrequencySketchTest {
  private final FrequencySketch sketch = new FrequencySketch();

  @Test
  void countsUpToFifteen() {
    sketch.ensureCapacity(100);
    assertThat(sketch.frequency(7)).isZero();
    for (int i = 1; i <= 20; i++) {
      sketch.increment(7);
      assertThat(sketch.frequency(7)).isEqualTo(Math.min(i, 15));
    }
  }

  @Test
  void neverUnderstatesAKeyBetweenHalvings() {
    sketch.ensureCapacity(10_000);
    Random random = new Random(1);
    int[] hashes = random.ints(2_000).toArray();
    for (int hash : hashes) {
      sketch.increment(hash);
      sketch.increment(hash);
    }
    for (int hash : hashes) {
      assertThat(sketch.frequency(hash)).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void tellsTheFrequentFromTheRare() {
    sketch.ensureCapacity(1_000);
    Random random = new Random(2);
    for (int i = 0; i < 900; i++) {
      sketch.increment(random.nextInt());
    }
    int wrong = 0;
    for (int i = 0; i < 1_000; i++) {
      wrong += sketch.frequency(random.nextInt()) > 1 ? 1 : 0;
    }
    assertThat(wrong).isLessThan(50);
  }

  @Test
  void oldFameFades() {
    sketch.ensureCapacity(100);
    for (int i = 0; i < 15; i++) {
      sketch.increment(7);
    }
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      sketch.increment(random.nextInt());
    }
    assertThat(sketch.frequency(7)).isLessThan(8);
  }

  @Test
  void asMuchRoomAsBeforeIsNoReasonToForget() {
    sketch.ensureCapacity(100);
    sketch.increment(7);
    sketch.ensureCapacity(100);
    sketch.ensureCapacity(50);
    assertThat(sketch.frequency(7)).isEqualTo(1);
    sketch.ensureCapacity(1_000);
    assertThat(sketch.frequency(7)).isZero();
  }

  @Test
  void aClearedSketchHasSeenNothing() {
    sketch.ensureCapacity(100);
    sketch.increment(7);
    sketch.clear();
    assertThat(sketch.frequency(7)).isZero();
  }
}
