package dev.larder.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.EvictionPolicy;
import dev.larder.LarderCache;
import dev.larder.LarderConfiguration;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Memoized functions. Names begin with the ids of docs/features.md. */
class MemoTest {
  private final AtomicInteger calls = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endTheThreads() {
    threads.shutdownNow();
  }

  @SuppressWarnings("UnnecessaryLambda") // a type for each use
  private <A extends @Nullable Object> Function<A, String> counted() {
    return argument -> "result " + calls.incrementAndGet();
  }

  /** For what it does to the memory. */
  private static void use(Function<Integer, ?> f, int argument) {
    assertThat((Object) f.apply(argument)).isNotNull();
  }

  // -- plain functions

  @Test
  void m29_m40_p23_t1_aFunctionIsCalledOnceForEachArgument() {
    MemoFunction<Integer, String> f = Memo.memory().function(counted());
    assertThat(f.apply(1)).isEqualTo("result 1");
    assertThat(f.apply(1)).isEqualTo("result 1");
    assertThat(f.apply(2)).isEqualTo("result 2");
    assertThat(f.info().maximumSize()).isEqualTo(128);
  }

  @Test
  void m40_suppliersAndFunctionsOfTwoArguments() {
    MemoSupplier<Integer> supplier = Memo.memory().supplier(calls::incrementAndGet);
    assertThat(supplier.get()).isEqualTo(supplier.get());
    MemoBiFunction<Integer, Integer, Integer> sum =
        Memo.memory().biFunction((a, b) -> a + b + 0 * calls.incrementAndGet());
    assertThat(sum.apply(1, 2)).isEqualTo(sum.apply(1, 2)).isEqualTo(3);
    assertThat(calls).hasValue(2);
    assertThat(sum.uncached().apply(1, 2)).isEqualTo(3);
    assertThat(supplier.uncached().get()).isEqualTo(4);
  }

  @Test
  void m34_nullIsKept() {
    MemoFunction<String, @Nullable String> f = Memo.memory().function(key -> {
      calls.incrementAndGet();
      return null;
    });
    assertThat(f.apply("a")).isNull();
    assertThat(f.apply("a")).isNull();
    assertThat(calls).hasValue(1);
  }

  @Test
  void m19_aNullArgumentIsAKeyToo() {
    MemoFunction<@Nullable String, String> f = Memo.memory().function(counted());
    assertThat(f.apply(null)).isEqualTo(f.apply(null));
    assertThat(f.apply("null")).isNotEqualTo(f.apply(null));
  }

  @Test
  void aFunctionMayCallItself() {
    List<MemoFunction<Integer, Long>> self = new ArrayList<>();
    MemoFunction<Integer, Long> fibonacci = Memo.memory().function(n -> {
      calls.incrementAndGet();
      return n < 2 ? n : self.get(0).apply(n - 1) + self.get(0).apply(n - 2);
    });
    self.add(fibonacci);
    assertThat(fibonacci.apply(80)).isEqualTo(23416728348467685L);
    assertThat(calls).hasValue(81);
  }

  @Test
  void m31_c49_sizeTimesAndPolicyAreSettings() {
    MemoFunction<Integer, String> f = Memo.memory()
        .maximumSize(2)
        .timeToLive(Duration.ofHours(1))
        .timeToIdle(Duration.ofMinutes(1))
        .policy(EvictionPolicy.FIFO)
        .named("f")
        .function(counted());
    use(f, 1);
    use(f, 2);
    use(f, 1);
    use(f, 3);
    assertThat(f.apply(2)).isEqualTo("result 2");
    assertThat(f.apply(1)).isEqualTo("result 4");
    assertThat(f.cache().info().policy()).isEqualTo(EvictionPolicy.FIFO);
    assertThat(f.cache().timeToLive(f.key(1)).orElseThrow())
        .isLessThanOrEqualTo(Duration.ofMinutes(1));
    assertThat(f.cache().getName()).isEqualTo("f");
  }

  @Test
  void c58_aMemoForEachPolicy() {
    Map<EvictionPolicy, Memo> memos = Map.of(
        EvictionPolicy.LRU, Memo.lru(),
        EvictionPolicy.MRU, Memo.mru(),
        EvictionPolicy.LFU, Memo.lfu(),
        EvictionPolicy.FIFO, Memo.fifo(),
        EvictionPolicy.LIFO, Memo.lifo(),
        EvictionPolicy.RANDOM, Memo.random(),
        EvictionPolicy.TINY_LFU, Memo.memory());
    memos.forEach((policy, memo) -> {
      MemoFunction<Integer, String> f = memo.function(counted());
      assertThat(f.cache().info().policy()).isEqualTo(policy);
      assertThat(f.info().maximumSize()).isEqualTo(128);
    });
  }

  // -- keys

