package dev.larder.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MiniCacheTest {
  private static final int CAPACITY = 100;
  private static final int MANY = 50_000;

  private final FrequencySketch sketch = new FrequencySketch();

  @ParameterizedTest
  @EnumSource
  void everyModeKeepsItsBooksUnderRandomLoad(Mode mode) {
    MiniCache cache = new MiniCache(mode, sketch);
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
    MiniCache cache = new MiniCache(mode, sketch);
    assertThat(hitsOfLoop(cache, CAPACITY)).isEqualTo(MANY - CAPACITY);
  }

  @Test
  void aStableModeKeepsItsPartOfALoop() {
    assertThat(hitsOfLoop(new MiniCache(Mode.STABLE, sketch), 2 * CAPACITY))
        .isGreaterThan(MANY * 48 / 100);
  }

  @ParameterizedTest
  @EnumSource(names = {"STABLE", "BALANCED", "RECENT", "SHIFTING"})
  void whatIsReusedSoonReplacesWhatIsNot(Mode mode) {
    MiniCache cache = new MiniCache(mode, sketch);
    hitsOfLoop(cache, CAPACITY);
    int hits = 0;
    for (int i = 0; i < 20 * CAPACITY; i++) {
      hits += access(cache, 1_000_000 + i % (CAPACITY / 2)) ? 1 : 0;
    }
    assertThat(hits).isGreaterThan(17 * CAPACITY);
  }

  private int hitsOfLoop(MiniCache cache, int keys) {
    int hits = 0;
    for (int i = 0; i < MANY; i++) {
      hits += access(cache, i % keys) ? 1 : 0;
    }
    return hits;
  }

  private boolean access(MiniCache cache, int key) {
    int hash = key * 0x9E37_79B1;
    sketch.ensureCapacity(CAPACITY);
    sketch.increment(hash);
    return cache.access(hash, CAPACITY);
  }
}
