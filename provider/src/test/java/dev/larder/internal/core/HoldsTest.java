package dev.larder.internal.core;

import static dev.larder.internal.core.Lifetime.ETERNAL;
import static dev.larder.internal.core.Lifetime.UNCHANGED;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HoldsTest {
  private final FakeTicker ticker = new FakeTicker();
  private final StripedTable<String, String> table =
      new StripedTable<>(TableConfig.<String, String>bounded("pantry", 1_000).withTicker(ticker));
  private final Holds<String, String> holds = table.holds();
  private final ExecutorService others = Executors.newCachedThreadPool();

  @AfterEach
  void theTableIsConsistent() {
    others.shutdownNow();
    table.checkConsistency();
  }

  @Test
  void aHoldSeesTheValueAndCanChangeIt() {
    put("key", "old");
    Hold<String, String> hold = holds.acquire("key", false);
    assertThat(hold.live()).isEqualTo("old");
    assertThat(holds.store(hold, "new", ETERNAL)).isTrue();
    holds.release(hold);
    assertThat(table.get("key")).isEqualTo("new");
  }

  @Test
  void readersSeeTheValueAsItWasWhileTheKeyIsHeld() {
    put("key", "old");
    Hold<String, String> hold = holds.acquire("key", false);
    assertThat(table.get("key")).isEqualTo("old");
    holds.remove(hold);
    assertThat(table.get("key")).isNull();
    holds.release(hold);
  }

  @Test
  void aWriterOfAHeldKeyWaitsAndThoseOfOtherKeysDoNot() throws Exception {
    Hold<String, String> hold = holds.acquire("key", false);
    Future<?> waiting = others.submit(() -> put("key", "from the other"));
    others.submit(() -> put("another key", "value")).get(60, TimeUnit.SECONDS);
    holds.store(hold, "from the holder", ETERNAL);
    assertThat(waiting.isDone()).isFalse();
    holds.release(hold);
    waiting.get(60, TimeUnit.SECONDS);
    assertThat(table.get("key")).isEqualTo("from the other");
  }

  @Test
  void aPutDuringALoadWinsOverIt() throws Exception {
    Hold<String, String> load = loadElsewhere();
    put("key", "put");
    assertThat(holds.store(load, "loaded", ETERNAL)).isFalse();
    holds.release(load);
    assertThat(table.get("key")).isEqualTo("put");
  }

  @Test
  void aRemoveDuringALoadDiscardsWhatItBrings() throws Exception {
    Hold<String, String> load = loadElsewhere();
    table.remove("key", null);
    assertThat(holds.store(load, "loaded", ETERNAL)).isFalse();
    holds.release(load);
    assertThat(table.get("key")).isNull();
  }

  @Test
  void aPutIfAbsentDuringALoadWinsOverIt() throws Exception {
    Hold<String, String> load = loadElsewhere();
    assertThat(table.putIfAbsent("key", "put", ETERNAL)).isNull();
    assertThat(holds.store(load, "loaded", ETERNAL)).isFalse();
    holds.release(load);
    assertThat(table.get("key")).isEqualTo("put");
  }

  @Test
  void aReplacementDuringALoadWinsOverIt() throws Exception {
    put("key", "old");
    Hold<String, String> load = others
        .submit(() -> requireNonNull(holds.claim("key", true).mine()))
        .get(60, TimeUnit.SECONDS);
    assertThat(table.replace("key", null, "replaced", ETERNAL)).isEqualTo("old");
    assertThat(holds.store(load, "loaded", ETERNAL)).isFalse();
    holds.release(load);
    assertThat(table.get("key")).isEqualTo("replaced");
  }

  @Test
  void aClearDuringALoadDiscardsWhatItBrings() {
    Hold<String, String> load = requireNonNull(holds.claim("key", false).mine());
    table.clear();
    assertThat(holds.store(load, "loaded", ETERNAL)).isFalse();
    holds.release(load);
    assertThat(table.get("key")).isNull();
  }

  @Test
  void aLoadThatAWriteHasWonOverHasItsKeyNoLonger() throws Exception {
    for (Runnable write :
        List.<Runnable>of(() -> put("key", "put"), () -> table.remove("key", null), table::clear)) {
      table.remove("key", null);
      Hold<String, String> load = loadElsewhere();
      assertThat(holds.tryAcquire("key")).isNull();
      write.run();
      Hold<String, String> mine = requireNonNull(holds.tryAcquire("key"));
      holds.release(load);
      assertThat(holds.isCurrent(mine)).isTrue();
      holds.release(mine);
    }
  }

  @Test
  void aHoldOverALoadTakesTheKeyAtOnce() throws Exception {
    Hold<String, String> load = loadElsewhere();
    Hold<String, String> hold = holds.acquire("key", true);
    holds.store(hold, "held", ETERNAL);
    assertThat(holds.store(load, "loaded", ETERNAL)).isFalse();
    holds.release(load);
    holds.release(hold);
    assertThat(table.get("key")).isEqualTo("held");
  }

  @Test
  void aSecondLoaderJoinsTheFirst() throws Exception {
    Hold<String, String> load = requireNonNull(holds.claim("key", false).mine());
    Claim<String, String> second = holds.claim("key", false);
    assertThat(second.mine()).isNull();
    CompletableFuture<String> joined = CompletableFuture.supplyAsync(
        () -> requireNonNull(requireNonNull(second.await()).loaded()), others);
    holds.store(load, "loaded", ETERNAL);
    load.succeed("loaded");
    holds.release(load);
    assertThat(joined.get(60, TimeUnit.SECONDS)).isEqualTo("loaded");
    assertThat(holds.claim("key", false).value()).isEqualTo("loaded");
  }

  @Test
  void aFailedLoadReachesWhoJoinedItAndIsNotKept() {
    Hold<String, String> load = requireNonNull(holds.claim("key", false).mine());
    Claim<String, String> second = holds.claim("key", false);
    load.fail(new IllegalStateException("no database"));
    holds.release(load);
    assertThat(requireNonNull(second.await()).failure()).hasMessage("no database");
    Hold<String, String> again = requireNonNull(holds.claim("key", false).mine());
    holds.release(again);
  }

  @Test
  void whoLoadsWhatIsHeldForAChangeClaimsAgainAfterIt() {
    Hold<String, String> hold = holds.acquire("key", false);
    Claim<String, String> claim = holds.claim("key", false);
    holds.store(hold, "value", ETERNAL);
    holds.release(hold);
    assertThat(claim.await()).isNull();
    assertThat(holds.claim("key", false).value()).isEqualTo("value");
  }

  @Test
  void theSameKeyFromInsideIsAnErrorNotAHang() {
    Hold<String, String> hold = holds.acquire("key", false);
    assertThatThrownBy(() -> put("key", "value"))
        .isInstanceOf(HeldKeyException.class)
        .hasMessageContaining("pantry");
    assertThatThrownBy(() -> holds.acquire("key", false)).isInstanceOf(HeldKeyException.class);
    assertThat(holds.tryAcquire("key")).isNull();
    holds.release(hold);
    put("key", "value");
  }

  @Test
  void aCircleOfWaitingThreadsIsFoundAndNamed() throws Exception {
    StripedTable<String, String> cellar = new StripedTable<>(TableConfig.bounded("cellar", 100));
    Hold<String, String> mine = holds.acquire("key", false);
    CountDownLatch held = new CountDownLatch(1);
    Future<?> other = others.submit(() -> {
      Hold<String, String> theirs = cellar.holds().acquire("key", false);
      held.countDown();
      try {
        holds.release(holds.acquire("key", false));
      } finally {
        cellar.holds().release(theirs);
      }
    });
    held.await();
    // Whoever waits last closes the circle and is told; the other one gets on then.
    boolean toldMe = false;
    try {
      cellar.put("key", "value", ETERNAL, ETERNAL);
    } catch (HeldKeyException e) {
      toldMe = true;
      assertThat(e).hasMessageContaining("\"pantry\"").hasMessageContaining("\"cellar\"");
    } finally {
      holds.release(mine);
    }
    boolean toldOther = false;
    try {
      other.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      toldOther = true;
      assertThat(e).hasCauseInstanceOf(HeldKeyException.class);
      assertThat(e.getCause())
          .hasMessageContaining("\"pantry\"")
          .hasMessageContaining("\"cellar\"");
    }
    assertThat(toldMe).isNotEqualTo(toldOther);
    put("key", "value");
    cellar.put("key", "value", ETERNAL, ETERNAL);
    cellar.checkConsistency();
  }

  @Test
  void anInterruptedWaitEndsWithAnErrorAndTheFlagSet() throws Exception {
    Hold<String, String> hold = holds.acquire("key", false);
    CompletableFuture<Boolean> flag = new CompletableFuture<>();
    Thread waiting = new Thread(() -> {
      try {
        put("key", "value");
      } catch (HeldKeyException e) {
        flag.complete(Thread.currentThread().isInterrupted()
            && String.valueOf(e.getMessage()).contains("interrupted"));
      }
    });
    waiting.start();
    waiting.interrupt();
    assertThat(flag.get(60, TimeUnit.SECONDS)).isTrue();
    holds.release(hold);
  }

  @Test
  void anEntryEvictedWhileHeldKeepsItsDeadlineWhenItComesBack() {
    long life = Duration.ofSeconds(10).toNanos();
    table.put("key", "old", life, life);
    Hold<String, String> hold = holds.acquire("key", false);
    table.clear();
    ticker.advance(Duration.ofSeconds(5));
    holds.store(hold, "new", UNCHANGED);
    holds.release(hold);
    ticker.advance(Duration.ofSeconds(5));
    assertThat(table.get("key")).isNull();
  }

  @Test
  void aHolderIsToldOfTheExpiredValueItFound() {
    table.put("key", "old", 1, 1);
    ticker.advance(Duration.ofNanos(1));
    Hold<String, String> hold = holds.acquire("key", false);
    assertThat(hold.live()).isNull();
    assertThat(hold.expired()).isEqualTo("old");
    holds.release(hold);
  }

  @Test
  void aLoadersOwnWriteOfItsKeyIsRefused() {
    Hold<String, String> load = requireNonNull(holds.claim("key", false).mine());
    assertThatThrownBy(() -> put("key", "put")).isInstanceOf(HeldKeyException.class);
    assertThatThrownBy(() -> holds.acquire("key", true)).isInstanceOf(HeldKeyException.class);
    assertThat(holds.store(load, "loaded", ETERNAL)).isTrue();
    holds.release(load);
    assertThat(table.get("key")).isEqualTo("loaded");
  }

  @Test
  void aKeyCanBeAcquiredAndPutInOneStep() throws Exception {
    put("key", "old");
    Hold<String, String> hold = holds.acquireAndPut("key", "new", ETERNAL, ETERNAL);
    assertThat(hold.live()).isEqualTo("old");
    assertThat(table.get("key")).isEqualTo("new");
    Future<?> waiting = others.submit(() -> put("key", "from the other"));
    assertThat(holds.tryAcquire("key")).isNull();
    assertThat(table.get("key")).isEqualTo("new");
    holds.release(hold);
    waiting.get(60, TimeUnit.SECONDS);
    assertThat(table.get("key")).isEqualTo("from the other");
  }

  @Test
  void whatIsPutAsItsKeyIsAcquiredLivesAsANewOneOrAsAnUpdatedOne() {
    holds.release(holds.acquireAndPut("key", "1", 10, 20));
    Deadlines<String, String> deadlines = new Deadlines<>(table);
    assertThat(deadlines.remaining("key")).isEqualTo(10);
    holds.release(holds.acquireAndPut("key", "2", 10, 20));
    assertThat(deadlines.remaining("key")).isEqualTo(20);
    holds.release(holds.acquireAndPut("key", "3", 10, UNCHANGED));
    assertThat(deadlines.remaining("key")).isEqualTo(20);
  }

  @Test
  void whatHasExpiredIsReportedBeforeAnythingIsPut() {
    table.put("key", "old", 1, 1);
    ticker.advance(Duration.ofNanos(1));
    Hold<String, String> hold = holds.acquireAndPut("key", "new", ETERNAL, ETERNAL);
    assertThat(hold.expired()).isEqualTo("old");
    assertThat(table.get("key")).isNull();
    holds.store(hold, "new", ETERNAL);
    holds.release(hold);
    assertThat(table.get("key")).isEqualTo("new");
  }

  @Test
  void aPutThatHoldsWinsOverALoadToo() throws Exception {
    Hold<String, String> load = loadElsewhere();
    Hold<String, String> hold = holds.acquireAndPut("key", "put", ETERNAL, ETERNAL);
    assertThat(holds.store(load, "loaded", ETERNAL)).isFalse();
    holds.release(load);
    holds.release(hold);
    assertThat(table.get("key")).isEqualTo("put");
  }

  @Test
  void aPutThatBreaksDownHoldsNothing() {
    StripedTable<String, String> guarded = new StripedTable<>(
        TableConfig.<String, String>bounded("guarded", 1).withListener((key, value, cause) -> {
          throw new IllegalStateException("on purpose");
        }));
    guarded.put("key", "value", ETERNAL, ETERNAL);
    assertThatThrownBy(() -> guarded.holds().acquireAndPut("other", "value", ETERNAL, ETERNAL))
        .hasMessage("on purpose");
    guarded.checkConsistency();
  }

  /** A load of "key" by another thread. */
  private Hold<String, String> loadElsewhere() throws Exception {
    return others
        .submit(() -> requireNonNull(holds.claim("key", false).mine()))
        .get(60, TimeUnit.SECONDS);
  }

  private void put(String key, String value) {
    table.put(key, value, ETERNAL, ETERNAL);
  }
}