  @Test
  void m30_c51_typedTellsNumbersApartByTypeAndUntypedDoesNot() {
    MemoFunction<Number, String> typed = Memo.memory().function(counted());
    assertThat(Set.of(typed.apply(1), typed.apply(1L), typed.apply(1.0))).hasSize(3);
    MemoFunction<Number, String> untyped = Memo.memory().typed(false).function(counted());
    String one = untyped.apply(1);
    assertThat(List.of(untyped.apply(1L), untyped.apply(1.0), untyped.apply(BigInteger.ONE)))
        .containsOnly(one);
    assertThat(untyped.apply(1.5)).isNotEqualTo(one);
    assertThat(untyped.apply(Double.NaN)).isEqualTo(untyped.apply(Double.NaN));
    assertThat(untyped.apply(0.0)).isEqualTo(untyped.apply(-0.0));
  }

  @Test
  @SuppressWarnings("UnnecessaryStringBuilder") // it is one of the keys
  void c56_t15_arraysAndCollectionsAreKeysByContentDeeply() {
    MemoFunction<Object, String> f = Memo.memory().function(counted());
    assertThat(f.apply(new int[] {1, 2})).isEqualTo(f.apply(new int[] {1, 2}));
    assertThat(f.apply(new int[] {1, 2})).isNotEqualTo(f.apply(new long[] {1, 2}));
    assertThat(f.apply(new int[] {1, 2})).isNotEqualTo(f.apply(List.of(1, 2)));
    assertThat(f.apply(List.of(new String[] {"a"})))
        .isEqualTo(f.apply(List.of(new String[] {"a"})));
    assertThat(f.apply(Map.of("a", Set.of(1)))).isEqualTo(f.apply(Map.of("a", Set.of(1))));
    assertThat(f.apply(Arrays.asList(1, null))).isEqualTo(f.apply(Arrays.asList(1, null)));
    assertThat(f.apply(new ArrayDeque<>(List.of(1))))
        .isEqualTo(f.apply(new ArrayDeque<>(List.of(1))));
    assertThat(f.apply(new ArrayDeque<>(List.of(1)))).isNotEqualTo(f.apply(List.of(1)));
    StringBuilder one = new StringBuilder("a");
    StringBuilder other = new StringBuilder(one);
    assertThat(f.apply(one)).isEqualTo(f.apply(other));
  }

  @Test
  void c56_anArgumentThatIsChangedLaterDoesNotChangeTheKey() {
    MemoFunction<List<Integer>, String> f = Memo.memory().function(counted());
    List<Integer> list = new ArrayList<>(List.of(1));
    String of1 = f.apply(list);
    list.add(2);
    assertThat(f.apply(list)).isNotEqualTo(of1);
    assertThat(f.apply(List.of(1))).isEqualTo(of1);
  }

  @Test
  void c56_anArgumentThatHoldsItselfIsRefused() {
    List<Object> loop = new ArrayList<>();
    loop.add(loop);
    MemoFunction<List<Object>, String> f = Memo.memory().function(counted());
    assertThatThrownBy(() -> f.apply(loop))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds itself");
    MemoFunction<List<Object>, String> lenient =
        Memo.memory().onCacheFailure(CacheFailure.BYPASS).function(counted());
    assertThat(lenient.apply(loop)).isEqualTo("result 1");
  }

  @Test
  void c50_t52_argumentsCountByPosition() {
    MemoBiFunction<Integer, Integer, String> f = Memo.memory().biFunction((a, b) -> a + "," + b);
    assertThat(f.apply(1, 2)).isEqualTo("1,2");
    assertThat(f.apply(2, 1)).isEqualTo("2,1");
  }

  // -- what there is to know

  @Test
  void m35_c53_c54_c55_t45_keyUncachedInvalidateAndInfo() {
    MemoFunction<Integer, String> f = Memo.memory().function(counted());
    use(f, 1);
    use(f, 1);
    use(f, 2);
    assertThat(f.info()).isEqualTo(new MemoInfo(1, 2, 128, 2));
    assertThat(f.cache().containsKey(f.key(1))).isTrue();
    assertThat(f.key(1)).isNotEqualTo(f.key(2)).isEqualTo(f.key(1));
    assertThat(f.uncached().apply(1)).isEqualTo("result 3");
    assertThat(f.invalidate(1)).isTrue();
    assertThat(f.invalidate(1)).isFalse();
    assertThat(f.apply(1)).isEqualTo("result 4");
    f.invalidateAll();
    assertThat(f.info().size()).isZero();
    assertThat(f.apply(1)).isEqualTo("result 5");
  }

