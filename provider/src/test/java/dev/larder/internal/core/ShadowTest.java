package dev.larder.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShadowTest {
  private static final int SEED = 7;
  private static final int REQUESTS = 300_000;
  private static final int KEYS = 20_000;

  /** Far less than the buffer takes. */
  private static final int PLAYED_EVERY = 200;

  private final FakeTicker ticker = new FakeTicker();
  private final FakeGate gate = new FakeGate();
  private final AtomicLong hits = new AtomicLong();
  private final AtomicLong misses = new AtomicLong();
  private StripedTable<Integer, Integer> table = table(2_000);
  private Shadow shadow = new Shadow(table, hits::get, misses::get, gate);

  private StripedTable<Integer, Integer> table(long bound) {
    return new StripedTable<>(
        TableConfig.<Integer, Integer>bounded("test", bound).withTicker(ticker), SEED);
  }

  private void useTableOf(long bound) {
    table = table(bound);
    shadow = new Shadow(table, hits::get, misses::get, gate);
  }

  @AfterEach
  void theMiniaturesAreWhole() {
    shadow.check();
  }

  @Test
  void itForetellsWhatOtherSizesHave() {
    shadow.follow(true);
    askForSkewedKeys(REQUESTS, PLAYED_EVERY);
    HitCurve curve = shadow.curve();
    assertThat(curve.at(0.5)).isCloseTo(hitRatioOf(1_000), within(0.02));
    assertThat(curve.at(1)).isEqualTo(curve.hitRatio());
    assertThat(curve.at(4)).isCloseTo(hitRatioOf(8_000), within(0.02));
  }

  @Test
  void itForetellsInALoopThatTheTableIsTooSmallFor() {
    useTableOf(100);
    shadow.follow(true);
    for (int i = 0; i < REQUESTS; i++) {
      ask(i % 150);
      playAt(i, PLAYED_EVERY);
    }
    assertThat(shadow.curve().at(2)).isGreaterThan(0.99);
  }

  @Test
  void itKnowsNothingBeforeItFollows() {
    askForSkewedKeys(1_000, PLAYED_EVERY);
    assertThat(shadow.curve()).isEqualTo(HitCurve.UNKNOWN);
  }

  @Test
  void whatItHasLearntStaysWhenItNoLongerFollows() {
    shadow.follow(true);
    askForSkewedKeys(10_000, PLAYED_EVERY);
    HitCurve before = shadow.curve();
    shadow.follow(false);
    askForSkewedKeys(10_000, PLAYED_EVERY);
    assertThat(shadow.curve()).isEqualTo(before);
  }

  @Test
  void whatComesFasterThanItIsPlayedIsLeftOut() {
    useTableOf(10); // so small that all keys are in the sample
    shadow.follow(true);
    askForSkewedKeys(100_000, Integer.MAX_VALUE);
    assertThat(shadow.curve().sampled()).isLessThan(3_000).isGreaterThan(300);
  }

  @Test
  void aCacheThatIsReadAllTheTimeIsForetoldFromPartsOfIt() {
    shadow.follow(true);
    askForSkewedKeys(4 * REQUESTS, REQUESTS / 20);
    assertThat(shadow.curve().at(4)).isCloseTo(hitRatioOf(8_000), within(0.03));
  }

  @Test
  void whatExpiresBeforeItIsAskedForAgainIsNoHitAtAnySize() {
    long second = Duration.ofSeconds(1).toNanos();
    shadow.lifetimes(second, second, Lifetime.UNCHANGED);
    shadow.follow(true);
    for (int round = 0; round < 20; round++) {
      for (int key = 0; key < 500; key++) {
        askFor(key, second);
      }
      shadow.play();
      ticker.advance(Duration.ofSeconds(2));
    }
    assertThat(shadow.curve().points())
        .allSatisfy(point -> assertThat(point.hitRatio()).isZero());
  }

  @Test
  void whatIsPutWithoutBeingAskedForIsThereInTheMiniatures() {
    shadow.follow(true);
    for (int key = 0; key < 500; key++) {
      table.put(key, key, Lifetime.ETERNAL, Lifetime.ETERNAL);
      shadow.stored(table.hash(key), false);
      ask(key);
      playAt(key, 50);
    }
    assertThat(shadow.curve().at(8)).isEqualTo(1);
  }

  @Test
  void whatWasRemovedOrClearedIsAskedForInVain() {
    shadow.follow(true);
    table.shadow(shadow);
    for (int key = 0; key < 2_000; key++) {
      ask(key);
      table.remove(key, null);
      shadow.removed(table.hash(key));
      ask(key);
      playAt(key, 100);
      if (key % 100 == 0) {
        table.clear();
        shadow.play();
        ask(key);
      }
    }
    assertThat(shadow.curve().at(8)).isZero();
  }

  @Test
  void itGoesOnWithAnotherBound() {
    shadow.follow(true);
    askForSkewedKeys(50_000, PLAYED_EVERY);
    new Upkeep<>(table).resize(2_200);
    askForSkewedKeys(50_000, PLAYED_EVERY);
    long sampled = shadow.curve().sampled();
    new Upkeep<>(table).resize(20);
    askForSkewedKeys(50_000, PLAYED_EVERY);
    assertThat(sampled).isGreaterThan(20_000);
    assertThat(shadow.curve().points()).hasSize(7);
    assertThat(shadow.curve().hitRatio()).isLessThan(hitRatioOf(1_000));
  }

  @Test
  void aTableWithoutABoundHasNoCurve() {
    useTableOf(TableConfig.UNBOUNDED);
    shadow.follow(true);
    askForSkewedKeys(10_000, PLAYED_EVERY);
    assertThat(shadow.curve()).isEqualTo(HitCurve.UNKNOWN);
  }

  @Test
  void ofATableBoundedByWeightItFindsOutHowManyEntriesFit() {
    table = new StripedTable<>(
        TableConfig.<Integer, Integer>bounded("test", 200_000)
            .withWeigher((key, value) -> 100)
            .withTicker(ticker),
        SEED);
    shadow = new Shadow(table, hits::get, misses::get, gate);
    shadow.follow(true);
    askForSkewedKeys(REQUESTS, PLAYED_EVERY);
    assertThat(shadow.curve().at(4)).isCloseTo(hitRatioOf(8_000), within(0.02));
  }

  @Test
  void itTakesSomeHundredKilobytesHoweverLargeTheTableIs() throws IllegalAccessException {
    useTableOf(20_000);
    shadow.follow(true);
    for (int key = 0; key < REQUESTS; key++) { // more than the largest size has room for
      shadow.missed(table.hash(key));
      playAt(key, 1_000);
    }
    for (int key = 0; key < REQUESTS; key++) { // more than the buffer has room for
      shadow.missed(table.hash(key));
    }
    shadow.play();
    assertThat(DeepSize.of(shadow, table, gate)).isBetween(100_000L, 640_000L);
  }

  @Test
  void whoTellsIsAskedForASampleOnlyAndForNothingWhenItIsFull() {
    useTableOf(100_000);
    assertThat(gate.limit).isEqualTo(Shadow.NONE);
    shadow.follow(true);
    double share = ((double) gate.limit - Integer.MIN_VALUE) / 0x1p32;
    assertThat(share).isBetween(0.01, 0.1);
    for (int key = 0; key < REQUESTS; key++) {
      shadow.missed(table.hash(key));
    }
    assertThat(gate.limit).isEqualTo(Shadow.NONE);
    shadow.play();
    assertThat(gate.limit).isGreaterThan(Shadow.NONE);
    shadow.follow(false);
    assertThat(gate.limit).isEqualTo(Shadow.NONE);
  }

  @Test
  void whoWantsToKnowIsToldWhenSomethingWasPlayed() {
    AtomicLong told = new AtomicLong();
    useTableOf(10);
    shadow.afterwards(told::incrementAndGet);
    shadow.play();
    assertThat(told).as("it does not follow").hasValue(0);
    assertThat(shadow.isFollowing()).isFalse();
    shadow.follow(true);
    assertThat(shadow.isFollowing()).isTrue();
    shadow.play();
    assertThat(told).as("there was nothing").hasValue(0);
    ask(1);
    shadow.play();
    assertThat(told).hasValue(1);
    shadow.play();
    assertThat(told).hasValue(1);
  }

  @Test
  void whoSetsTheCountsToZeroTakesNothingFromWhatWasCounted() {
    useTableOf(10);
    hits.set(1_000);
    misses.set(1_000);
    shadow.follow(true);
    askTimes(1, 4); // a miss, three hits
    assertThat(shadow.curve().hitRatio()).isEqualTo(0.75);
    hits.set(0);
    misses.set(0);
    askTimes(2, 8); // a miss, seven hits
    assertThat(shadow.curve().hitRatio()).isEqualTo(10.0 / 12);
    askTimes(2, 4);
    assertThat(shadow.curve().hitRatio()).isEqualTo(14.0 / 16);
  }

  @Test
  void whatWasCountedLongAgoCountsLess() {
    useTableOf(10);
    shadow.follow(true);
    askInTurns(60_000, 1_000_000);
    assertThat(shadow.curve().hitRatio()).isZero();
    assertThat(shadow.curve().sampled()).isGreaterThan(50_000);
    ticker.advance(Duration.ofDays(1));
    askInTurns(200, 1);
    assertThat(shadow.curve().sampled()).isBetween(25_000L, 35_000L);
    askInTurns(30_000, 1);
    assertThat(shadow.curve().hitRatio()).isBetween(0.4, 0.6);
  }

  @Test
  void aClearingIsSeenThoughNothingMoreCanBeNoted() {
    useTableOf(10);
    shadow.follow(true);
    askTimes(1, 2);
    shadow.play();
    askTimes(1, 20_000);
    shadow.cleared();
    shadow.play();
    long before = shadow.curve().sampled();
    ask(1);
    HitCurve after = shadow.curve();
    assertThat(after.sampled()).isEqualTo(before + 1);
    assertThat(after.at(8)).isLessThan(1);
  }

  @Test
  void whatNotesLostSoMuchHasRoomForMoreTheNextTime() {
    useTableOf(10);
    shadow.follow(true);
    askTimes(1, 20_000);
    long first = shadow.curve().sampled();
    askTimes(1, 20_000);
    long second = shadow.curve().sampled() - first;
    assertThat(second).isGreaterThan(first);
  }

  private void askTimes(int key, int times) {
    for (int i = 0; i < times; i++) {
      ask(key);
    }
  }

  private void askInTurns(int requests, int keys) {
    for (int i = 0; i < requests; i++) {
      ask(i % keys);
      playAt(i, 100);
    }
  }

  private void playAt(int request, int every) {
    if (request % every == every - 1) {
      shadow.play();
    }
  }

  private void askForSkewedKeys(int requests, int playedEvery) {
    Random random = new Random(SEED);
    for (int i = 0; i < requests; i++) {
      ask(skewed(random));
      playAt(i, playedEvery);
    }
  }

  private static int skewed(Random random) {
    return (int) (KEYS * Math.pow(random.nextDouble(), 3));
  }

  private void ask(int key) {
    askFor(key, Lifetime.ETERNAL);
  }

  private void askFor(int key, long lifetime) {
    if (table.get(key) != null) {
      hits.incrementAndGet();
      shadow.hit(table.hash(key));
    } else {
      misses.incrementAndGet();
      shadow.missed(table.hash(key));
      table.put(key, key, lifetime, lifetime);
      shadow.stored(table.hash(key), false);
    }
  }

  private double hitRatioOf(int bound) {
    StripedTable<Integer, Integer> other = table(bound);
    Random random = new Random(SEED);
    int found = 0;
    for (int i = 0; i < REQUESTS; i++) {
      int key = skewed(random);
      if (other.get(key) != null) {
        found++;
      } else {
        other.put(key, key, Lifetime.ETERNAL, Lifetime.ETERNAL);
      }
    }
    return (double) found / REQUESTS;
  }

  private static final class FakeGate implements Shadow.Gate {
    private int limit = Shadow.NONE;

    @Override
    public int spread(int hash) {
      return hash * 0x85EB_CA6B;
    }

    @Override
    public void open(int other) {
      limit = other;
    }
  }
}
