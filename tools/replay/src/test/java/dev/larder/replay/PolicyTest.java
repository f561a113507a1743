package dev.larder.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.replay.log.Trace;
import dev.larder.replay.policy.Arc;
import dev.larder.replay.policy.LarderCore;
import dev.larder.replay.policy.Lfu;
import dev.larder.replay.policy.Lirs;
import dev.larder.replay.policy.Lru;
import dev.larder.replay.policy.Optimum;
import dev.larder.replay.policy.Policy;
import dev.larder.replay.policy.S3Fifo;
import dev.larder.replay.policy.Sieve;
import dev.larder.replay.policy.WTinyLfu;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyTest {
  private static final long LOOP = 100;

  private static final Trace LOOPING =
      Trace.of("loop", LongStream.range(0, 50 * LOOP).map(i -> i % LOOP).toArray());
  private static final Trace SKEWED = skewed();

  private static Trace skewed() {
    Random random = new Random(42);
    return Trace.of(
        "skewed",
        LongStream.range(0, 20_000)
            .map(i -> (long) (1_000 * Math.pow(random.nextDouble(), 3)))
            .toArray());
  }

  static Iterable<Contestant> all() {
    var all = Contestant.references();
    all.add(Contestant.larder(0));
    return all;
  }

  @ParameterizedTest
  @MethodSource("all")
  void aCacheThatHoldsAllMissesEachKeyOnce(Contestant contestant) {
    Policy policy = contestant.maker().make(SKEWED, 10_000, 1);
    assertThat(hits(SKEWED, policy)).isEqualTo(SKEWED.length() - SKEWED.uniqueKeys());
  }

  @ParameterizedTest
  @MethodSource("all")
  void noneBeatsTheOptimum(Contestant contestant) {
    assertThat(hits(SKEWED, contestant.maker().make(SKEWED, 100, 1)))
        .isLessThanOrEqualTo(hits(SKEWED, new Optimum(100, SKEWED)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void aKeyAskedForTwiceInARowIsAHit(Contestant contestant) {
    Trace trace = Trace.of("pairs", 1, 1, 2, 2, 3, 3, 4, 4, 1, 1);
    assertThat(hits(trace, contestant.maker().make(trace, 2, 1))).isGreaterThanOrEqualTo(5);
  }

  @Test
  void theOptimumKeepsWhatItCanOfALoop() {
    assertThat(hits(LOOPING, new Optimum(50, LOOPING))).isEqualTo(49 * 50);
  }

  @Test
  void theOptimumDoesNotKeepWhatIsNeverAskedForAgain() {
    Trace trace = Trace.of("once", 1, 2, 3, 1, 4, 1);
    assertThat(hits(trace, new Optimum(1, trace))).isEqualTo(2);
  }

  @Test
  void recencyAndArrivalAloneMissEachKeyOfALoop() {
    int keys = LOOPING.uniqueKeys();
    assertThat(hits(LOOPING, new Lru(99, keys))).isZero();
    assertThat(hits(LOOPING, Lru.fifo(99, keys))).isZero();
    assertThat(hits(LOOPING, new Arc(50, keys))).isZero();
    assertThat(hits(LOOPING, new Sieve(50, keys))).isZero();
    assertThat(hits(LOOPING, new S3Fifo(50, keys))).isZero();
  }

  @Test
  void stableKeysKeepHalfOfALoopInACacheOfHalfItsSize() {
    assertThat(hits(LOOPING, new Lirs(50, LOOPING.uniqueKeys()))).isEqualTo(49 * 49);
    assertThat(hits(LOOPING, new WTinyLfu(50, LOOPING.uniqueKeys(), 1))).isGreaterThan(2_000);
  }

  @Test
  void theLeastRecentKeyLeavesFirst() {
    Trace trace = Trace.of("t", 1, 2, 1, 3, 1, 2);
    assertThat(hits(trace, new Lru(2, trace.uniqueKeys()))).isEqualTo(2);
    assertThat(hits(trace, Lru.fifo(2, trace.uniqueKeys()))).isEqualTo(1);
  }

  @Test
  void theLeastFrequentKeyLeavesFirst() {
    Trace trace = Trace.of("t", 1, 1, 1, 2, 3, 4, 1);
    assertThat(hits(trace, new Lfu(2, trace.uniqueKeys()))).isEqualTo(3);
  }

  @Test
  void theRealTableDoesTheSameAgainWithTheSameSeed() {
    long first = hits(SKEWED, new LarderCore(100, SKEWED.uniqueKeys(), 0, 7));
    assertThat(hits(SKEWED, new LarderCore(100, SKEWED.uniqueKeys(), 0, 7))).isEqualTo(first);
  }

  private static long hits(Trace trace, Policy policy) {
    return Replay.run(trace, policy, more -> {}).hits();
  }
}
