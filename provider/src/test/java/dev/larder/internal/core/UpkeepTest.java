package dev.larder.internal.core;

import static dev.larder.internal.core.Lifetime.ETERNAL;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpkeepTest {
  private static final int STRIPES = 4;

  private StripedTable<Integer, Integer> table = table(EvictionOrder.FIFO, 1_000, STRIPES);
  private Upkeep<Integer, Integer> upkeep = new Upkeep<>(table);

  private static StripedTable<Integer, Integer> table(
      EvictionOrder order, long bound, int stripes) {
    return new StripedTable<>(
        TableConfig.<Integer, Integer>bounded("test", bound).withOrder(order).withStripes(stripes));
  }

  @AfterEach
  void theTableIsConsistent() {
    table.checkConsistency();
  }

  private void fill(int entries) {
    for (int key = 0; key < entries; key++) {
      table.put(key, key, ETERNAL, ETERNAL);
    }
  }

  /** The keys of each stripe in the order in which they were put. */
  private Map<Integer, List<Integer>> keysByStripe(int entries) {
    Map<Integer, List<Integer>> keys = new HashMap<>();
    for (int key = 0; key < entries; key++) {
      keys.computeIfAbsent(table.hash(key) & (STRIPES - 1), s -> new ArrayList<>())
          .add(key);
    }
    return keys;
  }

  @Test
  void theColdestAreTheFirstToLeaveOfEachStripeInTurn() {
    fill(100);
    List<Integer> coldest = upkeep.coldest(1_000);
    assertThat(coldest).hasSize(100).doesNotHaveDuplicates();
    Map<Integer, List<Integer>> byStripe = keysByStripe(100);
    assertThat(coldest.subList(0, STRIPES))
        .containsExactlyInAnyOrderElementsOf(
            byStripe.values().stream().map(keys -> keys.get(0)).toList());
    byStripe.values().forEach(keys -> assertThat(coldest).containsSubsequence(keys));
    assertThat(upkeep.coldest(7)).isEqualTo(coldest.subList(0, 7));
    assertThat(upkeep.coldest(0)).isEmpty();
  }

  @Test
  void theHottestAreTheLastToLeaveOfEachStripeInTurn() {
    fill(100);
    List<Integer> hottest = upkeep.hottest(STRIPES);
    assertThat(hottest)
        .containsExactlyInAnyOrderElementsOf(keysByStripe(100).values().stream()
            .map(keys -> keys.get(keys.size() - 1))
            .toList());
  }

  @Test
  void asManyAreEvictedAsTheRoomTakes() {
    fill(100);
    assertThat(upkeep.evict(0)).isZero();
    assertThat(upkeep.evict(30)).isEqualTo(30);
    assertThat(table.size()).isEqualTo(70);
    assertThat(table.evictions()).isEqualTo(30);
    assertThat(upkeep.evict(1_000)).isEqualTo(70);
    assertThat(upkeep.evict(1)).isZero();
    assertThat(table.size()).isZero();
  }

  @Test
  void roomIsMadeByWeight() {
    table = new StripedTable<>(TableConfig.<Integer, Integer>bounded("test", 1_000)
        .withOrder(EvictionOrder.FIFO)
        .withStripes(1)
        .withWeigher((key, value) -> 10));
    upkeep = new Upkeep<>(table);
    fill(20);
    assertThat(upkeep.evict(25)).isEqualTo(3);
    assertThat(table.weight()).isEqualTo(170);
  }

  @Test
  void theFullestStripeGivesFirst() {
    fill(100);
    while (table.size() > 0) {
      long most = 0;
      for (int stripe = 0; stripe < STRIPES; stripe++) {
        most = Math.max(most, table.stripeAt(stripe).weight());
      }
      Integer key = requireNonNull(upkeep.peek()).key();
      assertThat(table.stripe(table.hash(key)).weight()).isEqualTo(most);
      assertThat(requireNonNull(upkeep.pop()).key()).isEqualTo(key);
    }
    assertThat(table.evictions()).as("nobody needed the room").isZero();
  }

  @Test
  void whatIsTakenOutWhileItIsLoadedAnewIsNotBroughtBack() throws Exception {
    table.put(1, 1, ETERNAL, ETERNAL);
    List<Hold<Integer, Integer>> loads = new ArrayList<>();
    Thread loader =
        new Thread(() -> loads.add(requireNonNull(table.holds().claim(1, true).mine())));
    loader.start();
    loader.join();
    assertThat(requireNonNull(upkeep.pop()).key()).isEqualTo(1);
    assertThat(table.holds().store(loads.get(0), 2, ETERNAL)).isFalse();
    table.holds().release(loads.get(0));
    assertThat(table.get(1)).isNull();
  }

  @Test
  void anotherBoundIsKeptAtOnceAndNoOtherCanBeSetWhereNothingIsInOrder() {
    fill(500);
    assertThat(upkeep.isResizable()).isTrue();
    assertThat(upkeep.maximum()).isEqualTo(1_000);
    upkeep.resize(500);
    assertThat(table.size()).isEqualTo(500);
    upkeep.resize(100);
    assertThat(upkeep.maximum()).isEqualTo(100);
    assertThat(table.size()).isEqualTo(100);
    upkeep.resize(0);
    assertThat(table.size()).isZero();
    Upkeep<Integer, Integer> ofUnbounded =
        new Upkeep<>(table(EvictionOrder.TINY_LFU, TableConfig.UNBOUNDED, 1));
    assertThat(ofUnbounded.isResizable()).isFalse();
    assertThatThrownBy(() -> ofUnbounded.resize(10)).hasMessageContaining("unbounded");
  }

  // -- how stripes share their room

  /** So many keys that one stripe has. */
  private List<Integer> keysOf(int stripe, int count) {
    List<Integer> keys = new ArrayList<>();
    for (int key = 0; keys.size() < count; key++) {
      if (table.stripe(table.hash(key)) == table.stripeAt(stripe)) {
        keys.add(key);
      }
    }
    return keys;
  }

  @Test
  void aStripeMayHaveTheRoomThatOthersDoNotUse() {
    keysOf(0, 1_000).forEach(key -> table.put(key, key, ETERNAL, ETERNAL));
    assertThat(table.size()).isEqualTo(1_000);
    assertThat(table.evictions()).isZero();
    keysOf(0, 1_001).forEach(key -> table.put(key, key, ETERNAL, ETERNAL));
    assertThat(table.evictions()).isEqualTo(1);
  }

  @Test
  void aStripeThatHasFarLessThanItsShareGetsItsRoomFromTheFuller() {
    keysOf(0, 1_000).forEach(key -> table.put(key, key, ETERNAL, ETERNAL));
    int half = 1_000 / STRIPES / 2 - 1;
    for (int entries = 1; entries <= half; entries++) {
      keysOf(1, entries).forEach(key -> table.put(key, key, ETERNAL, ETERNAL));
      assertThat(table.stripeAt(1).weight()).isEqualTo(entries);
      assertThat(table.size()).isEqualTo(1_000);
    }
    keysOf(1, half + 100).forEach(key -> table.put(key, key, ETERNAL, ETERNAL));
    assertThat(table.stripeAt(1).weight())
        .as("from there on it makes room itself")
        .isEqualTo(half);
  }

  @Test
  void aStripeThatCannotMakeTheRoomItTakesHasOthersMakeIt() {
    table = new StripedTable<>(TableConfig.<Integer, Integer>bounded("test", 1_000)
        .withOrder(EvictionOrder.FIFO)
        .withStripes(STRIPES)
        .withWeigher((key, value) -> value));
    upkeep = new Upkeep<>(table);
    for (int stripe = 0; stripe < STRIPES; stripe++) {
      keysOf(stripe, 25).forEach(key -> table.put(key, 10, ETERNAL, ETERNAL));
    }
    Integer heavy = keysOf(2, 26).get(25);
    table.put(heavy, 900, ETERNAL, ETERNAL);
    assertThat(table.get(heavy)).isEqualTo(900);
    assertThat(table.weight()).isEqualTo(1_000);
    table.put(heavy, 1_000, ETERNAL, ETERNAL);
    assertThat(table.weight()).isLessThanOrEqualTo(1_000);
  }

  @Test
  void whatReadersHaveNotedCountsWhenSomebodyAsksForTheOrder() {
    table = table(EvictionOrder.TINY_LFU, 100, 1);
    fill(10);
    for (int i = 0; i < 3; i++) {
      table.get(3);
    }
    assertThat(new Upkeep<>(table).hottest(1)).containsExactly(3);
  }

  @Test
  void whatHasExpiredIsNeverTheNextToLeave() {
    FakeTicker ticker = new FakeTicker();
    StripedTable<Integer, Integer> mortal = new StripedTable<>(
        TableConfig.<Integer, Integer>bounded("test", 3).withStripes(1).withTicker(ticker));
    mortal.put(1, 1, 10, 10);
    mortal.put(2, 2, 10, 10);
    mortal.put(3, 3, ETERNAL, ETERNAL);
    ticker.advance(Duration.ofNanos(10));
    assertThat(requireNonNull(new Upkeep<>(mortal).peek()).key()).isEqualTo(3);
    assertThat(mortal.evictions()).isZero();
    assertThat(mortal.expirations()).isEqualTo(2);
    mortal.checkConsistency();
  }
}
