package dev.larder.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.LarderCachingProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** However many call: the method runs once a key. */
@ParameterizedClass
@EnumSource
@Timeout(value = 60, unit = TimeUnit.SECONDS) // against a deadlock
class OneCallTest {
  private static final int THREADS = 16;

  private final LarderCachingProvider provider = new LarderCachingProvider();
  private final CacheManager manager = provider.getCacheManager();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Container container;
  private final Shop shop;

  OneCallTest(Containers kind) {
    this.container = kind.start(manager, Shop.class);
    this.shop = container.bean(Shop.class);
  }

  @AfterEach
  void closeAll() {
    threads.shutdownNow();
    container.close();
    provider.close();
  }

  /** What sixteen threads get that begin at the same moment. */
  private <T> List<Future<T>> sixteenTimes(Callable<T> call) {
    CyclicBarrier together = new CyclicBarrier(THREADS);
    List<Future<T>> results = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      results.add(threads.submit(() -> {
        together.await();
        return call.call();
      }));
    }
    return results;
  }

  private static int await(CountDownLatch latch) {
    try {
      latch.await();
      return 1;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void sixteenThreadsRunAColdMethodOnce() throws Exception {
    for (int round = 0; round < 200; round++) {
      String article = "article " + round;
      for (Future<Integer> result : sixteenTimes(() -> shop.price(article))) {
        assertThat(result.get()).isEqualTo(article.length());
      }
    }
    assertThat(shop.runs()).isEqualTo(200);
  }

  @Test
  void sixteenThreadsAskForOnePromise() throws Exception {
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    List<Future<CompletableFuture<Integer>>> promises =
        sixteenTimes(() -> shop.priceLater("pea", answer));
    for (Future<CompletableFuture<Integer>> promise : promises) {
      assertThat(promise.get()).isNotDone();
    }
    answer.complete(5);
    for (Future<CompletableFuture<Integer>> promise : promises) {
      assertThat(promise.get().get()).isEqualTo(5);
    }
    assertThat(shop.runs()).isEqualTo(1);
  }

  @Test
  void thoseWhoWaitShareTheException() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    IllegalStateException failure = new IllegalStateException("closed");
    shop.work(article -> {
      begun.countDown();
      await(goOn);
      throw failure;
    });
    Future<Integer> first = threads.submit(() -> shop.price("pea"));
    begun.await();
    Thread waiter = new Thread(() -> assertThatThrownBy(() -> shop.price("pea")).isSameAs(failure));
    AtomicBoolean failed = new AtomicBoolean();
    waiter.setUncaughtExceptionHandler((thread, thrown) -> failed.set(true));
    waiter.start();
    awaitWaiting(waiter);
    goOn.countDown();
    waiter.join();
    assertThatThrownBy(first::get).hasCause(failure);
    assertThat(failed).isFalse();
    assertThat(shop.runs()).isEqualTo(1);
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aRemovalWinsOverACallThatIsUnderWay() throws Exception {
    whileACallIsUnderWay(() -> shop.forgetFirst("other"));
    assertThat(manager.getCache("prices").containsKey(keyOf("pea"))).isTrue();
    manager.getCache("prices").clear();

    whileACallIsUnderWay(() -> shop.forgetAll());
    assertThat(manager.getCache("prices")).isEmpty();
  }

  private Object keyOf(String article) {
    Object[] key = new Object[1];
    manager.getCache("prices").forEach(entry -> {
      if (entry.getKey().toString().contains(article)) {
        key[0] = entry.getKey();
      }
    });
    return java.util.Objects.requireNonNull(key[0], "no such key");
  }

  @Test
  void aPutWinsOverACallThatIsUnderWay() throws Exception {
    whileACallIsUnderWay(() -> shop.setPrice("pea", 7));
    assertThat(shop.price("pea")).isEqualTo(7);
  }

  private void whileACallIsUnderWay(Runnable other) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    shop.work(article -> {
      if (!article.equals("pea")) {
        return 0;
      }
      begun.countDown();
      return await(goOn);
    });
    Future<Integer> result = threads.submit(() -> shop.price("pea"));
    begun.await();
    other.run();
    goOn.countDown();
    assertThat(result.get()).isEqualTo(1);
  }

  @Test
  void aMethodMayCallItselfWithItsOwnKey() {
    AtomicBoolean again = new AtomicBoolean(true);
    shop.work(article -> again.getAndSet(false) ? shop.price(article) + 1 : 1);
    assertThat(shop.price("pea")).isEqualTo(2);
  }

  @Test
  void twoMethodsThatNeedEachOtherDoNotWaitForEver() throws Exception {
    CyclicBarrier bothBegun = new CyclicBarrier(2);
    ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);
    shop.work(article -> {
      if (inside.get()) {
        return 1;
      }
      inside.set(true);
      try {
        bothBegun.await();
        return 1 + shop.price(article.equals("pea") ? "bean" : "pea");
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    });
    Future<Integer> pea = threads.submit(() -> shop.price("pea"));
    Future<Integer> bean = threads.submit(() -> shop.price("bean"));
    assertThat(List.of(pea.get(), bean.get())).containsExactlyInAnyOrder(2, 3);
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    shop.work(article -> {
      begun.countDown();
      return await(goOn);
    });
    Future<Integer> first = threads.submit(() -> shop.price("pea"));
    begun.await();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> shop.price("pea")).isInstanceOf(CacheException.class);
    assertThat(Thread.interrupted()).isTrue();
    goOn.countDown();
    assertThat(first.get()).isEqualTo(1);
  }

  @Test
  void afterAFailureTheNextCallRunsTheMethodAgain() {
    shop.work(article -> {
      throw new IllegalStateException("closed");
    });
    assertThatThrownBy(() -> shop.price("pea")).isInstanceOf(IllegalStateException.class);
    shop.work(String::length);
    assertThat(shop.price("pea")).isEqualTo(3);
  }
}
