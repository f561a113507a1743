package dev.larder.internal.core;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoarseTickerTest {
  private static final Duration SOON = Duration.ofMillis(1);

  /** The thread that has such a pause moves nothing by itself while a test lasts. */
  private static final Duration BY_HAND = Duration.ofDays(1);

  private final FakeTicker exact = new FakeTicker();

  private final Object user = new Object();

  private static void await(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).as(what).isLessThan(TimeUnit.SECONDS.toNanos(60));
      Thread.onSpinWait();
    }
  }

  // -- the time

  @Test
  void itShowsTheTimeOfItsLastTickHoweverOftenItIsLookedAt() {
    CoarseTicker ticker = new CoarseTicker(exact, BY_HAND);
    long start = exact.nanos();
    exact.advance(Duration.ofSeconds(3));
    long looks = exact.reads();
    assertThat(ticker.nanos()).isEqualTo(start);
    assertThat(ticker.nanos()).isEqualTo(start);
    assertThat(exact.reads()).isEqualTo(looks);
    ticker.tick();
    assertThat(ticker.nanos() - start).isEqualTo(3_000_000_000L);
  }

  @Test
  void itGoesOnWhereTheExactTimeWraps() {
    AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    CoarseTicker ticker = new CoarseTicker(nanos::get, BY_HAND);
    nanos.addAndGet(5);
    ticker.tick();
    assertThat(ticker.nanos()).isEqualTo(Long.MIN_VALUE + 3);
  }

  @Test
  void itNeverGoesBack() {
    AtomicLong nanos = new AtomicLong(100);
    CoarseTicker ticker = new CoarseTicker(nanos::get, BY_HAND);
    nanos.set(40);
    ticker.tick();
    assertThat(ticker.nanos()).isEqualTo(100);
    nanos.set(101);
    ticker.tick();
    assertThat(ticker.nanos()).isEqualTo(101);
  }

  @Test
  void ofTwoWhoMoveItAtOnceTheLaterOneCounts() {
    AtomicLong nanos = new AtomicLong();
    CoarseTicker[] late = new CoarseTicker[1];
    CoarseTicker ticker = new CoarseTicker(
        () -> {
          CoarseTicker other = late[0];
          late[0] = null;
          long seen = nanos.get();
          if (other != null) {
            // Whoever has looked is kept from going on until somebody else has looked and is done.
            nanos.set(7);
            other.tick();
          }
          return seen;
        },
        BY_HAND);
    nanos.set(3);
    late[0] = ticker;
    ticker.tick();
    assertThat(ticker.nanos()).isEqualTo(7);
  }

  /** However the ticks fall between the put and the end of its time. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 5, 9, 10})
  void anEntryLivesItsTimeGiveOrTakeTheResolution(long putAfterTick) {
    long resolution = 10;
    long lifetime = 25;
    CoarseTicker ticker = new CoarseTicker(exact, BY_HAND);
    StripedTable<String, String> table =
        new StripedTable<>(TableConfig.<String, String>bounded("test", 10).withTicker(ticker));
    exact.advance(Duration.ofNanos(putAfterTick));
    table.put("key", "value", lifetime, lifetime);
    boolean gone = false;
    for (long age = 0; age <= lifetime + resolution; age++) {
      if ((putAfterTick + age) % resolution == 0) {
        ticker.tick();
      }
      gone = table.get("key") == null;
      if (age <= lifetime - resolution) {
        assertThat(gone).as("gone at the age of %s", age).isFalse();
      }
      exact.advance(Duration.ofNanos(1));
    }
    assertThat(gone).isTrue();
    assertThat(table.sweep()).isEqualTo(1);
    table.checkConsistency();
  }

  // -- the thread

  @Test
  void whoIsAttachedFindsTheTimeAsItIs() {
    CoarseTicker ticker = new CoarseTicker(exact, BY_HAND);
    exact.advance(Duration.ofHours(2));
    ticker.attach(user);
    assertThat(ticker.nanos()).isEqualTo(exact.nanos());
    ticker.detach(user);
  }

  @Test
  void theThreadMovesItWhileSomebodyIsAttached() {
    CoarseTicker ticker = new CoarseTicker(exact, SOON);
    ticker.attach(user);
    for (int i = 0; i < 3; i++) {
      exact.advance(Duration.ofSeconds(1));
      await("a tick", () -> ticker.nanos() == exact.nanos());
    }
    ticker.detach(user);
  }

  @Test
  void theThreadEndsWithTheLastUserAndComesBackWithTheNext() throws Exception {
    CoarseTicker ticker = new CoarseTicker(exact, BY_HAND); // it does not wait for the pause to end
    assertThat(ticker.thread()).isNull();
    ticker.attach(user);
    Thread thread = requireNonNull(ticker.thread());
    Object other = new Object();
    ticker.attach(other);
    assertThat(ticker.thread()).isSameAs(thread);
    ticker.detach(user);
    assertThat(ticker.thread()).isSameAs(thread);
    await("its pause", () -> thread.getState() == Thread.State.TIMED_WAITING);
    ticker.detach(other);
    assertThat(ticker.thread()).isNull();
    thread.join(60_000);
    assertThat(thread.isAlive()).isFalse();
    ticker.attach(user);
    assertThat(ticker.thread()).isNotNull().isNotSameAs(thread);
    ticker.detach(user);
  }

  @Test
  void itsThreadIsADaemonThatKeepsNobodysClassesAlive() {
    CoarseTicker ticker = new CoarseTicker(exact, BY_HAND);
    ticker.attach(user);
    Thread thread = requireNonNull(ticker.thread());
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getContextClassLoader()).isNull();
    assertThat(thread.getName()).isEqualTo("larder-clock");
    ticker.detach(user);
  }

  @Test
  void theThreadEndsWhenNobodyHasItsUsersAnyMore() throws Exception {
    CoarseTicker ticker = new CoarseTicker(exact, SOON);
    ticker.attach(new StripedTable<>(TableConfig.bounded("forgotten", 100).withTicker(ticker)));
    Thread thread = requireNonNull(ticker.thread());
    collectUntil("the end of the thread", () -> !thread.isAlive());
    assertThat(ticker.thread()).isNull();
  }

  private static void collectUntil(String what, BooleanSupplier condition) {
    await(what, () -> {
      System.gc();
      return condition.getAsBoolean();
    });
  }

  // -- one for all

  @Test
  void whoAsksForTheSameResolutionGetsTheSameTicker() {
    CoarseTickers tickers = new CoarseTickers(exact);
    CoarseTicker ticker = tickers.of(Duration.ofMillis(10));
    assertThat(tickers.of(Duration.ofMillis(10))).isSameAs(ticker);
    assertThat(tickers.of(Duration.ofMillis(20))).isNotSameAs(ticker);
    assertThat(tickers.of(Duration.ofMillis(10))).isSameAs(ticker);
  }

  @Test
  void aTickerThatNobodyHasAnyMoreIsForgotten() {
    CoarseTickers tickers = new CoarseTickers(exact);
    WeakReference<CoarseTicker> ticker = new WeakReference<>(tickers.of(Duration.ofMillis(10)));
    collectUntil("the end of the ticker", () -> ticker.refersTo(null));
    assertThat(tickers.of(Duration.ofMillis(10))).isNotNull();
  }
}
