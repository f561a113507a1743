package dev.larder.internal.core;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A clock that a thread watches. Here it does when told. */
class WatchedTickerTest {
  private static final Duration BY_HAND = Duration.ofDays(1);
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final FakeTicker exact = new FakeTicker();
  private final WatchedTicker ticker = new WatchedTicker(exact, BY_HAND);

  @AfterEach
  void nobodyAsksAnyMore() {
    forgetToAsk(ticker);
    assertThat(ticker.thread()).isNull();
  }

  private static void forgetToAsk(WatchedTicker ticker) {
    for (int i = 0; i <= WatchedTicker.PATIENCE; i++) {
      ticker.look();
    }
  }

  private void advanceAndLook(Duration time) {
    exact.advance(time);
    ticker.look();
  }

  private StripedTable<String, String> table() {
    return new StripedTable<>(TableConfig.<String, String>bounded("test", 10).withTicker(ticker));
  }

  private long looks(Runnable operation) {
    long before = exact.reads();
    operation.run();
    return exact.reads() - before;
  }

  // -- the time

  @Test
  void whoWantsToKnowThatItIsNotSoLateYetDoesNotLookAtTheClock() {
    ticker.latest();
    exact.advance(PAUSE);
    assertThat(looks(ticker::latest)).isZero();
    assertThat(ticker.latest()).isGreaterThan(exact.nanos());
  }

  @Test
  void whoWantsToKnowTheTimeDoes() {
    ticker.latest();
    exact.advance(PAUSE);
    assertThat(ticker.nanos()).isEqualTo(exact.nanos());
    assertThat(looks(ticker::nanos)).isEqualTo(1);
  }

  @Test
  void theFirstToAskLooksHimself() {
    assertThat(ticker.latest()).isEqualTo(exact.nanos());
  }

  @Test
  void whatItSaysIsNotBehindThoughTheThreadIsByAllItsSlack() {
    ticker.latest();
    ticker.look();
    exact.advance(Duration.ofNanos(WatchedTicker.SLACK));
    assertThat(ticker.latest()).isEqualTo(exact.nanos());
  }

  @Test
  void itGoesOnWhereTheExactTimeWraps() {
    AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    WatchedTicker wrapping = new WatchedTicker(nanos::get, BY_HAND);
    wrapping.latest();
    assertThat(wrapping.latest() - nanos.get()).isEqualTo(WatchedTicker.SLACK);
    nanos.addAndGet(2); // the least of all numbers, which stands for something else
    wrapping.look();
    assertThat(wrapping.latest() - nanos.get()).isEqualTo(WatchedTicker.SLACK + 1);
    forgetToAsk(wrapping);
  }

  // -- reads that go by it

  @Test
  void aReadOfWhatIsFarFromItsEndLooksAtNoClock() {
    StripedTable<String, String> table = table();
    table.put("key", "value", 60 * SECOND, 60 * SECOND);
    table.get("key");
    assertThat(looks(() -> assertThat(table.get("key")).isEqualTo("value"))).isZero();
    assertThat(looks(() -> assertThat(table.peek("key")).isEqualTo("value"))).isZero();
    table.checkConsistency();
  }

  @Test
  void thoughSomethingElseIsNearItsEnd() {
    StripedTable<String, String> table = table();
    table.put("key", "value", 60 * SECOND, 60 * SECOND);
    table.put("mayfly", "value", SECOND / 2, SECOND / 2);
    table.get("key");
    assertThat(looks(() -> assertThat(table.get("key")).isEqualTo("value"))).isZero();
    assertThat(looks(() -> assertThat(table.get("mayfly")).isEqualTo("value"))).isEqualTo(1);
    table.checkConsistency();
  }

  @Test
  void orNeverExpires() {
    StripedTable<String, String> table = table();
    table.put("key", "value", Lifetime.ETERNAL, Lifetime.ETERNAL);
    table.put("mayfly", "value", SECOND / 2, SECOND / 2);
    table.get("key");
    assertThat(looks(() -> assertThat(table.get("key")).isEqualTo("value"))).isZero();
    table.checkConsistency();
  }