  @Test
  void c57_manyFunctionsShareOneCache() {
    LarderCache<Object, Object> cache =
        LarderCache.unlisted("shared", new LarderConfiguration<Object, Object>().maximumSize(100));
    MemoFunction<Integer, String> f = Memo.in(cache).function(n -> "f" + n);
    MemoFunction<Integer, String> g = Memo.in(cache).function(n -> "g" + n);
    assertThat(f.apply(1)).isEqualTo("f1");
    assertThat(g.apply(1)).isEqualTo("g1");
    assertThat(f.cache()).isSameAs(cache);
    assertThat(cache.size()).isEqualTo(2);
    f.invalidateAll();
    assertThat(cache.size()).isEqualTo(1);
    MemoFunction<Integer, String> a = Memo.in(cache).named("same").function(n -> "a" + n);
    MemoFunction<Integer, String> b = Memo.in(cache).named("same").function(n -> "b" + n);
    assertThat(a.apply(1)).isEqualTo(b.apply(1));
    assertThatThrownBy(() -> Memo.in(cache).maximumSize(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("shared");
  }

  // -- threads

  private List<Future<String>> five(Function<Integer, String> f) {
    CyclicBarrier together = new CyclicBarrier(5);
    List<Future<String>> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(threads.submit(() -> {
        together.await(20, TimeUnit.SECONDS);
        return f.apply(1);
      }));
    }
    return all;
  }

  @Test
  void m32_fiveThreadsMakeOneCall() throws Exception {
    MemoFunction<Integer, String> f = Memo.memory().function(counted());
    for (Future<String> one : five(f)) {
      assertThat(one.get()).isEqualTo("result 1");
    }
    assertThat(calls).hasValue(1);
  }

  @Test
  void m32_withoutCoalescingFiveThreadsMakeFiveCalls() throws Exception {
    CountDownLatch allCall = new CountDownLatch(5);
    MemoFunction<Integer, String> f = Memo.memory().coalesce(false).function(n -> {
      allCall.countDown();
      try {
        assertThat(allCall.await(20, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return "result " + calls.incrementAndGet();
    });
    for (Future<String> one : five(f)) {
      one.get();
    }
    assertThat(calls).hasValue(5);
    use(f, 1);
    assertThat(calls).hasValue(5);
  }

  @Test
  void m33_anExceptionIsSharedAndNotKept() throws Exception {
    CountDownLatch mayFail = new CountDownLatch(1);
    IllegalStateException failure = new IllegalStateException("out of stock");
    MemoFunction<Integer, String> f = Memo.memory().function(n -> {
      if (calls.incrementAndGet() > 1) {
        return "again";
      }
      try {
        assertThat(mayFail.await(20, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      throw failure;
    });
    Future<String> first = threads.submit(() -> f.apply(1));
    mayFail.countDown();
    assertThatThrownBy(first::get).isInstanceOf(ExecutionException.class).hasCause(failure);
    assertThat(f.apply(1)).isEqualTo("again");
  }

  // -- futures

  @Test
  void m36_m37_c52_t4_futuresAreSharedWhileUnderWay() {
    CompletableFuture<String> pending = new CompletableFuture<>();
    MemoFunction<Integer, CompletableFuture<String>> f = Memo.memory().async(n -> {
      calls.incrementAndGet();
      return pending;
    });
    CompletableFuture<String> a = f.apply(1);
    CompletableFuture<String> b = f.apply(1);
    assertThat(a.cancel(true)).isTrue();
    pending.complete("value");
    assertThat(b.join()).isEqualTo("value");
    assertThat(f.apply(1).join()).isEqualTo("value");
    assertThat(calls).hasValue(1);
  }

  @Test
  void m38_failedAndCancelledFuturesAreForgotten() {
    List<CompletableFuture<String>> futures = new ArrayList<>();
    MemoFunction<Integer, CompletableFuture<String>> f = Memo.memory().async(n -> {
      CompletableFuture<String> future = new CompletableFuture<>();
      futures.add(future);
      return future;
    });
    CompletableFuture<String> a = f.apply(1);
    CompletableFuture<String> b = f.apply(1);
    futures.get(0).completeExceptionally(new IOException("gone"));
    assertThatThrownBy(a::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(IOException.class);
    assertThatThrownBy(b::join).hasCauseInstanceOf(IOException.class);
    use(f, 1);
    assertThat(futures).hasSize(2);
    futures.get(1).cancel(false);
    CompletableFuture<String> third = f.apply(1);
    futures.get(2).complete("at last");
    assertThat(third.join()).isEqualTo("at last");
    assertThat(futures).hasSize(3);
  }

  @Test
  void m38_aFutureThatHasFailedAlreadyIsNotKeptEither() {
    MemoFunction<Integer, CompletableFuture<String>> f = Memo.memory().async(n -> {
      if (calls.incrementAndGet() == 1) {
        return CompletableFuture.failedFuture(new IOException("gone"));
      }
      if (calls.get() == 2) {
        throw new IllegalStateException("broken");
      }
      return CompletableFuture.completedFuture("value");
    });
    assertThatThrownBy(f.apply(1)::join).hasCauseInstanceOf(IOException.class);
    assertThatThrownBy(f.apply(1)::join).hasCauseInstanceOf(IllegalStateException.class);
    assertThat(f.apply(1).join()).isEqualTo("value");
    assertThat(f.uncached().apply(1).join()).isEqualTo("value");
  }

  // -- failing caches

  @ParameterizedTest
  @EnumSource
  void t22_whenTheCacheFailsTheFunctionIsCalledWithoutItIfTold(CacheFailure reaction) {
    MemoFunction<Integer, String> f = Memo.memory().onCacheFailure(reaction).function(counted());
    f.cache().close();
    if (reaction == CacheFailure.BYPASS) {
      assertThat(f.apply(1)).isEqualTo("result 1");
      assertThat(f.apply(1)).isEqualTo("result 2");
    } else {
      assertThatThrownBy(() -> f.apply(1)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void t50_aFallbackIsLoggedAsAWarning() {
    List<LogRecord> logged = new ArrayList<>();
    Handler handler = new Handler() {
      @Override
      public void publish(LogRecord entry) {
        logged.add(entry);
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
    Logger logger = Logger.getLogger("dev.larder.memo");
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    try {
      MemoFunction<Integer, String> f =
          Memo.memory().onCacheFailure(CacheFailure.BYPASS).named("f").function(counted());
      f.cache().close();
      use(f, 1);
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
    }
    assertThat(logged).hasSize(1);
    assertThat(logged.get(0).getLevel()).isEqualTo(Level.WARNING);
    assertThat(logged.get(0).getMessage()).contains("\"f\"");
  }

  @Test
  void t22_theFunctionsOwnExceptionIsNoFailureOfTheCache() {
    MemoFunction<Integer, String> f = Memo.memory()
        .onCacheFailure(CacheFailure.BYPASS)
        .function(n -> {
          calls.incrementAndGet();
          throw new IllegalStateException("mine");
        });
    assertThatThrownBy(() -> f.apply(1)).hasMessage("mine");
    assertThat(calls).hasValue(1);
  }

  // -- interfaces

  interface Shop {
    String price(String thing, int... options) throws IOException;

    CompletionStage<String> later(String thing);

    void close();

    default String hello() {
      return "hello";
    }
  }

  class CornerShop implements Shop {
    @Override
    public String price(String thing, int... options) throws IOException {
      if (thing.equals("nothing")) {
        throw new IOException("no such thing");
      }
      return thing + Arrays.toString(options) + calls.incrementAndGet();
    }

    @Override
    public CompletionStage<String> later(String thing) {
      return CompletableFuture.completedFuture(thing + calls.incrementAndGet());
    }

    @Override
    public void close() {
      calls.incrementAndGet();
    }
  }

  @Test
  void t51_anInterfacesMethodsAreMemoizedByProxy() throws IOException {
    Shop target = new CornerShop();
    Shop shop = Memo.memory().proxy(Shop.class, target);
    assertThat(shop.price("pie", 1)).isEqualTo("pie[1]1").isEqualTo(shop.price("pie", 1));
    assertThat(shop.price("pie")).isEqualTo("pie[]2");
    assertThatThrownBy(() -> shop.price("nothing")).isInstanceOf(IOException.class);
    assertThat(shop.later("pie").toCompletableFuture().join()).isEqualTo("pie3");
    assertThat(shop.later("pie").toCompletableFuture().join()).isEqualTo("pie3");
    shop.close();
    shop.close();
    assertThat(calls).hasValue(5);
    assertThat(shop.hello()).isEqualTo("hello");
    assertThat(shop.equals(target)).isFalse();
    assertThat(Set.of(shop)).contains(shop);
    assertThat(shop).hasToString("memoized " + CornerShop.class.getName());
    assertThatThrownBy(() -> Memo.memory().proxy(String.class, "no interface"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  interface Annotated {
    @Memoize(maxSize = 1, timeToLive = "10m", policy = EvictionPolicy.LRU)
    int kept(int n);

    int called(int n);
  }

  @Test
  void m29_annotatedMethodsAloneAreMemoizedEachByItsSettings() {
    Annotated target = new Annotated() {
      @Override
      public int kept(int n) {
        return calls.incrementAndGet();
      }

      @Override
      public int called(int n) {
        return calls.incrementAndGet();
      }
    };
    Annotated memoized = Memo.memory().proxy(Annotated.class, target);
    assertThat(memoized.kept(1)).isEqualTo(1).isEqualTo(memoized.kept(1));
    assertThat(memoized.called(1)).isEqualTo(2);
    assertThat(memoized.called(1)).isEqualTo(3);
    assertThat(memoized.kept(2)).isEqualTo(4);
    assertThat(memoized.kept(1)).isEqualTo(5);
  }
}
