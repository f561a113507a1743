package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** User code that asks for the very key it was called for, or that waits in a circle, gets an exception and never hangs. */
@Timeout(60)
class SameKeyTest {
  @RegisterExtension
  final Pantry pantry = new Pantry();

  @RegisterExtension
  final Hands hands = new Hands();

  record Use(String name, Consumer<Cache<String, String>> body) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Use> uses() {
    return List.of(
        new Use("put", c -> c.put("k", "inside")),
        new Use("getAndPut", c -> c.getAndPut("k", "inside")),
        new Use("putAll", c -> c.putAll(Map.of("k", "inside"))),
        new Use("putIfAbsent", c -> c.putIfAbsent("k", "inside")),
        new Use("replace", c -> c.replace("k", "inside")),
        new Use("remove", c -> c.remove("k")),
        new Use("getAndRemove", c -> c.getAndRemove("k")),
        new Use("removeAll", c -> c.removeAll(Set.of("k"))),
        new Use("invoke", c -> c.invoke("k", (entry, args) -> entry.getValue())));
  }

  static Stream<Arguments> usesOnAllWays() {
    return uses().stream()
        .flatMap(use -> Stream.of(Way.values()).map(way -> Arguments.of(use, way)));
  }

  private static CacheException refused(Runnable use) {
    try {
      use.run();
    } catch (CacheException e) {
      for (Throwable t = e; t != null; t = t.getCause()) {
        if (t instanceof CacheException found
            && String.valueOf(t.getMessage()).contains("very key")) {
          return found;
        }
      }
      throw e;
    }
    throw new AssertionError("was not refused");
  }

  @ParameterizedTest
  @MethodSource("usesOnAllWays")
  void fromAProcessorIsRefused(Use use, Way way) {
    var configuration = Pantry.strings();
    way.take(configuration);
    Cache<String, String> cache = pantry.cache(configuration);
    cache.put("k", "before");
    CacheException refusal = cache.invoke("k", (entry, args) -> {
      entry.setValue("after");
      return refused(() -> use.body.accept(cache));
    });
    assertThat(refusal).hasMessageContaining("\"pantry\"").hasMessageContaining("another key");
    assertThat(cache.get("k")).isEqualTo("after");
    Pantry.check(cache);
  }

  @ParameterizedTest
  @MethodSource("uses")
  void fromALoaderIsRefused(Use use) {
    Store store = new Store();
    Cache<String, String> cache = pantry.cache(store.readThrough(Pantry.strings()));
    store.rows.put("k", "loaded");
    store.before = key -> refused(() -> use.body.accept(cache));
    assertThat(cache.get("k")).isEqualTo("loaded");
    assertThat(cache.containsKey("k")).isTrue();
    cache.clear();
    assertThat(cache.getAll(Set.of("k"))).isEqualTo(Map.of("k", "loaded"));
  }

  @Test
  void aLoadFromItsOwnLoaderIsRefused() {
    Store store = new Store();
    Cache<String, String> cache = pantry.cache(store.readThrough(Pantry.strings()));
    store.rows.put("k", "loaded");
    store.before = key -> {
      refused(() -> cache.get("k"));
      refused(() -> cache.getAll(Set.of("k")));
    };
    assertThat(cache.get("k")).isEqualTo("loaded");
  }

  @ParameterizedTest
  @MethodSource("uses")
  void fromAWriterIsRefused(Use use) {
    Store store = new Store();
    Cache<String, String> cache = pantry.cache(store.writeThrough(Pantry.strings()));
    store.before = key -> refused(() -> use.body.accept(cache));
    cache.put("k", "v");
    cache.putAll(Map.of("k", "w"));
    assertThat(cache.get("k")).isEqualTo("w");
  }

  @ParameterizedTest
  @MethodSource("uses")
  void fromAListenerIsRefused(Use use) {
    Cache<String, String> cache = pantry.cache(Pantry.strings());
    EventLog<String, String> log = new EventLog<>(event -> refused(() -> use.body.accept(cache)));
    cache.registerCacheEntryListener(log.synchronous());
    cache.put("k", "v");
    assertThat(log.lines).containsExactly("CREATED k v null");
    assertThat(cache.get("k")).isEqualTo("v");
  }

  @Test
  void otherKeysOfTheSameCacheCanBeUsedFromInside() {
    Store store = new Store();
    EventLog<String, String> log = new EventLog<>();
    Cache<String, String> cache =
        pantry.cache(store.through().addCacheEntryListenerConfiguration(log.synchronous()));
    store.rows.put("base", "b");
    store.before = key -> {
      if (key.equals("derived")) {
        store.rows.put("derived", "from " + cache.get("base"));
      }
    };
    assertThat(cache.get("derived")).isEqualTo("from b");
    cache.invoke("k", (entry, args) -> {
      cache.put("neighbour", "v");
      cache.removeAll(Set.of("derived", "base"));
      entry.setValue(cache.get("neighbour"));
      return null;
    });
    assertThat(cache.get("k")).isEqualTo("v");
    assertThat(cache).hasSize(2);
  }

