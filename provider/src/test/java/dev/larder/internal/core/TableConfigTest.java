package dev.larder.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class TableConfigTest {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private static TableConfig<String, String> bounded(long maximum) {
    return TableConfig.bounded("test", maximum);
  }

  private static int stripes(long atMost) {
    return (int) Long.highestOneBit(Math.min(4L * CORES, atMost));
  }

  @Test
  void eachPartCanBeChangedAndLeavesTheOthersAsTheyAre() {
    Weigher<String, String> weigher = (key, value) -> 1;
    RemovalListener<String, String> listener = (key, value, cause) -> {};
    IntConsumer counter = count -> {};
    ExpiryHandler<String, String> handler = new ExpiryHandler<>() {
      @Override
      public boolean isNeeded() {
        return false;
      }

      @Override
      public void expired(String key, String value) {}
    };
    Ticker ticker = () -> 0;
    TableConfig<String, String> all = new TableConfig<>(
        "test", 5, weigher, listener, counter, handler, ticker, 8, EvictionOrder.LFU);
    assertThat(bounded(5)
            .withOrder(EvictionOrder.LFU)
            .withStripes(8)
            .withTicker(ticker)
            .withExpiryHandler(handler)
            .withEvictionCounter(counter)
            .withListener(listener)
            .withWeigher(weigher))
        .isEqualTo(all);
    assertThat(bounded(5)
            .withWeigher(weigher)
            .withListener(listener)
            .withEvictionCounter(counter)
            .withExpiryHandler(handler)
            .withTicker(ticker)
            .withStripes(8)
            .withOrder(EvictionOrder.LFU))
        .isEqualTo(all);
  }

  @Test
  void aSmallTableHasOneStripeAndALargeOneAsManyAsItsEntriesAndTheMachineAreWorth() {
    assertThat(bounded(4_095).stripeCount()).isEqualTo(1);
    assertThat(bounded(4_096).stripeCount()).isEqualTo(stripes(8));
    assertThat(bounded(100_000_000).stripeCount()).isEqualTo(stripes(1_024));
    assertThat(bounded(TableConfig.UNBOUNDED).stripeCount()).isEqualTo(stripes(1_024));
    assertThat(bounded(4_096).withWeigher((key, value) -> 1).stripeCount())
        .isEqualTo(stripes(1_024));
    assertThat(bounded(10).withStripes(32).stripeCount()).isEqualTo(32);
  }

  @Test
  void roomIsMadeForTheEntriesThatAStripeWillHave() {
    assertThat(bounded(1_000).expectedRows(1)).isEqualTo(1_002);
    assertThat(bounded(8_000).expectedRows(8)).isEqualTo(1_002 + 4 * 31);
    assertThat(bounded(TableConfig.UNBOUNDED).expectedRows(1)).isZero();
    assertThat(bounded(1_000).withWeigher((key, value) -> 1).expectedRows(1)).isZero();
    assertThat(bounded(1L << 40).expectedRows(1)).isEqualTo(RowTable.MAXIMUM_ROWS);
    assertThat(bounded(TableConfig.UNBOUNDED - 1).expectedRows(1)).isEqualTo(RowTable.MAXIMUM_ROWS);
  }

  @Test
  void entriesAreKeptInOrderWhereThereIsABoundOrAnOrderWasAskedFor() {
    assertThat(bounded(10).isOrdered()).isTrue();
    assertThat(bounded(TableConfig.UNBOUNDED).isOrdered()).isFalse();
    assertThat(bounded(TableConfig.UNBOUNDED).withOrder(EvictionOrder.LRU).isOrdered())
        .isTrue();
  }

  @Test
  void aBoundOfNoneAndOneStripeAreAllowedAndLessIsNot() {
    assertThat(bounded(0).maximumWeight()).isZero();
    assertThat(bounded(0).withStripes(1).stripes()).isEqualTo(1);
    assertThatThrownBy(() -> bounded(5).withStripes(-4)).hasMessageContaining("-4");
  }

  @Test
  void theCounterIsToldOfAllThatIsEvictedAndNothingElse() {
    AtomicInteger evicted = new AtomicInteger();
    List<Integer> told = new ArrayList<>();
    StripedTable<Integer, Integer> table = new StripedTable<>(
        TableConfig.<Integer, Integer>bounded("test", 10).withEvictionCounter(count -> {
          evicted.addAndGet(count);
          told.add(count);
        }));
    for (int key = 0; key < 25; key++) {
      table.put(key, key, Lifetime.ETERNAL, Lifetime.ETERNAL);
    }
    assertThat(evicted.get()).isEqualTo(15);
    assertThat(told).doesNotContain(0);
    table.clear();
    assertThat(evicted.get()).isEqualTo(15);
  }
}
