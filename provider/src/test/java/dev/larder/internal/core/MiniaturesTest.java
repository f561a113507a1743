package dev.larder.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MiniaturesTest {
  private final FakeTicker ticker = new FakeTicker();
  private StripedTable<Integer, Integer> table = table(1);
  private Miniatures miniatures = new Miniatures(table);
  private Miniature.Lifetimes lives = Miniature.Lifetimes.ETERNAL;

  /** The exact order of use, so that each step can be foretold. */
  private StripedTable<Integer, Integer> table(long bound) {
    return new StripedTable<>(TableConfig.<Integer, Integer>bounded("test", bound)
        .withOrder(EvictionOrder.LRU)
        .withTicker(ticker));
  }

  private void useTableOf(long bound) {
    table = table(bound);
    miniatures = new Miniatures(table);
    assertThat(miniatures.fit()).isEqualTo(bound != TableConfig.UNBOUNDED);
  }

  @AfterEach
  void theyAreWhole() {
    miniatures.check();
  }

  /** Whether the miniature of the table's own size had the key. */
  private boolean request(int key) {
    long before = count().hits();
    miniatures.request(key, key, false, true, lives);
    return count().hits() > before;
  }

  private Miniature.Count count() {
    return miniatures.counts().stream()
        .filter(count -> count.scale() == 1)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void nobodyAsksForTheSizesOfATableWithoutBound() {
    useTableOf(TableConfig.UNBOUNDED);
    assertThat(miniatures.isFit()).isFalse();
    assertThat(miniatures.counts()).isEmpty();
    assertThat(miniatures.requests()).isZero();
    assertThat(miniatures.limit()).isEqualTo(Shadow.NONE);
    assertThat(miniatures.fit()).isFalse();
  }

  @Test
  void thereIsOneForEachSizeThatHoldsAnything() {
    useTableOf(4);
    assertThat(miniatures.isFit()).isTrue();
    assertThat(miniatures.counts())
        .extracting(Miniature.Count::scale)
        .containsExactly(0.25, 0.5, 1.0, 2.0, 4.0, 8.0);
    useTableOf(8);
    assertThat(miniatures.counts()).hasSize(7);
  }

  @Test
  void whatWasCountedFades() {
    useTableOf(2);
    for (int i = 0; i < 4; i++) {
      miniatures.request(1, 1, i > 0, true, lives);
    }
    assertThat(miniatures.requests()).isEqualTo(4);
    assertThat(count()).isEqualTo(new Miniature.Count(1, 4, 3, 3));
    miniatures.fade();
    assertThat(count()).isEqualTo(new Miniature.Count(1, 2, 1, 1));
    assertThat(miniatures.requests()).isEqualTo(2);
  }

  @Test
  void theAnswerToAMissIsNoOtherAccess() {
    useTableOf(1);
    int one = 1 << 24;
    int two = 2 << 24;
    assertThat(request(one)).isFalse();
    assertThat(request(two)).isFalse();
    miniatures.stored(one, one, false, lives);
    assertThat(request(two)).as("the answer takes nobody's place").isTrue();
    miniatures.stored(one, one, false, lives);
    assertThat(request(one)).as("whoever stores again stores").isTrue();
  }

  @Test
  void whatIsStoredWithoutBeingAskedForIsAnEntry() {
    useTableOf(2);
    miniatures.stored(1, 1, false, lives);
    miniatures.stored(2, 2, false, lives);
    miniatures.stored(1, 1, false, lives);
    miniatures.stored(3, 3, false, lives);
    assertThat(request(2)).as("to store what is there is no use").isTrue();
    miniatures.stored(3, 3, true, lives);
    miniatures.stored(4, 4, false, lives);
    assertThat(request(3)).as("to replace is one").isTrue();
  }

  @Test
  void whatIsRemovedOrClearedIsGone() {
    useTableOf(2);
    assertThat(request(1)).isFalse();
    assertThat(request(1)).isTrue();
    miniatures.removed(1, 1);
    assertThat(request(1)).isFalse();
    miniatures.clear();
    assertThat(request(1)).isFalse();
  }

  @Test
  void whatExpiresMakesRoom() {
    useTableOf(2);
    lives = new Miniature.Lifetimes(10, 10, Lifetime.UNCHANGED);
    assertThat(request(1)).isFalse();
    ticker.advance(Duration.ofNanos(9));
    miniatures.sweep();
    assertThat(request(1)).isTrue();
    ticker.advance(Duration.ofNanos(1));
    miniatures.sweep();
    assertThat(request(1)).isFalse();
  }

  @Test
  void anotherBoundMakesAnotherSizeOrWhenItIsFarOffAllAnew() {
    useTableOf(100);
    assertThat(request(1)).isFalse();
    for (int within : new int[] {150, 100, 67, 100}) {
      new Upkeep<>(table).resize(within);
      assertThat(miniatures.fit()).as("to " + within).isFalse();
      assertThat(miniatures.fit()).isFalse();
    }
    assertThat(request(1)).isTrue();
    for (int far : new int[] {151, 100}) {
      new Upkeep<>(table).resize(far);
      assertThat(miniatures.fit()).as("to " + far).isTrue();
      assertThat(miniatures.fit()).isFalse();
      assertThat(request(1)).isFalse();
    }
  }

  @Test
  void aLargerBoundHasRoomForMore() {
    useTableOf(10);
    new Upkeep<>(table).resize(14);
    assertThat(miniatures.fit()).isFalse();
    int hits = 0;
    for (int i = 0; i < 28; i++) {
      hits += request(i % 14) ? 1 : 0;
    }
    assertThat(hits).isEqualTo(14);
  }

  @Test
  void howManyEntriesFitIntoAWeightIsToldByThoseThatAreThere() {
    table = new StripedTable<>(TableConfig.<Integer, Integer>bounded("test", 1_000)
        .withOrder(EvictionOrder.LRU)
        .withWeigher((key, value) -> 10));
    miniatures = new Miniatures(table);
    for (int i = 0; i < 63; i++) {
      table.put(i, i, Lifetime.ETERNAL, Lifetime.ETERNAL);
    }
    assertThat(miniatures.fit()).isFalse();
    assertThat(miniatures.isFit()).isFalse();
    table.put(63, 63, Lifetime.ETERNAL, Lifetime.ETERNAL);
    assertThat(miniatures.fit()).isTrue();
    for (int i = 0; i < 4 * 100; i++) {
      assertThat(request(1_000 + i % 101)).isFalse();
    }
    int hits = 0;
    for (int i = 0; i < 200; i++) {
      hits += request(2_000 + i % 100) ? 1 : 0;
    }
    assertThat(hits).as("a hundred of ten each").isEqualTo(100);
  }
}