  @Test
  void processorsThatWaitForEachOtherAcrossTwoCachesAreToldSo() throws Exception {
    Cache<String, String> apples = pantry.cache("apples", Pantry.strings());
    Cache<String, String> pears = pantry.cache("pears", Pantry.strings());
    CyclicBarrier both = new CyclicBarrier(2);
    var one = hands.start(() -> crossing(apples, pears, both));
    var other = hands.start(() -> crossing(pears, apples, both));
    List<String> results = List.of(one.result(), other.result());
    String refusal =
        results.stream().filter(result -> !result.equals("done")).findFirst().orElseThrow();
    assertThat(refusal).contains("\"apples\"", "\"pears\"", "\"hand-0\"", "\"hand-1\"");
    Pantry.check(apples);
    Pantry.check(pears);
    apples.put("k", "works");
    pears.put("k", "works");
  }

  private static String crossing(
      Cache<String, String> mine, Cache<String, String> theirs, CyclicBarrier both) {
    return mine.invoke("k", (entry, args) -> {
      try {
        both.await();
        theirs.put("k", "v");
        return "done";
      } catch (CacheException e) {
        return e.getMessage();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    });
  }

  @Test
  void aCircleOfThreeIsFoundThroughLoadersWritersAndListeners() throws Exception {
    CyclicBarrier all = new CyclicBarrier(3);
    CountDownLatch refused = new CountDownLatch(1);
    Store loading = new Store();
    Store writing = new Store();
    Cache<String, String> loaders = pantry.cache("loaders", loading.readThrough(Pantry.strings()));
    Cache<String, String> writers = pantry.cache("writers", writing.writeThrough(Pantry.strings()));
    Cache<String, String> listeners = pantry.cache("listeners", Pantry.strings());
    loading.before = key -> meet(all, refused, () -> writers.put("k", "v"));
    writing.before = key -> meet(all, refused, () -> listeners.put("k", "v"));
    EventLog<String, String> log =
        new EventLog<>(event -> meet(all, refused, () -> loaders.get("k")));
    listeners.registerCacheEntryListener(log.synchronous());
    var one = hands.run(() -> loaders.get("k"));
    var two = hands.run(() -> writers.put("k", "v"));
    var three = hands.run(() -> listeners.put("k", "v"));
    Hands.await(refused);
    one.result();
    two.result();
    three.result();
  }

  /** Only the first time around: those who were let go on come by again. */
  private static void meet(CyclicBarrier all, CountDownLatch refused, Runnable next) {
    if (refused.getCount() == 0) {
      return;
    }
    try {
      all.await();
      next.run();
    } catch (CacheException e) {
      refused.countDown();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whoeverIsInterruptedWhileWaitingIsToldSo() throws Exception {
    Cache<String, String> cache = pantry.cache(Pantry.strings());
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    var slow = hands.start(() -> cache.invoke("k", (entry, args) -> {
      inside.countDown();
      Hands.await(goOn);
      return "done";
    }));
    Hands.await(inside);
    var waiting = hands
        .start(() -> {
          assertThatThrownBy(() -> cache.put("k", "v"))
              .isInstanceOf(CacheException.class)
              .hasMessageContaining("interrupted");
          return Thread.currentThread().isInterrupted();
        })
        .untilItWaits();
    waiting.thread().interrupt();
    assertThat(waiting.result()).isTrue();
    goOn.countDown();
    slow.result();
    assertThat(cache.containsKey("k")).isFalse();
  }

  @Test
  void whoeverIsInterruptedWhileWaitingForTheLoadOfAnotherIsToldSoAndTheLoadGoesOn()
      throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Store store = new Store();
    store.rows.put("k", "loaded");
    store.before = key -> {
      inside.countDown();
      Hands.await(goOn);
    };
    Cache<String, String> cache = pantry.cache(store.readThrough(Pantry.strings()));
    var load = hands.start(() -> cache.get("k"));
    Hands.await(inside);
    for (Runnable read : List.<Runnable>of(() -> cache.get("k"), () -> cache.getAll(Set.of("k")))) {
      var waiting = hands
          .start(() -> {
            assertThatThrownBy(read::run)
                .isInstanceOf(CacheException.class)
                .hasMessageContaining("interrupted");
            return Thread.currentThread().isInterrupted();
          })
          .untilItWaits();
      waiting.thread().interrupt();
      assertThat(waiting.result()).isTrue();
    }
    goOn.countDown();
    assertThat(load.result()).isEqualTo("loaded");
    assertThat(cache.get("k")).isEqualTo("loaded");
  }
}
