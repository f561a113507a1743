package dev.larder.internal.core;

import static dev.larder.internal.core.Lifetime.ETERNAL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a known table does with known traffic, to the hit: no step of policy, sketch, ghosts, miniatures and choice of mode can change
 * unseen. The figures are no goal; whoever changes the policy on purpose replaces them, and says how the traces in decision 2 fare.
 */
class ReplayTest {
  private static final int BOUND = 400;
  private static final int REQUESTS = 10_000;

  private final Random random = new Random(42);

  @Test
  void aKnownTraceHasTheseHits() {
    StripedTable<Integer, Integer> table =
        table(TableConfig.<Integer, Integer>bounded("replay", BOUND));
    assertThat(List.of(
            hits(table, i -> skewed(4_000)),
            hits(table, i -> 10_000 + i % 600), // a loop that does not fit
            hits(table, i -> 20_000 + i / 3 + random.nextInt(150)), // moves on
            hits(table, i -> i % 3 == 0 ? 100_000 + i : 30_000 + skewed(1_000)), // scanned
            hits(table, i -> 200_000 + i / 2_000 * 350 + i % 350))) // each just fits
        .containsExactly(3_705, 5_053, 5_464, 3_745, 6_890);
    table.checkConsistency();
  }

  @Test
  void aKnownTraceOfWeightsHasTheseHits() {
    StripedTable<Integer, Integer> table =
        table(TableConfig.<Integer, Integer>bounded("replay", 8 * BOUND)
            .withWeigher((key, value) -> value % 17));
    assertThat(List.of(
            hits(table, i -> skewed(4_000)),
            hits(table, i -> 10_000 + i % 600), // a loop that does not fit
            hits(table, i -> 20_000 + i / 3 + random.nextInt(150))))
        .containsExactly(3_871, 3_935, 6_262);
    table.checkConsistency();
  }

  @Test
  void aKnownTraceHasTheseHitsInALargeStripe() {
    StripedTable<Integer, Integer> table =
        table(TableConfig.<Integer, Integer>bounded("replay", 4_200));
    assertThat(List.of(hits(table, i -> skewed(40_000)), hits(table, i -> 100_000 + i % 4_500)))
        .containsExactly(2_702, 861);
    table.checkConsistency();
  }

  @ParameterizedTest
  @CsvSource({"LRU, 4445", "MRU, 3026", "LFU, 4489", "FIFO, 4207", "LIFO, 3307", "RANDOM, 4114"})
  void aKnownTraceOfWeightsHasTheseHitsInEachExactOrder(EvictionOrder order, int hits) {
    StripedTable<Integer, Integer> table =
        table(TableConfig.<Integer, Integer>bounded("replay", BOUND)
            .withOrder(order)
            .withWeigher((key, value) -> value % 7));
    assertThat(hits(table, i -> skewed(1_000))).isEqualTo(hits);
    table.checkConsistency();
  }

  private static StripedTable<Integer, Integer> table(TableConfig<Integer, Integer> config) {
    return new StripedTable<>(config.withStripes(1), 7);
  }

  /** Cache-aside, with a removal and an update now and then. */
  private int hits(StripedTable<Integer, Integer> table, IntUnaryOperator trace) {
    int hits = 0;
    for (int i = 0; i < REQUESTS; i++) {
      Integer key = trace.applyAsInt(i);
      if (table.get(key) != null) {
        hits++;
        if (i % 11 == 0) {
          table.put(key, key + i % 2, ETERNAL, ETERNAL);
        } else if (i % 101 == 0) {
          table.remove(key, null);
        }
      } else {
        table.put(key, key, ETERNAL, ETERNAL);
      }
    }
    return hits;
  }

  /** Small numbers are frequent, large ones rare. */
  private int skewed(int keys) {
    return (int) (keys * StrictMath.pow(random.nextDouble(), 3));
  }
}