  /** However much the thread is behind. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 10, 500, 999})
  void anEntryIsGoneToTheNanosecond(long behindMillis) {
    Duration behind = Duration.ofMillis(behindMillis);
    StripedTable<String, String> table = table();
    table.put("key", "value", 5 * SECOND, 5 * SECOND);
    table.put("eternal", "value", Lifetime.ETERNAL, Lifetime.ETERNAL);
    assertThat(table.get("key")).isEqualTo("value");
    advanceAndLook(Duration.ofSeconds(5).minus(behind).minusNanos(1));
    exact.advance(behind);
    assertThat(table.get("key")).isEqualTo("value");
    exact.advance(Duration.ofNanos(1));
    assertThat(table.get("key")).isNull();
    assertThat(table.get("eternal")).isEqualTo("value");
    assertThat(table.sweep()).isEqualTo(1);
    table.checkConsistency();
  }

  @Test
  void onlyWhereTheThreadStoodStillForLongerThanItsSlackIsAnEntryMetTooLate() {
    StripedTable<String, String> table = table();
    table.put("key", "value", 2 * SECOND, 2 * SECOND);
    table.get("key");
    exact.advance(Duration.ofSeconds(2));
    assertThat(table.get("key"))
        .isEqualTo("value"); // all of the process stood still, but for this thread
    ticker.look();
    assertThat(table.get("key")).isNull();
  }

  // -- reads that give an entry more time

  @Test
  void aReadThatWouldGainAnEntryNextToNothingLooksAtNoClock() {
    StripedTable<String, String> table = table();
    long idle = TimeUnit.MINUTES.toNanos(10);
    table.put("key", "value", idle, idle);
    table.get("key", idle);
    assertThat(looks(() -> table.get("key", idle))).isZero();
    advanceAndLook(Duration.ofMillis(500));
    assertThat(looks(() -> table.get("key", idle))).isZero();
    advanceAndLook(Duration.ofMillis(100));
    assertThat(looks(() -> table.get("key", idle))).isEqualTo(1);
    assertThat(looks(() -> table.get("key", idle))).isZero();
    table.checkConsistency();
  }

  /** However the reads fall between the looks of the thread, which is a pause and a half behind. */
  @ParameterizedTest
  @ValueSource(longs = {15, 100, 1000, 7000})
  void anEntryThatIsReadLivesItsIdleTimeLessOneInAThousand(long millisBetweenReads) {
    Duration idle = Duration.ofSeconds(60);
    Duration late = PAUSE.multipliedBy(3).dividedBy(2);
    StripedTable<String, String> table = table();
    table.put("key", "value", idle.toNanos(), idle.toNanos());
    for (int i = 0; i < 100; i++) {
      advanceAndLook(Duration.ofMillis(millisBetweenReads).minus(late));
      exact.advance(late);
      assertThat(table.get("key", idle.toNanos())).isEqualTo("value");
    }
    advanceAndLook(idle.minus(idle.dividedBy(1024)).minusNanos(1));
    assertThat(table.peek("key")).isEqualTo("value");
    advanceAndLook(idle.dividedBy(1024).plusNanos(1));
    assertThat(table.peek("key")).isNull();
    table.checkConsistency();
  }

  // -- the thread

  @Test
  void thereIsNoThreadUntilSomebodyAsks() {
    table().put("key", "value", SECOND, SECOND);
    assertThat(ticker.thread()).isNull();
  }

  @Test
  void theThreadEndsWhenNobodyHasAskedForLongAndComesBackWithTheNextOneToAsk() throws Exception {
    ticker.latest();
    Thread thread = requireNonNull(ticker.thread());
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getContextClassLoader()).isNull();
    assertThat(thread.getName()).isEqualTo("larder-watch");
    forgetToAsk(ticker);
    assertThat(ticker.thread()).isNull();
    thread.join(60_000);
    assertThat(thread.isAlive()).isFalse();
    exact.advance(Duration.ofHours(1));
    assertThat(ticker.latest()).isEqualTo(exact.nanos());
    assertThat(ticker.thread()).isNotNull().isNotSameAs(thread);
  }

  @Test
  void theThreadEndsWithTheLastWhoWasAttached() {
    ticker.attach("a");
    ticker.attach("b");
    ticker.latest();
    ticker.detach("a");
    assertThat(ticker.thread()).isNotNull();
    ticker.detach("b");
    assertThat(ticker.thread()).isNull();
    exact.advance(Duration.ofHours(1));
    assertThat(ticker.latest()).isEqualTo(exact.nanos());
    assertThat(ticker.thread()).isNotNull();
  }

  @Test
  void theThreadGoesOnWhileSomebodyAsks() {
    ticker.latest();
    Thread thread = requireNonNull(ticker.thread());
    for (int i = 0; i < 3 * WatchedTicker.PATIENCE; i++) {
      if (i % (WatchedTicker.PATIENCE - 1) == 0) {
        ticker.latest();
      }
      ticker.look();
    }
    assertThat(ticker.thread()).isSameAs(thread);
  }

  @Test
  void theThreadSeesTheTimeGoOn() {
    WatchedTicker watched = new WatchedTicker(exact, Duration.ofMillis(1));
    watched.latest();
    exact.advance(Duration.ofHours(1));
    await("a look", () -> watched.latest() - exact.nanos() >= 0);
    await("the end of the thread", () -> watched.thread() == null);
  }

  private static void await(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).as(what).isLessThan(TimeUnit.SECONDS.toNanos(60));
      Thread.onSpinWait();
    }
  }
}
