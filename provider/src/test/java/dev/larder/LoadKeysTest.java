package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CompletionListenerFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is configured of loading: negative-ttl, stale-if-error, loader-timeout, refresh-after. */
class LoadKeysTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @RegisterExtension
  final Pantry pantry = new Pantry();

  @RegisterExtension
  final Hands hands = new Hands();

  private final Store store = new Store();

  private LarderConfiguration<String, String> reading() {
    return new LarderConfiguration<>(store.through());
  }

  private void storeFails() {
    store.before = key -> {
      throw new IllegalStateException("down");
    };
  }

  private void storeWorks() {
    store.before = key -> {};
  }

  @Nested
  class NegativeTtl {
    private final Cache<String, String> cache =
        pantry.cache(reading().negativeTimeToLive(SECOND.multipliedBy(10)));

    @Test
    void thatThereIsNothingIsRememberedForAWhile() {
      assertThat(cache.get("key")).isNull();
      store.rows.put("key", "row");
      assertThat(cache.get("key")).isNull();
      assertThat(cache.getAll(Set.of("key", "other"))).isEmpty();
      assertThat(cache.getAll(Set.of("key", "other"))).isEmpty();
      assertThat(cache.<String>invoke("key", (entry, arguments) -> entry.getValue()))
          .isNull();
      assertThat(store.calls).containsExactly("load key", "loadAll [other]");
      pantry.advance(SECOND.multipliedBy(10));
      assertThat(cache.get("key")).isEqualTo("row");
    }

    @Test
    void aPutIsSeenAtOnceAndEndsTheMemory() {
      assertThat(cache.get("key")).isNull();
      cache.put("key", "value");
      assertThat(cache.get("key")).isEqualTo("value");
      cache.clear();
      assertThat(cache.get("key")).as("written through").isEqualTo("value");
    }

    @Test
    void clearingForgetsIt() {
      assertThat(cache.get("key")).isNull();
      store.rows.put("key", "row");
      cache.clear();
      assertThat(cache.get("key")).isEqualTo("row");
    }

    @Test
    void whoAsksForALoadGetsOne() throws Exception {
      assertThat(cache.get("key")).isNull();
      store.rows.put("key", "row");
      CompletionListenerFuture done = new CompletionListenerFuture();
      cache.loadAll(Set.of("key"), false, done);
      done.get();
      assertThat(cache.get("key")).isEqualTo("row");
    }

    @Test
    void aPutDuringALoadThatFindsNothingWins() {
      CountDownLatch loading = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      store.before = key -> {
        if (loading.getCount() > 0) {
          loading.countDown();
          Hands.await(goOn);
        }
      };
      var reader = hands.start(() -> cache.get("key"));
      Hands.await(loading);
      cache.put("key", "value");
      store.rows.remove("key");
      goOn.countDown();
      assertThat(reader.task()).succeedsWithin(Duration.ofSeconds(20)).isNull();
      store.rows.put("key", "row");
      cache.clear();
      assertThat(cache.get("key")).isEqualTo("row");
    }
  }

  @Nested
  class StaleIfError {
    private final Cache<String, String> cache = pantry.cache(
        reading().timeToLive(SECOND.multipliedBy(10)).staleIfError(Duration.ofMinutes(10)));

    private void loadAndExpire() {
      store.rows.put("key", "old");
      assertThat(cache.get("key")).isEqualTo("old");
      pantry.advance(SECOND.multipliedBy(10));
      store.rows.put("key", "new");
      store.calls.clear();
    }

    @Test
    void theExpiredValueIsGivenOutWhenItsLoadFails() {
      loadAndExpire();
      storeFails();
      assertThat(cache.get("key")).isEqualTo("old");
      assertThat(cache.getAll(Set.of("key"))).isEqualTo(Map.of("key", "old"));
      assertThat(cache.containsKey("key")).as("expired is expired").isFalse();
      assertThatThrownBy(() -> cache.get("unknown")).isInstanceOf(CacheLoaderException.class);
    }

    @Test
    void whatTheSweepFoundExpiredIsGivenOutToo() {
      loadAndExpire();
      Pantry.sweep(cache);
      assertThat(cache.unwrap(LarderCache.class).size()).isZero();
      storeFails();
      assertThat(cache.get("key")).isEqualTo("old");
    }

    @Test
    void theLoaderIsLeftAloneLongerAndLongerUntilItWorksAgain() {
      loadAndExpire();
      storeFails();
      for (int i = 0; i < 3; i++) {
        assertThat(cache.get("key")).isEqualTo("old");
      }
      assertThat(store.calls).hasSize(1);
      pantry.advance(SECOND);
      assertThat(cache.get("key")).isEqualTo("old");
      pantry.advance(SECOND);
      assertThat(cache.get("key")).isEqualTo("old");
      assertThat(store.calls).as("two seconds of back-off now").hasSize(2);
      storeWorks();
      pantry.advance(SECOND);
      assertThat(cache.get("key")).isEqualTo("new");
      assertThat(store.calls).hasSize(3);
    }

    @Test
    void afterItsTimeTheExpiredValueIsGoneForGood() {
      loadAndExpire();
      Pantry.sweep(cache);
      storeFails();
      pantry.advance(Duration.ofMinutes(10));
      assertThatThrownBy(() -> cache.get("key")).isInstanceOf(CacheLoaderException.class);
    }

    @Test
    void whatWasRemovedDoesNotComeBack() {
      loadAndExpire();
      Pantry.sweep(cache);
      cache.remove("key");
      storeFails();
      assertThatThrownBy(() -> cache.get("key")).isInstanceOf(CacheLoaderException.class);
    }

    @Test
    void norDoesItWhenAllWasRemovedOrCleared() {
      for (Runnable removal : new Runnable[] {cache::removeAll, cache::clear}) {
        storeWorks();
        loadAndExpire();
        Pantry.sweep(cache);
        removal.run();
        storeFails();
        assertThatThrownBy(() -> cache.get("key")).isInstanceOf(CacheLoaderException.class);
      }
    }

    @Test
    void listenersHearThatTheEntryHasExpiredAndOfNoOther() {
      EventLog<String, String> log = new EventLog<>();
      cache.registerCacheEntryListener(log.synchronous());
      loadAndExpire();
      storeFails();
      assertThat(cache.get("key")).isEqualTo("old");
      assertThat(log.lines).containsExactly("CREATED key old null", "EXPIRED key old old");
    }

    @Test
    void whatTheSourceNoLongerHasDoesNotComeBack() {
      loadAndExpire();
      store.rows.clear();
      assertThat(cache.get("key")).isNull();
      storeFails();
      assertThatThrownBy(() -> cache.get("key")).isInstanceOf(CacheLoaderException.class);
    }
  }

  @Test
  void aLoadThatTakesTooLongFailsAndIsInterrupted() {
    CountDownLatch interrupted = new CountDownLatch(1);
    store.before = key -> {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        interrupted.countDown();
      }
    };
    Cache<String, String> cache = pantry.cache(reading().loaderTimeout(Duration.ofMillis(20)));
    assertThatThrownBy(() -> cache.get("key"))
        .isInstanceOf(CacheLoaderException.class)
        .hasRootCauseInstanceOf(TimeoutException.class)
        .rootCause()
        .hasMessageContaining("loader-timeout")
        .hasMessageContaining("PT0.02S");
    Hands.await(interrupted);
    storeWorks();
    store.rows.put("key", "row");
    assertThat(untilItIsInTime(() -> cache.get("key"))).isEqualTo("row");
    assertThat(untilItIsInTime(() -> cache.getAll(Set.of("key", "absent"))))
        .isEqualTo(Map.of("key", "row"));
  }

  /** On a busy machine a thread may take 20 ms to begin. */
  private static <T> T untilItIsInTime(Supplier<T> load) {
    long start = System.nanoTime();
    while (true) {
      try {
        return load.get();
      } catch (CacheLoaderException e) {
        assertThat(e).hasRootCauseInstanceOf(TimeoutException.class);
        assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(60).toNanos());
      }
    }
  }

  @Test
  void aLoadWithALimitThrowsWhatTheLoaderThrows() {
    Cache<String, String> cache = pantry.cache(reading().loaderTimeout(Duration.ofMinutes(1)));
    storeFails();
    assertThatThrownBy(() -> cache.get("key"))
        .isInstanceOf(CacheLoaderException.class)
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("down");
    store.before = key -> {
      throw new StackOverflowError();
    };
    assertThatThrownBy(() -> cache.get("key")).isInstanceOf(StackOverflowError.class);
  }

  @Nested
  class RefreshAfter {
    private final Cache<String, String> cache = pantry.cache(
        reading().refreshAfter(SECOND.multipliedBy(10)).timeToLive(SECOND.multipliedBy(60)));

    @Test
    void anOldValueIsGivenAtOnceWhileOneThreadLoadsItAnew() {
      store.rows.put("key", "old");
      assertThat(cache.get("key")).isEqualTo("old");
      store.rows.put("key", "new");
      CountDownLatch goOn = new CountDownLatch(1);
      store.before = key -> Hands.await(goOn);
      pantry.advance(SECOND.multipliedBy(9));
      assertThat(cache.get("key")).isEqualTo("old");
      pantry.advance(SECOND);
      for (int i = 0; i < 5; i++) {
        assertThat(cache.get("key")).isEqualTo("old");
        assertThat(cache.getAll(Set.of("key"))).isEqualTo(Map.of("key", "old"));
      }
      goOn.countDown();
      untilGet("new");
      assertThat(store.calls).containsExactly("load key", "load key");
    }

    @Test
    void aRefreshThatFailsLeavesTheValueAndIsTriedAgainLater() {
      store.rows.put("key", "old");
      assertThat(cache.get("key")).isEqualTo("old");
      pantry.advance(SECOND.multipliedBy(10));
      storeFails();
      assertThat(cache.get("key")).isEqualTo("old");
      while (pantry.logged.isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(pantry.logged.get(0)).contains("\"pantry\": a refresh failed");
      assertThat(cache.get("key")).isEqualTo("old");
      assertThat(store.calls).hasSize(2);
      storeWorks();
      store.rows.put("key", "new");
      pantry.advance(SECOND.multipliedBy(10));
      cache.get("key");
      untilGet("new");
    }

    @Test
    void whatTheSourceNoLongerHasIsRemoved() {
      store.rows.put("key", "old");
      assertThat(cache.get("key")).isEqualTo("old");
      pantry.advance(SECOND.multipliedBy(10));
      store.rows.clear();
      assertThat(cache.get("key")).isEqualTo("old");
      while (cache.containsKey("key")) {
        Thread.onSpinWait();
      }
    }

    private void untilGet(String value) {
      long start = System.nanoTime();
      while (!value.equals(cache.get("key"))) {
        assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(20).toNanos());
        Thread.onSpinWait();
      }
    }
  }
}
