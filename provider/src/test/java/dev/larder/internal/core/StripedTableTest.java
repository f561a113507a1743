package dev.larder.internal.core;

import static dev.larder.internal.core.Lifetime.ETERNAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StripedTableTest {
  private StripedTable<Object, Object> table =
      new StripedTable<>(TableConfig.bounded("test", 1_000));

  @AfterEach
  void theTableIsConsistent() {
    table.checkConsistency();
  }

  @Test
  void whatWasPutIsFound() {
    assertThat(table.put("key", "value", ETERNAL, ETERNAL)).isNull();
    assertThat(table.get("key")).isEqualTo("value");
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void aPutAnswersTheValueBefore() {
    table.put("key", "old", ETERNAL, ETERNAL);
    assertThat(table.put("key", "new", ETERNAL, ETERNAL)).isEqualTo("old");
    assertThat(table.get("key")).isEqualTo("new");
  }

  @Test
  void putIfAbsentKeepsWhatIsThere() {
    assertThat(table.putIfAbsent("key", "first", ETERNAL)).isNull();
    assertThat(table.putIfAbsent("key", "second", ETERNAL)).isEqualTo("first");
    assertThat(table.get("key")).isEqualTo("first");
  }

  @Test
  void replaceNeedsAnEntry() {
    assertThat(table.replace("key", null, "value", ETERNAL)).isNull();
    assertThat(table.get("key")).isNull();
    table.put("key", "old", ETERNAL, ETERNAL);
    assertThat(table.replace("key", null, "new", ETERNAL)).isEqualTo("old");
    assertThat(table.get("key")).isEqualTo("new");
  }

  @Test
  void replaceAndRemoveOfAnExpectedValueGoByIdentity() {
    String value = new String("value");
    table.put("key", value, ETERNAL, ETERNAL);
    assertThat(table.replace("key", new String("value"), "new", ETERNAL)).isNull();
    assertThat(table.remove("key", new String("value"))).isNull();
    assertThat(table.replace("key", value, "new", ETERNAL)).isSameAs(value);
    assertThat(table.remove("key", "new")).isEqualTo("new");
    assertThat(table.get("key")).isNull();
  }

  @Test
  void whatWasRemovedIsGone() {
    table.put("key", "value", ETERNAL, ETERNAL);
    assertThat(table.remove("key", null)).isEqualTo("value");
    assertThat(table.remove("key", null)).isNull();
    assertThat(table.get("key")).isNull();
    assertThat(table.size()).isZero();
  }

  @Test
  void aClearedTableIsEmptyAndCanBeUsed() {
    fill(500);
    table.clear();
    assertThat(table.size()).isZero();
    assertThat(table.get(1)).isNull();
    fill(500);
    assertThat(table.size()).isEqualTo(500);
  }

  @Test
  void theCursorMeetsEachEntryOnce() {
    fill(500);
    Map<Object, Object> met = new HashMap<>();
    for (TableCursor<Object, Object> cursor = table.cursor(); cursor.advance(); ) {
      assertThat(met.put(cursor.key(), cursor.value())).isNull();
    }
    assertThat(met).hasSize(500).containsEntry(17, "17");
  }

  @Test
  void aCursorSurvivesRemovalAndClearing() {
    fill(500);
    TableCursor<Object, Object> cursor = table.cursor();
    assertThat(cursor.advance()).isTrue();
    table.remove(cursor.key(), null);
    assertThat(cursor.key()).isNotNull();
    table.clear();
    assertThat(cursor.advance()).isFalse();
  }

  @Test
  void aCursorMeetsNothingThatHasExpiredMeanwhile() {
    FakeTicker ticker = new FakeTicker();
    table = new StripedTable<>(TableConfig.bounded("test", 100).withTicker(ticker));
    for (int i = 0; i < 10; i++) {
      table.put(i, "value", 5 + i, ETERNAL);
    }
    TableCursor<Object, Object> cursor = table.cursor();
    assertThat(cursor.advance()).isTrue();
    ticker.advance(Duration.ofNanos(9)); // 0 to 4 are gone
    int left = 0;
    while (cursor.advance()) {
      left++;
    }
    assertThat(left).isEqualTo(5);
  }

  @Test
  void aCursorGivesTheValueThatAnEntryHasWhenItIsMet() {
    fill(3);
    TableCursor<Object, Object> cursor = table.cursor();
    for (int i = 0; i < 3; i++) {
      table.put(i, "changed", ETERNAL, ETERNAL);
    }
    assertThat(cursor.advance()).isTrue();
    fill(3);
    assertThat(cursor.advance()).isTrue();
    assertThat(cursor.value()).isEqualTo(String.valueOf(cursor.key()));
  }

  @Test
  void whatIsNotPutBecauseItIsThereCountsAsUsed() {
    table = new StripedTable<>(TableConfig.bounded("test", 2).withOrder(EvictionOrder.LRU));
    fill(2);
    table.putIfAbsent(0, "other", ETERNAL);
    table.put(2, "2", ETERNAL, ETERNAL);
    assertThat(table.get(0)).isEqualTo("0");
    assertThat(table.get(1)).isNull();
  }

  @Test
  void whatCanExpireAndIsReadCountsAsUsed() {
    for (long lifetime : new long[] {1_000, ETERNAL}) {
      table = new StripedTable<>(TableConfig.bounded("test", 3).withOrder(EvictionOrder.LRU));
      table.put("mortal", "value", Duration.ofDays(1).toNanos(), ETERNAL);
      table.put(0, "0", Duration.ofDays(1).toNanos() + lifetime / 2, ETERNAL);
      table.put(1, "1", lifetime == ETERNAL ? ETERNAL : Duration.ofDays(1).toNanos(), ETERNAL);
      assertThat(table.get("mortal")).isEqualTo("value");
      table.put(2, "2", ETERNAL, ETERNAL);
      assertThat(table.get("mortal")).isEqualTo("value");
      assertThat(table.get(0)).isNull();
    }
  }

  @Test
  void readersThatWritersKeepFromLookingWaitForThemAtLast() throws Exception {
    fill(3);
    table.put("mortal", "value", Duration.ofDays(1).toNanos(), ETERNAL);
    for (Object key : List.of(1, "mortal", "absent")) {
      Stripe<Object, Object> stripe = table.stripeAt(0);
      long stamp = stripe.writeLock();
      stripe.disturbReaders();
      FutureTask<Object> read = new FutureTask<>(() -> table.get(key));
      Thread reader = new Thread(read);
      try {
        reader.start();
        awaitWaiting(reader);
        assertThat(read.isDone()).isFalse();
      } finally {
        stripe.unlockWrite(stamp);
      }
      Object expected = key.equals("mortal") ? "value" : key.equals(1) ? "1" : null;
      assertThat(read.get(60, TimeUnit.SECONDS)).isEqualTo(expected);
      reader.join();
    }
  }

  @Test
  void aWriterWhoOnlyReplacesValuesKeepsNobodyFromReading() {
    fill(3);
    table.put("mortal", "value", Duration.ofDays(1).toNanos(), ETERNAL);
    Stripe<Object, Object> stripe = table.stripeAt(0);
    long stamp = stripe.lock();
    try {
      int row = stripe.findLive(1, table.hash(1));
      assertThat(readByAnother(1)).isEqualTo("1");
      assertThat(readByAnother("mortal")).isEqualTo("value");
      assertThat(readByAnother("absent")).isNull();
      stripe.replace(row, "one", 1);
      assertThat(readByAnother(1)).isEqualTo("one");
    } finally {
      table.unlock(stripe, stamp);
    }
    table.checkConsistency();
  }

  private @Nullable Object readByAnother(Object key) {
    return CompletableFuture.supplyAsync(() -> table.get(key))
        .orTimeout(60, TimeUnit.SECONDS)
        .join();
  }

  private static void awaitWaiting(Thread thread) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (thread.getState() != Thread.State.WAITING) {
      assertThat(System.nanoTime() - deadline).as("it waits").isNegative();
      Thread.onSpinWait();
    }
  }

  @Test
  void whoHasLookedAtTheClockReadsAndWritesWithoutALookOfTheTables() {
    FakeTicker ticker = new FakeTicker();
    table = new StripedTable<>(TableConfig.bounded("test", 100).withTicker(ticker));
    TimedWrites<Object, Object> writes = new TimedWrites<>(table);
    TimedReads<Object, Object> reads = new TimedReads<>(table);
    long nanos = ticker.nanos();
    long atFirst = ticker.reads();
    assertThat(writes.put("put", 1, 10, 20, nanos)).isNull();
    assertThat(writes.put("put", 2, 10, 20, nanos)).isEqualTo(1);
    assertThat(writes.putIfAbsent("absent", 1, 10, nanos)).isNull();
    assertThat(writes.putIfAbsent("absent", 2, 10, nanos)).isEqualTo(1);
    assertThat(writes.replace("absent", null, 3, 30, nanos)).isEqualTo(1);
    Hold<Object, Object> hold = writes.acquireAndPut("held", 1, 40, 50, nanos);
    assertThat(hold.live()).isNull();
    table.holds().release(hold);
    hold = writes.acquire("held", false, nanos);
    assertThat(hold.live()).isEqualTo(1);
    table.holds().release(hold);
    assertThat(reads.get("put", reads.at(nanos + 19))).isEqualTo(2);
    assertThat(reads.get("put", reads.at(nanos + 20))).isNull();
    assertThat(reads.get("absent", reads.at(nanos + 29))).isEqualTo(3);
    assertThat(reads.get("absent", reads.at(nanos + 30))).isNull();
    assertThat(reads.get("held", reads.at(nanos + 39))).isEqualTo(1);
    assertThat(reads.get("held", reads.at(nanos + 40))).isNull();
    assertThat(reads.nanos(reads.at(nanos + 7))).isEqualTo(nanos + 7);
    assertThat(ticker.reads()).isEqualTo(atFirst);
    ticker.advance(Duration.ofNanos(5));
    assertThat(reads.nanos(Lifetime.UNREAD)).isEqualTo(nanos + 5);
    assertThat(reads.nanos(reads.timeFor("put"))).isEqualTo(nanos + 5);
  }

  @Test
  void eachTableSpreadsItsKeysInAWayOfItsOwn() {
    long seeds = IntStream.range(0, 10)
        .map(i -> new StripedTable<>(TableConfig.bounded("test", 10)).seed())
        .distinct()
        .count();
    assertThat(seeds).isGreaterThan(5);
  }

  @Test
  void aRandomWalkAgreesWithAHashMapWhateverTheHashCodes() {
    table = new StripedTable<>(TableConfig.bounded("unbounded", TableConfig.UNBOUNDED));
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Map<Object, Object> model = new HashMap<>();
    for (int step = 0; step < 100_000; step++) {
      Object key = new BadKey(random.nextInt(3_000));
      Object value = step;
      switch (random.nextInt(4)) {
        case 0, 1 ->
          assertThat(table.put(key, value, ETERNAL, ETERNAL))
              .as("seed " + seed)
              .isEqualTo(model.put(key, value));
        case 2 ->
          assertThat(table.remove(key, null)).as("seed " + seed).isEqualTo(model.remove(key));
        default -> assertThat(table.get(key)).as("seed " + seed).isEqualTo(model.get(key));
      }
    }
    assertThat(table.size()).isEqualTo(model.size());
    model.forEach((key, value) -> assertThat(table.get(key)).isEqualTo(value));
  }

  /** Ten keys share a hash code, and the hash codes lie side by side. */
  private record BadKey(int id) {
    @Override
    public int hashCode() {
      return id / 10;
    }
  }

  @Test
  void eternalEntriesNeverAskForTheTime() {
    FakeTicker ticker = new FakeTicker();
    table = new StripedTable<>(TableConfig.bounded("test", 100).withTicker(ticker));
    long atFirst = ticker.reads();
    fill(200);
    table.get(1);
    table.remove(1, null);
    assertThat(table.cursor().advance()).isTrue();
    assertThat(ticker.reads()).isEqualTo(atFirst);
  }

  @Test
  void nonsenseIsRefusedWhenTheTableIsMade() {
    assertThatThrownBy(() -> TableConfig.bounded("test", -1))
        .hasMessageContaining("-1")
        .hasMessageContaining("negative");
    assertThatThrownBy(() -> TableConfig.bounded("test", 1).withStripes(3))
        .hasMessageContaining("stripes=3");
    assertThatThrownBy(() -> new StripedTable<Object, Object>(
                TableConfig.<Object, Object>bounded("test", 1).withWeigher((k, v) -> -7))
            .put("key", "value", ETERNAL, ETERNAL))
        .hasMessageContaining("-7");
  }

  @Test
  void aLargeTableHasSeveralStripesAndASmallOneHasOne() {
    assertThat(new StripedTable<>(TableConfig.bounded("small", 1_000)).stripeCount())
        .isEqualTo(1);
    assertThat(new StripedTable<>(TableConfig.bounded("large", 1_000_000)).stripeCount())
        .isGreaterThan(1);
  }

  @Test
  void theListenerHearsWhyEachEntryLeft() {
    List<String> heard = new ArrayList<>();
    table = new StripedTable<>(TableConfig.bounded("test", 2)
        .withListener((k, v, cause) -> heard.add(k + "=" + v + " " + cause)));
    table.put("a", 1, ETERNAL, ETERNAL);
    table.put("a", 2, ETERNAL, ETERNAL);
    table.remove("a", null);
    table.put("b", 3, ETERNAL, ETERNAL);
    table.clear();
    assertThat(heard).containsExactly("a=1 REPLACED", "a=2 EXPLICIT", "b=3 EXPLICIT");
  }

  private void fill(int entries) {
    for (int i = 0; i < entries; i++) {
      table.put(i, String.valueOf(i), ETERNAL, ETERNAL);
    }
  }
}
