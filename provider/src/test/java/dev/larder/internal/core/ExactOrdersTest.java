package dev.larder.internal.core;

import static dev.larder.internal.core.Lifetime.ETERNAL;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExactOrdersTest {
  private final FakeTicker ticker = new FakeTicker();
  private StripedTable<String, Integer> table = table(EvictionOrder.LRU, 3);

  @AfterEach
  void theTableIsConsistent() {
    table.checkConsistency();
  }

  private StripedTable<String, Integer> table(EvictionOrder order, long bound) {
    return new StripedTable<>(
        TableConfig.<String, Integer>bounded("test", bound).withOrder(order).withTicker(ticker));
  }

  private void fill(EvictionOrder order) {
    table = table(order, 3);
    put("a");
    put("b");
    put("c");
  }

  private void put(String key) {
    table.put(key, 1, ETERNAL, ETERNAL);
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (TableCursor<String, Integer> cursor = table.cursor(); cursor.advance(); ) {
      keys.add(cursor.key());
    }
    keys.sort(Comparator.naturalOrder());
    return keys;
  }

  @Test
  void lruEvictsWhatWasNotUsedForLongest() {
    fill(EvictionOrder.LRU);
    table.get("a");
    put("d");
    assertThat(keys()).containsExactly("a", "c", "d");
  }

  @Test
  void aPeekIsNoUse() {
    fill(EvictionOrder.LRU);
    table.peek("a");
    put("d");
    assertThat(keys()).containsExactly("b", "c", "d");
  }

  @Test
  void mruEvictsWhatWasUsedLastBeforeTheNewOneCame() {
    fill(EvictionOrder.MRU);
    table.get("a");
    put("d");
    assertThat(keys()).containsExactly("b", "c", "d");
    put("e");
    assertThat(keys()).containsExactly("b", "c", "e");
  }

  @Test
  void lfuEvictsWhatWasReadLeastAndAmongEqualsTheOldest() {
    fill(EvictionOrder.LFU);
    table.get("a");
    table.get("c");
    put("d");
    assertThat(keys()).containsExactly("a", "c", "d");
    table.get("d");
    table.get("d");
    put("e");
    assertThat(keys()).containsExactly("c", "d", "e");
  }

  @Test
  void aPutStartsTheCountOfLfuAnew() {
    fill(EvictionOrder.LFU);
    for (int i = 0; i < 10; i++) {
      table.get("a");
    }
    table.get("b");
    table.get("c");
    put("a");
    put("d");
    assertThat(keys()).containsExactly("b", "c", "d");
  }

  @Test
  void fifoEvictsWhatWasPutFirstHoweverOftenItIsRead() {
    fill(EvictionOrder.FIFO);
    table.get("a");
    put("d");
    assertThat(keys()).containsExactly("b", "c", "d");
  }

  @Test
  void aPutOfAPresentKeyMovesItToTheEndOfFifo() {
    fill(EvictionOrder.FIFO);
    put("a");
    put("d");
    assertThat(keys()).containsExactly("a", "c", "d");
  }

  @Test
  void lifoEvictsWhatWasPutLastBeforeTheNewOneCame() {
    fill(EvictionOrder.LIFO);
    put("d");
    assertThat(keys()).containsExactly("a", "b", "d");
    put("a");
    put("e");
    assertThat(keys()).containsExactly("b", "d", "e");
  }

  @Test
  void randomEvictsAnyButTheNewOne() {
    boolean[] left = new boolean[3];
    for (int i = 0; i < 200; i++) {
      fill(EvictionOrder.RANDOM);
      put("d");
      List<String> keys = keys();
      assertThat(keys).hasSize(3).contains("d");
      left[0] |= !keys.contains("a");
      left[1] |= !keys.contains("b");
      left[2] |= !keys.contains("c");
    }
    assertThat(left).containsExactly(true, true, true);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TINY_LFU")
  void whatHasExpiredLeavesBeforeWhatLives(EvictionOrder order) {
    table = table(order, 3);
    put("a");
    table.put("short", 1, Duration.ofSeconds(1).toNanos(), ETERNAL);
    put("b");
    ticker.advance(Duration.ofSeconds(1));
    put("c");
    assertThat(keys()).containsExactly("a", "b", "c");
    assertThat(table.evictions()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void whatComesToWeighNothingStaysUntilItWeighsSomethingAgain(EvictionOrder order) {
    table = new StripedTable<>(TableConfig.<String, Integer>bounded("test", 3)
        .withOrder(order)
        .withWeigher((key, weight) -> weight));
    put("a");
    put("b");
    table.put("a", 0, ETERNAL, ETERNAL);
    for (int i = 0; i < 100; i++) {
      put("k" + i);
      table.checkConsistency();
    }
    assertThat(table.peek("a")).isZero();
    assertThat(table.weight()).isEqualTo(3);
    table.put("a", 0, ETERNAL, ETERNAL);
    put("a");
    for (int i = 0; i < 1_000 && table.peek("a") != null; i++) {
      put("l" + i);
      table.get("l" + i);
      table.get("l" + i);
      table.checkConsistency();
    }
    assertThat(table.peek("a")).isNull();
    assertThat(table.weight()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource
  void allAreNamedOnceInTheOrderOfLeaving(EvictionOrder order) {
    fill(order);
    assertThat(new Upkeep<>(table).coldest(100)).containsExactlyInAnyOrder("a", "b", "c");
  }

  @ParameterizedTest
  @EnumSource
  void aUseMovesTheDeadlineInEachOrder(EvictionOrder order) {
    table = table(order, 3);
    long idle = Duration.ofSeconds(10).toNanos();
    table.put("a", 1, idle, idle);
    ticker.advance(Duration.ofSeconds(6));
    assertThat(table.get("a", table.hash("a"), idle)).isEqualTo(1);
    ticker.advance(Duration.ofSeconds(9));
    assertThat(table.get("a", table.hash("a"), Lifetime.UNCHANGED)).isEqualTo(1);
    ticker.advance(Duration.ofSeconds(1));
    assertThat(table.get("a", table.hash("a"), idle)).isNull();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TINY_LFU")
  void whatIsNextToLeaveIsKnownBefore(EvictionOrder order) {
    fill(order);
    Upkeep<String, Integer> upkeep = new Upkeep<>(table);
    while (table.size() > 0) {
      Upkeep.Leaving<String, Integer> next = upkeep.peek();
      assertThat(upkeep.pop()).isEqualTo(next);
      table.checkConsistency();
    }
    assertThat(upkeep.peek()).isNull();
    assertThat(upkeep.pop()).isNull();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"TINY_LFU", "RANDOM"})
  void theOrderIsThatOfAPlainModel(EvictionOrder order) {
    long seed = ThreadLocalRandom.current().nextLong();
    Random random = new Random(seed);
    table = table(order, 20);
    Model model = new Model(order, 20);
    for (int i = 0; i < 20_000; i++) {
      String key = "k" + random.nextInt(40);
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          assertThat(table.get(key) != null).isEqualTo(model.get(key));
        }
        case 2 -> {
          put(key);
          model.put(key);
        }
        default -> {
          if (random.nextInt(4) == 0) {
            table.remove(key, null);
            model.remove(key);
          }
        }
      }
      if (i % 100 == 0) {
        assertThat(new Upkeep<>(table).coldest(100)).as("seed " + seed).isEqualTo(model.order());
      }
    }
    assertThat(new Upkeep<>(table).coldest(100)).as("seed " + seed).isEqualTo(model.order());
  }

  /** The same in the plainest words: a list that is sorted at each step. */
  private static final class Model {
    private record Row(String key, int uses, int lastUse, int put) {}

    private final EvictionOrder order;
    private final int bound;
    private final List<Row> rows = new ArrayList<>();
    private int clock;

    Model(EvictionOrder order, int bound) {
      this.order = order;
      this.bound = bound;
    }

    boolean get(String key) {
      clock++;
      for (int i = 0; i < rows.size(); i++) {
        Row row = rows.get(i);
        if (row.key.equals(key)) {
          rows.set(i, new Row(key, row.uses + 1, clock, row.put));
          return true;
        }
      }
      return false;
    }

    void put(String key) {
      clock++;
      if (!remove(key) && rows.size() == bound) {
        remove(order().get(0));
      }
      rows.add(new Row(key, 1, clock, clock));
    }

    boolean remove(String key) {
      return rows.removeIf(row -> row.key.equals(key));
    }

    List<String> order() {
      Comparator<Row> byUse = Comparator.comparingInt(Row::lastUse);
      Comparator<Row> byPut = Comparator.comparingInt(Row::put);
      Comparator<Row> leaving = switch (order) {
        case LRU -> byUse;
        case MRU -> byUse.reversed();
        case FIFO -> byPut;
        case LIFO -> byPut.reversed();
        default -> Comparator.comparingInt(Row::uses).thenComparing(byUse);
      };
      return rows.stream().sorted(leaving).map(Row::key).toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTableCanBeResizedAtRunTime(EvictionOrder order) {
    table = table(order, 100);
    Upkeep<String, Integer> upkeep = new Upkeep<>(table);
    for (int i = 0; i < 200; i++) {
      put("k" + i);
    }
    upkeep.resize(10);
    assertThat(table.size()).isEqualTo(10);
    table.checkConsistency();
    upkeep.resize(50);
    for (int i = 0; i < 200; i++) {
      put("l" + i);
    }
    assertThat(table.size()).isEqualTo(50);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TINY_LFU")
  void anUnboundedTableWithAnOrderCanGetABound(EvictionOrder order) {
    table = table(order, TableConfig.UNBOUNDED);
    for (int i = 0; i < 100; i++) {
      put("k" + i);
    }
    assertThat(table.size()).isEqualTo(100);
    new Upkeep<>(table).resize(10);
    assertThat(table.size()).isEqualTo(10);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TINY_LFU")
  void weightsAreHonouredInEveryOrder(EvictionOrder order) {
    long seed = ThreadLocalRandom.current().nextLong();
    Random random = new Random(seed);
    table = new StripedTable<>(TableConfig.<String, Integer>bounded("test", 100)
        .withOrder(order)
        .withTicker(ticker)
        .withWeigher((key, value) -> value));
    for (int i = 0; i < 5_000; i++) {
      String key = "k" + random.nextInt(60);
      switch (random.nextInt(3)) {
        case 0 -> table.get(key);
        case 1 -> table.remove(key, null);
        default -> {
          long lifetime = random.nextInt(5) == 0 ? 1_000 : ETERNAL;
          int weight = random.nextInt(20);
          table.put(key, weight, lifetime, lifetime);
          assertThat(table.peek(key)).as("seed " + seed).isEqualTo(weight);
        }
      }
      ticker.advance(Duration.ofNanos(random.nextInt(50)));
      assertThat(table.weight()).isLessThanOrEqualTo(100);
    }
    table.clear();
    put("after");
  }

  @ParameterizedTest
  @EnumSource
  @Tag("threads")
  void manyThreadsLeaveTheOrderWhole(EvictionOrder order) throws Exception {
    table = table(order, 100);
    Upkeep<String, Integer> upkeep = new Upkeep<>(table);
    List<Thread> threads = new ArrayList<>();
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    for (int t = 0; t < 4; t++) {
      Thread thread = new Thread(() -> useAtRandom(upkeep));
      thread.setUncaughtExceptionHandler((failed, failure) -> failures.add(failure));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
    upkeep.resize(100);
    table.sweep();
    assertThat(table.size()).isLessThanOrEqualTo(100);
    assertThat(upkeep.coldest(1000)).hasSize((int) table.size());
  }

  private void useAtRandom(Upkeep<String, Integer> upkeep) {
    Random random = new Random(ThreadLocalRandom.current().nextLong());
    for (int i = 0; i < 20_000; i++) {
      String key = "k" + random.nextInt(300);
      switch (random.nextInt(20)) {
        case 0 -> table.remove(key, null);
        case 1 -> upkeep.pop();
        case 2, 3, 4, 5 -> put(key);
        case 6 -> table.put(key, 1, 1 + random.nextInt(1000), ETERNAL);
        case 7 -> {
          if (random.nextInt(50) == 0) {
            upkeep.resize(50 + random.nextInt(100));
          }
          ticker.advance(Duration.ofNanos(10));
        }
        default -> table.get(key);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aListenerCanComeLater(EvictionOrder order) {
    table = table(order, 2);
    put("a");
    List<String> told = new ArrayList<>();
    table.listen((key, value, cause) -> told.add(key + " " + cause));
    put("a");
    table.remove("a", null);
    assertThat(told).containsExactly("a REPLACED", "a EXPLICIT");
  }

  @Test
  void deadlinesCanBeReadAndMoved() {
    Deadlines<String, Integer> deadlines = new Deadlines<>(table);
    assertThat(deadlines.remaining("a")).isEqualTo(Deadlines.ABSENT);
    put("a");
    assertThat(deadlines.remaining("a")).isEqualTo(ETERNAL);
    assertThat(deadlines.extend("a", 5)).isTrue();
    assertThat(deadlines.remaining("a")).isEqualTo(ETERNAL);
    assertThat(deadlines.set("a", 100)).isTrue();
    assertThat(deadlines.extend("a", 5)).isTrue();
    ticker.advance(Duration.ofNanos(10));
    assertThat(deadlines.remaining("a")).isEqualTo(95);
    assertThat(deadlines.extend("a", -95)).isTrue();
    assertThat(deadlines.remaining("a")).isEqualTo(Deadlines.ABSENT);
    assertThat(deadlines.set("a", 100)).isFalse();
  }
}
