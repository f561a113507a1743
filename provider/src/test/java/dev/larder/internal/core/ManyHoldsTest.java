package dev.larder.internal.core;

import static dev.larder.internal.core.Lifetime.ETERNAL;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several keys of one table that are held at once, by one thread or by many. */
class ManyHoldsTest {
  private static final List<Integer> KEYS = IntStream.range(0, 40).boxed().toList();

  private final StripedTable<Integer, String> table =
      new StripedTable<>(TableConfig.bounded("pantry", 100));
  private final Holds<Integer, String> holds = table.holds();
  private final ExecutorService other = Executors.newSingleThreadExecutor();

  @AfterEach
  void nothingIsHeldAnyMore() {
    other.shutdownNow();
    table.checkConsistency();
    holds.releaseAll(holds.acquireAll(KEYS));
  }

  private Hold<Integer, String> heldElsewhere(Integer key) throws Exception {
    return other.submit(() -> holds.acquire(key, false)).get(60, TimeUnit.SECONDS);
  }

  private Hold<Integer, String> loadElsewhere(Integer key) throws Exception {
    return other
        .submit(() -> requireNonNull(holds.claim(key, true).mine()))
        .get(60, TimeUnit.SECONDS);
  }

  private static void awaitWaiting(Thread thread) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (thread.getState() != Thread.State.WAITING) {
      assertThat(System.nanoTime() - end).as("it does not wait").isNegative();
      Thread.onSpinWait();
    }
  }

  @Test
  void asManyKeysAsOneLikesAreHeldTogetherAndLetGoInAnyOrder() {
    List<Hold<Integer, String>> all = holds.acquireAll(KEYS);
    assertThat(all).hasSize(KEYS.size());
    assertThat(all.stream().map(Hold::key)).containsExactlyInAnyOrderElementsOf(KEYS);
    List<Hold<Integer, String>> left = new ArrayList<>(all);
    Collections.rotate(left, 7);
    while (!left.isEmpty()) {
      Hold<Integer, String> hold = left.remove(left.size() / 2);
      Integer key = hold.key();
      assertThat(holds.tryAcquire(key)).isNull();
      holds.release(hold);
      left.forEach(held -> assertThat(holds.isCurrent(held)).isTrue());
      holds.release(requireNonNull(holds.tryAcquire(key)));
    }
  }

  @Test
  void manyKeysAreTakenInAnOrderOfTheTablesOwn() {
    List<Integer> backwards = new ArrayList<>(KEYS);
    Collections.reverse(backwards);
    List<Hold<Integer, String>> forth = holds.acquireAll(KEYS);
    List<Integer> order = forth.stream().map(Hold::key).toList();
    holds.releaseAll(forth);
    List<Hold<Integer, String>> back = holds.acquireAll(backwards);
    assertThat(back.stream().map(Hold::key)).isEqualTo(order);
    holds.releaseAll(back);
  }

  @Test
  void whoeverWantsManyKeysHoldsNoneWhileItWaitsForOne() throws Exception {
    for (Integer taken : List.of(0, 20, 39)) {
      Hold<Integer, String> hold = heldElsewhere(taken);
      CountDownLatch done = new CountDownLatch(1);
      Thread wanting = new Thread(() -> {
        holds.releaseAll(holds.acquireAll(KEYS));
        done.countDown();
      });
      wanting.start();
      awaitWaiting(wanting);
      for (Integer key : KEYS) {
        Hold<Integer, String> free = holds.tryAcquire(key);
        assertThat(free == null).as("key %s", key).isEqualTo(key.equals(taken));
        if (free != null) {
          holds.release(free);
        }
      }
      holds.release(hold);
      assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void whoeverIsInterruptedWhileItWaitsForManyKeysHoldsNone() throws Exception {
    Hold<Integer, String> hold = heldElsewhere(20);
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Thread wanting = new Thread(() -> holds.acquireAll(KEYS));
    wanting.setUncaughtExceptionHandler((thread, failure) -> thrown.set(failure));
    wanting.start();
    awaitWaiting(wanting);
    wanting.interrupt();
    wanting.join();
    assertThat(thrown.get()).isInstanceOf(HeldKeyException.class);
    holds.release(hold);
  }

  @Test
  void whoeverWantsAKeyOfItsOwnAmongManyGetsNone() {
    Hold<Integer, String> hold = holds.acquire(20, false);
    assertThatThrownBy(() -> holds.acquireAll(KEYS)).isInstanceOf(HeldKeyException.class);
    holds.release(hold);
  }

  @Test
  void manyKeysAreTakenOverFromTheirLoads() throws Exception {
    Hold<Integer, String> load = loadElsewhere(20);
    List<Hold<Integer, String>> all = holds.acquireAll(KEYS);
    assertThat(all).hasSize(KEYS.size());
    assertThat(holds.isCurrent(load)).isFalse();
    assertThat(holds.store(load, "loaded", ETERNAL)).isFalse();
    holds.releaseAll(all);
    holds.release(load);
    assertThat(table.get(20)).isNull();
  }

  @Test
  void aHoldThatNobodyWaitedForServesAgainAndFewAreKeptForThat() {
    Hold<Integer, String> first = holds.acquire(1, false);
    first.note("noted");
    assertThat(first.note()).isEqualTo("noted");
    holds.release(first);
    assertThatThrownBy(first::key).hasMessageContaining("released");
    Hold<Integer, String> again = holds.acquire(2, false);
    assertThat(again).isSameAs(first);
    assertThat(again.note()).isNull();
    holds.release(again);
    List<Hold<Integer, String>> many = holds.acquireAll(KEYS);
    holds.releaseAll(many);
    List<Hold<Integer, String>> later = holds.acquireAll(KEYS);
    assertThat(later.stream().filter(many::contains)).hasSize(4);
    holds.releaseAll(later);
  }

  @Test
  void aHoldThatSomebodyWaitedForDoesNotServeAgain() throws Exception {
    Hold<Integer, String> hold = holds.acquire(1, false);
    Thread waiting = new Thread(() -> table.put(1, "value", ETERNAL, ETERNAL));
    waiting.start();
    awaitWaiting(waiting);
    holds.release(hold);
    waiting.join();
    Hold<Integer, String> next = holds.acquire(1, false);
    assertThat(next).isNotSameAs(hold);
    assertThat(hold.isOver()).isTrue();
    holds.release(next);
  }

  @Test
  void whatIsStoredAfterAClearWasThereBeforeIt() throws Exception {
    List<Hold<Integer, String>> all = holds.acquireAll(KEYS);
    Hold<Integer, String> load = requireNonNull(holds.claim(100, false).mine());
    other.submit(table::clear).get(60, TimeUnit.SECONDS);
    for (Hold<Integer, String> hold : all) {
      assertThat(holds.store(hold, "value", ETERNAL)).as("it is, and is gone").isTrue();
    }
    assertThat(holds.store(load, "loaded", ETERNAL)).isFalse();
    assertThat(table.size()).isZero();
    holds.releaseAll(all);
    holds.release(load);
  }

  @Test
  void whoeverClearsWhileItHoldsAKeyGoesOnFromThere() {
    table.put(1, "value", ETERNAL, ETERNAL);
    Hold<Integer, String> hold = holds.acquire(1, false);
    table.clear();
    assertThat(hold.live()).isNull();
    assertThat(holds.store(hold, "after", ETERNAL)).isTrue();
    holds.release(hold);
    assertThat(table.get(1)).isEqualTo("after");
  }

  @Test
  void aStoreThatCannotBeWeighedLetsGoAllTheSame() {
    StripedTable<Integer, String> weighed =
        new StripedTable<>(TableConfig.<Integer, String>bounded("weighed", 10)
            .withWeigher((key, value) -> value.length() - 1));
    Hold<Integer, String> hold = weighed.holds().acquire(1, false);
    assertThatThrownBy(() -> weighed.holds().storeAndRelease(hold, "", ETERNAL))
        .hasMessageContaining("weighed");
    weighed.checkConsistency();
  }

  @Test
  void toAcquireAKeyIsToUseIt() {
    StripedTable<Integer, String> lru = new StripedTable<>(
        TableConfig.<Integer, String>bounded("lru", 2).withOrder(EvictionOrder.LRU));
    lru.put(1, "value", ETERNAL, ETERNAL);
    lru.put(2, "value", ETERNAL, ETERNAL);
    lru.holds().release(lru.holds().acquire(1, false));
    lru.put(3, "value", ETERNAL, ETERNAL);
    assertThat(lru.get(1)).isEqualTo("value");
    assertThat(lru.get(2)).isNull();
  }

  // -- with something below

  @Test
  void whatIsBroughtUpAfterAWriteHasWonIsNotKept() throws Exception {
    Faults<Integer, String> faults = new Faults<>(table);
    Hold<Integer, String> load = loadElsewhere(1);
    table.put(1, "put", ETERNAL, ETERNAL);
    assertThat(faults.secure(load)).isFalse();
    faults.bringUp(load, "brought", ETERNAL);
    assertThat(load.live()).isEqualTo("brought");
    assertThat(table.get(1)).isEqualTo("put");
    faults.bringNothing(load);
    assertThat(load.live()).isNull();
    assertThat(table.get(1)).isEqualTo("put");
    holds.release(load);
  }

  @Test
  void aLoadThatIsSecuredIsWaitedFor() {
    Faults<Integer, String> faults = new Faults<>(table);
    Hold<Integer, String> load = requireNonNull(holds.claim(1, false).mine());
    assertThat(holds.claim(1, false).joinsLoad()).isTrue();
    assertThat(faults.secure(load)).isTrue();
    assertThat(holds.claim(1, false).joinsLoad()).isFalse();
    holds.release(load);
  }

  @Test
  void whatIsForgottenWhileItsKeyIsHeldIsNotKeptByTheHolder() {
    Faults<Integer, String> faults = new Faults<>(table);
    table.put(1, "value", ETERNAL, ETERNAL);
    Hold<Integer, String> hold = holds.acquire(1, false);
    faults.forget(1);
    assertThat(table.get(1)).isNull();
    faults.bringUp(hold, "brought", ETERNAL);
    assertThat(table.get(1)).isNull();
    holds.store(hold, "stored", ETERNAL);
    assertThat(table.get(1)).isNull();
    holds.release(hold);
    faults.forget(1);
    table.put(1, "later", ETERNAL, ETERNAL);
    assertThat(table.get(1)).isEqualTo("later");
  }

  @Test
  void whoeverJoinsALoadWaitsForWhatItBrings() throws Exception {
    Hold<Integer, String> load = requireNonNull(holds.claim(1, false).mine());
    Claim<Integer, String> claim = holds.claim(1, false);
    AtomicReference<@Nullable Hold<Integer, String>> joined = new AtomicReference<>();
    Thread joining = new Thread(() -> joined.set(claim.await()));
    joining.start();
    awaitWaiting(joining);
    load.succeed("loaded");
    load.fail(new IllegalStateException("too late"));
    holds.release(load);
    joining.join();
    assertThat(requireNonNull(joined.get()).loaded()).isEqualTo("loaded");
    assertThat(requireNonNull(joined.get()).failure()).isNull();
    Claim<Integer, String> mine = holds.claim(1, false);
    assertThatThrownBy(mine::await).hasMessageContaining("nobody");
    holds.release(requireNonNull(mine.mine()));
  }
}
