package dev.larder.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MiniCachesTest {
  private static final int CAPACITY = 100;
  private static final int MANY = 50_000;

  private final FrequencySketch sketch = new FrequencySketch();

  @ParameterizedTest
  @EnumSource
  void everyModeKeepsItsBooksUnderRandomLoad(Mode mode) {
    MiniCaches cache = new MiniCaches(sketch, mode);
    Random random = new Random(1);
    for (int i = 0; i < MANY; i++) {
      access(cache, (int) (1_000 * Math.pow(random.nextDouble(), 2)));
      if (i % 1_000 == 0) {
        cache.check();
      }
    }
    cache.check();
  }

  @ParameterizedTest
  @EnumSource
  void everyModeKeepsAllThatFits(Mode mode) {
    MiniCaches cache = new MiniCaches(sketch, mode);
    assertThat(hitsOfLoop(cache, CAPACITY)).isEqualTo(MANY - CAPACITY);
  }

  @Test
  void aStableModeKeepsItsPartOfALoop() {
    assertThat(hitsOfLoop(new MiniCaches(sketch, Mode.STABLE), 2 * CAPACITY))
        .isGreaterThan(MANY * 48 / 100);
  }

  @ParameterizedTest
  @EnumSource(names = {"STABLE", "BALANCED", "RECENT", "SHIFTING"})
  void whatIsReusedSoonReplacesWhatIsNot(Mode mode) {
    MiniCaches cache = new MiniCaches(sketch, mode);
    hitsOfLoop(cache, CAPACITY);
    int hits = 0;
    for (int i = 0; i < 20 * CAPACITY; i++) {
      hits += access(cache, 1_000_000 + i % (CAPACITY / 2)) ? 1 : 0;
    }
    assertThat(hits).isGreaterThan(17 * CAPACITY);
  }

  /** One index for all does not make one know what only another one has. */
  @Test
  void cachesOfSeveralModesDoAsEachOfThemAlone() {
    MiniCaches together = new MiniCaches(sketch, Mode.values());
    MiniCaches[] alone = Arrays.stream(Mode.values())
        .map(mode -> new MiniCaches(sketch, mode))
        .toArray(MiniCaches[]::new);
    Random random = new Random(2);
    for (int i = 0; i < MANY; i++) {
      int hash = 0x9E37_79B1 * (int) (i / 10 % 500 + 1_000 * Math.pow(random.nextDouble(), 3));
      sketch.ensureCapacity(CAPACITY);
      sketch.increment(hash);
      int found = together.access(hash, CAPACITY);
      for (int mode = 0; mode < alone.length; mode++) {
        assertThat(alone[mode].access(hash, CAPACITY)).isEqualTo((found >>> mode) & 1);
      }
      if (i % 7 == 0) {
        int removed = 0x9E37_79B1 * random.nextInt(1_500);
        together.remove(removed);
        Arrays.stream(alone).forEach(cache -> cache.remove(removed));
      }
      if (i % 1_000 == 0) {
        together.check();
      }
    }
    together.check();
  }

  private int hitsOfLoop(MiniCaches cache, int keys) {
    int hits = 0;
    for (int i = 0; i < MANY; i++) {
      hits += access(cache, i % keys) ? 1 : 0;
    }
    return hits;
  }

  private boolean access(MiniCaches cache, int key) {
    int hash = key * 0x9E37_79B1;
    sketch.ensureCapacity(CAPACITY);
    sketch.increment(hash);
    return cache.access(hash, CAPACITY) == 1;
  }
}
