package dev.larder.internal.core;

import static dev.larder.internal.core.Lifetime.ETERNAL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvictionTest {
  private StripedTable<Object, Object> table = new StripedTable<>(TableConfig.bounded("test", 128));

  @AfterEach
  void theTableIsConsistent() {
    table.checkConsistency();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 128, 10_000})
  void theBoundHoldsWhenPutReturnsAndIsUsedInFull(long bound) {
    table = new StripedTable<>(TableConfig.bounded("test", bound));
    for (int i = 0; i < 5 * bound; i++) {
      table.put(i, i, ETERNAL, ETERNAL);
      assertThat(table.size()).isLessThanOrEqualTo(bound);
    }
    assertThat(table.size()).isEqualTo(bound);
    assertThat(table.evictions()).isEqualTo(4 * bound);
  }

  @Test
  void aTableOfNoneKeepsNone() {
    table = new StripedTable<>(TableConfig.bounded("test", 0));
    table.put("key", "value", ETERNAL, ETERNAL);
    assertThat(table.get("key")).isNull();
    assertThat(table.size()).isZero();
  }

  @Test
  void anUnboundedTableKeepsAll() {
    table = new StripedTable<>(TableConfig.bounded("test", TableConfig.UNBOUNDED));
    for (int i = 0; i < 100_000; i++) {
      table.put(i, i, ETERNAL, ETERNAL);
    }
    assertThat(table.size()).isEqualTo(100_000);
  }

  @Test
  void whatIsReadOftenSurvivesAScan() {
    table = new StripedTable<>(TableConfig.bounded("test", 100));
    for (int round = 0; round < 10; round++) {
      for (int hot = 0; hot < 50; hot++) {
        if (table.get(hot) == null) {
          table.put(hot, hot, ETERNAL, ETERNAL);
        }
      }
      // What readers noted is put in order by the next writer.
      table.put("filler " + round, round, ETERNAL, ETERNAL);
    }
    for (int scanned = 1_000; scanned < 1_500; scanned++) {
      table.put(scanned, scanned, ETERNAL, ETERNAL);
    }
    int survivors = 0;
    for (int hot = 0; hot < 50; hot++) {
      survivors += table.get(hot) == null ? 0 : 1;
    }
    // By recency alone none would: the scan is five times the table's size.
    assertThat(survivors).isGreaterThanOrEqualTo(35);
  }

  @Test
  void hitsThatAreNotedByHashCountAsReadsDo() {
    table = new StripedTable<>(TableConfig.bounded("test", 1_000));
    for (int round = 0; round < 10; round++) {
      for (int key = 0; key < 100; key++) {
        table.putIfAbsent(key, key, Lifetime.ETERNAL);
        table.noteHit(Integer.hashCode(key));
      }
    }
    for (int key = 1_000; key < 20_000; key++) {
      table.put(key, key, Lifetime.ETERNAL, Lifetime.ETERNAL);
    }
    assertThat(IntStream.range(0, 100).filter(key -> table.peek(key) != null).count())
        .isGreaterThanOrEqualTo(90);
  }

  @Test
  void hitsOfNothingAreNotedNowhere() {
    table.noteHit(1);
    table.putIfAbsent(1, "one", Lifetime.ETERNAL);
    table.noteHit(2);
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void theTotalWeightStaysWithinTheBound() {
    table =
        new StripedTable<>(TableConfig.bounded("test", 10_000).withWeigher((k, v) -> (Integer) v));
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      table.put(random.nextInt(2_000), random.nextInt(100), ETERNAL, ETERNAL);
      assertThat(table.weight()).isLessThanOrEqualTo(10_000);
    }
    assertThat(table.weight()).isGreaterThan(9_000);
  }

  @Test
  void anEntryMayWeighUpToTheWholeBound() {
    table = new StripedTable<>(
        TableConfig.bounded("test", 10_000).withWeigher((k, v) -> (Integer) v).withStripes(8));
    for (int i = 0; i < 1_000; i++) {
      table.put(i, 10, ETERNAL, ETERNAL);
    }
    table.put("giant", 10_000, ETERNAL, ETERNAL);
    assertThat(table.weight()).isLessThanOrEqualTo(10_000);
  }

  @Test
  void whatIsHeavierThanTheBoundIsRefusedAndTheOldValueGone() {
    List<String> heard = new ArrayList<>();
    table = new StripedTable<>(TableConfig.bounded("test", 100)
        .withWeigher((k, v) -> (Integer) v)
        .withListener((k, v, cause) -> heard.add(v + " " + cause)));
    table.put("key", 50, ETERNAL, ETERNAL);
    table.put("key", 101, ETERNAL, ETERNAL);
    assertThat(table.get("key")).isNull();
    assertThat(heard).containsExactly("50 REPLACED", "101 SIZE");
  }

  @Test
  void weightlessEntriesAreNeverEvicted() {
    table = new StripedTable<>(TableConfig.bounded("test", 10).withWeigher((k, v) -> (Integer) v));
    for (int i = 0; i < 100; i++) {
      table.put(i, 0, ETERNAL, ETERNAL);
    }
    for (int i = 100; i < 200; i++) {
      table.put(i, 1, ETERNAL, ETERNAL);
    }
    for (int i = 0; i < 100; i++) {
      assertThat(table.get(i)).isEqualTo(0);
    }
    assertThat(table.weight()).isEqualTo(10);
  }

  @Test
  void manyKeysWithOneHashCodeAreEvictedAmongThemselves() {
    table = new StripedTable<>(TableConfig.bounded("test", 100_000));
    for (int i = 0; i < 50_000; i++) {
      table.put(new OneHash(i), i, ETERNAL, ETERNAL);
    }
    for (int i = 0; i < 1_000; i++) {
      table.put("other " + i, i, ETERNAL, ETERNAL);
    }
    assertThat(table.size()).isEqualTo(1_000 + RowTable.CLUSTER_LIMIT);
    assertThat(table.get(new OneHash(49_999))).isEqualTo(49_999);
  }

  @Test
  void anUnboundedTableKeepsAllHoweverManyHaveOneHashCode() {
    table = new StripedTable<>(TableConfig.bounded("test", TableConfig.UNBOUNDED));
    for (int i = 0; i < 100; i++) {
      table.put(new OneHash(i), i, ETERNAL, ETERNAL);
    }
    assertThat(table.size()).isEqualTo(100);
    for (int i = 0; i < 100; i += 2) {
      assertThat(table.remove(new OneHash(i), null)).isEqualTo(i);
    }
    for (int i = 0; i < 100; i++) {
      assertThat(table.get(new OneHash(i))).isEqualTo(i % 2 == 0 ? null : i);
    }
  }

  @Test
  void noOperationComparesWithMoreThanAFewKeysWhateverTheHashCode() {
    table = new StripedTable<>(TableConfig.bounded("test", 100_000));
    AtomicInteger comparisons = new AtomicInteger();
    int most = 0;
    for (int i = 0; i < 50_000; i++) {
      comparisons.set(0);
      table.put(new CountedKey(i, comparisons), i, ETERNAL, ETERNAL);
      table.get(new CountedKey(i, comparisons));
      table.get(new CountedKey(-i, comparisons));
      most = Math.max(most, comparisons.get());
    }
    // Twice for the put, which looks for the key and for a victim's cell; once for each get.
    assertThat(most).isLessThanOrEqualTo(4 * (RowTable.CLUSTER_LIMIT + 1));
  }

  /** All of them with one hash code. */
  private static final class CountedKey {
    private final int id;
    private final AtomicInteger comparisons;

    CountedKey(int id, AtomicInteger comparisons) {
      this.id = id;
      this.comparisons = comparisons;
    }

    @Override
    public boolean equals(Object other) {
      comparisons.incrementAndGet();
      return other instanceof CountedKey that && id == that.id;
    }

    @Override
    public int hashCode() {
      return 42;
    }
  }

  private record OneHash(int id) {
    @Override
    public int hashCode() {
      return 42;
    }
  }

  @Test
  @Tag("threads")
  void theBoundHoldsUnderConcurrentWriters() throws Exception {
    table = new StripedTable<>(TableConfig.bounded("test", 10_000));
    CyclicBarrier start = new CyclicBarrier(4);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Random random = new Random(t);
      Thread thread = new Thread(() -> {
        awaitQuietly(start);
        for (int i = 0; i < 100_000; i++) {
          Integer key = random.nextInt(40_000);
          switch (random.nextInt(8)) {
            case 0 -> table.remove(key, null);
            case 1, 2, 3 -> table.put(key, key, ETERNAL, ETERNAL);
            default -> {
              Object found = table.get(key);
              if (found != null && !found.equals(key)) {
                throw new AssertionError("read another key's value");
              }
            }
          }
        }
      });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(table.size()).isLessThanOrEqualTo(10_000).isGreaterThan(8_000);
  }

  private static void awaitQuietly(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
