package dev.larder;

import static javax.cache.expiry.Duration.ONE_MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One load a key, however many ask; a write wins over a load; nothing of a failure is kept. */
@Timeout(60)
class ReadThroughTest {
  private static final int THREADS = 8;

  @RegisterExtension
  final Pantry pantry = new Pantry();

  @RegisterExtension
  final Hands hands = new Hands();

  private final Store store = new Store();
  private final CountDownLatch loading = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private Cache<String, String> cache = pantry.cache(store.readThrough(Pantry.strings()));

  private void reopen(MutableConfiguration<String, String> configuration) {
    cache.close();
    cache = pantry.cache(configuration);
  }

  /** The next load stops in the middle, until told to go on. */
  private void stopTheLoad() {
    store.before = key -> {
      loading.countDown();
      Hands.await(goOn);
    };
  }

  private List<Hands.Hand<String>> waiters(String key) {
    List<Hands.Hand<String>> waiters = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      waiters.add(hands.start(() -> cache.get(key)).untilItWaits());
    }
    return waiters;
  }

  @Test
  void manyThreadsThatMissOneKeyShareOneLoad() throws Exception {
    store.rows.put("key", "value");
    stopTheLoad();
    var first = hands.start(() -> cache.get("key"));
    Hands.await(loading);
    var waiters = waiters("key");
    goOn.countDown();
    assertThat(first.result()).isEqualTo("value");
    for (var waiter : waiters) {
      assertThat(waiter.result()).isEqualTo("value");
    }
    assertThat(store.calls).containsExactly("load key");
  }

  @Test
  void aFailedLoadReachesAllWhoWaitIsNotKeptAndIsTriedAgain() throws Exception {
    store.rows.put("key", "value");
    store.before = key -> {
      loading.countDown();
      Hands.await(goOn);
      throw new IllegalStateException("the store is down");
    };
    var first = hands.start(() -> cache.get("key"));
    Hands.await(loading);
    var waiters = waiters("key");
    goOn.countDown();
    assertThat(first.failure())
        .isInstanceOf(CacheLoaderException.class)
        .hasRootCauseMessage("the store is down");
    for (var waiter : waiters) {
      assertThat(waiter.failure())
          .isInstanceOf(CacheLoaderException.class)
          .hasRootCauseMessage("the store is down");
    }
    assertThat(store.calls).containsExactly("load key");
    store.before = key -> {};
    assertThat(cache.get("key")).isEqualTo("value");
  }

  @Test
  void nothingFoundIsSharedButNotKept() throws Exception {
    stopTheLoad();
    var first = hands.start(() -> cache.get("key"));
    Hands.await(loading);
    var waiters = waiters("key");
    goOn.countDown();
    assertThat(first.result()).isNull();
    for (var waiter : waiters) {
      assertThat(waiter.result()).isNull();
    }
    store.rows.put("key", "now");
    assertThat(cache.get("key")).isEqualTo("now");
    assertThat(store.calls).containsExactly("load key", "load key");
  }

  record Win(
      String name,
      Consumer<Cache<String, String>> write,
      @Nullable String left) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Win> wins() {
    return List.of(
        new Win("put", c -> c.put("key", "put"), "put"),
        new Win("getAndPut", c -> c.getAndPut("key", "put"), "put"),
        new Win("putAll", c -> c.putAll(Map.of("key", "put")), "put"),
        new Win("remove", c -> c.remove("key"), null),
        new Win("getAndRemove", c -> c.getAndRemove("key"), null),
        new Win("removeAll keys", c -> c.removeAll(Set.of("key")), null),
        new Win("clear", Cache::clear, null));
  }

  @ParameterizedTest
  @MethodSource("wins")
  void aWriteDuringALoadWins(Win win) throws Exception {
    winsDuringALoad(win);
  }

  @ParameterizedTest
  @MethodSource("wins")
  void aWriteDuringALoadWinsWithAListener(Win win) throws Exception {
    reopen(store.readThrough(new MutableConfiguration<String, String>()
        .addCacheEntryListenerConfiguration(new EventLog<String, String>().synchronous())));
    winsDuringALoad(win);
  }

  @ParameterizedTest
  @MethodSource("wins")
  void aWriteDuringALoadWinsWithAWriter(Win win) throws Exception {
    reopen(store.readThrough(new Store().writeThrough(new MutableConfiguration<>())));
    winsDuringALoad(win);
  }

  private void winsDuringALoad(Win win) throws Exception {
    store.rows.put("key", "loaded");
    stopTheLoad();
    var load = hands.start(() -> cache.get("key"));
    Hands.await(loading);
    win.write.accept(cache);
    goOn.countDown();
    assertThat(load.result()).as("what was loaded is given to whoever asked").isEqualTo("loaded");
    assertThat(cache.containsKey("key")).isEqualTo(win.left != null);
    assertThat(cache.getAndRemove("key")).isEqualTo(win.left);
  }

  @Test
  void getAllLoadsWhatIsMissingInOneCall() {
    store.rows.putAll(Map.of("a", "1", "b", "2", "c", "3"));
    cache.put("a", "present");
    assertThat(cache.getAll(Set.of("a", "b", "c", "unknown")))
        .isEqualTo(Map.of("a", "present", "b", "2", "c", "3"));
    assertThat(store.calls).hasSize(1);
    assertThat(store.calls.get(0)).startsWith("loadAll").contains("b", "c", "unknown");
    assertThat(cache.containsKey("b")).isTrue();
  }

  @Test
  void getAllLeavesToOthersWhatTheyAreLoading() throws Exception {
    store.rows.putAll(Map.of("a", "1", "b", "2"));
    store.before = key -> {
      if (key.equals("a")) {
        loading.countDown();
        Hands.await(goOn);
      }
    };
    var first = hands.start(() -> cache.get("a"));
    Hands.await(loading);
    var all = hands.start(() -> cache.getAll(Set.of("a", "b"))).untilItWaits();
    assertThat(cache.containsKey("b")).as("it waits with its own load done").isTrue();
    goOn.countDown();
    assertThat(all.result()).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(first.result()).isEqualTo("1");
    assertThat(store.calls).containsExactly("load a", "loadAll [b]");
  }

  @Test
  void twoGetAllsThatNeedEachOthersKeysBothEnd() throws Exception {
    store.rows.putAll(Map.of("a", "1", "b", "2", "c", "3"));
    CountDownLatch both = new CountDownLatch(2);
    store.before = key -> {
      both.countDown();
      Hands.await(both);
    };
    // Each has a key of its own to load, whoever gets those that they share; and loads while the
    // other does.
    var one = hands.start(() -> cache.getAll(new LinkedHashSet<>(List.of("a", "b", "c", "mine"))));
    var other =
        hands.start(() -> cache.getAll(new LinkedHashSet<>(List.of("c", "b", "a", "yours"))));
    assertThat(one.result()).isEqualTo(store.rows);
    assertThat(other.result()).isEqualTo(store.rows);
  }

  private Cache<Name, String> byName(CacheLoader<Name, String> loader) {
    return pantry.cache(
        "names",
        new MutableConfiguration<Name, String>()
            .setReadThrough(true)
            .setCacheLoaderFactory(() -> loader));
  }

  private static CacheLoader<Name, String> echo(CountDownLatch before) {
    return new CacheLoader<>() {
      @Override
      public String load(Name key) {
        Hands.await(before);
        return "value of " + key;
      }

      @Override
      public Map<Name, String> loadAll(Iterable<? extends Name> keys) {
        Map<Name, String> loaded = new HashMap<>();
        keys.forEach(key -> loaded.put(key, load(key)));
        return loaded;
      }
    };
  }

  @Test
  void keysThatAreCopiedAreFoundAgainInWhatWasLoaded() {
    Cache<Name, String> names = byName(echo(new CountDownLatch(0)));
    assertThat(names.getAll(Set.of(new Name("a"), new Name("b"))))
        .isEqualTo(Map.of(new Name("a"), "value of a", new Name("b"), "value of b"));
    assertThat(names.get(new Name("a"))).isEqualTo("value of a");
  }

  @Test
  void keysThatTheirCallerChangesWhileTheyAreLoadedStayWhatTheyWere() {
    CountDownLatch changed = new CountDownLatch(1);
    Cache<Name, String> names = byName(echo(changed));
    Name name = new Name("before");
    Set<Name> keys = new HashSet<>(Set.of(name));
    Completion completion = new Completion();
    names.loadAll(keys, false, completion);
    name.text = "after";
    keys.clear();
    changed.countDown();
    assertThat(completion.await().failure()).isNull();
    assertThat(names.containsKey(new Name("before"))).isTrue();
    assertThat(names.containsKey(new Name("after"))).isFalse();
  }

  @Test
  void aKeyThatCannotBeCopiedFailsTheWholeGetAllAndWhoeverJoinedIt() throws Exception {
    CountDownLatch claimed = new CountDownLatch(1);
    Cache<Object, String> objects = pantry.cache(
        "objects",
        new MutableConfiguration<Object, String>()
            .setReadThrough(true)
            .setCacheLoaderFactory(() -> new CacheLoader<>() {
              @Override
              public String load(Object key) {
                return "single";
              }

              @Override
              public Map<Object, String> loadAll(Iterable<?> keys) {
                return Map.of();
              }
            }));
    Set<Object> keys = new LinkedHashSet<>();
    keys.add("good");
    keys.add(new Blocking(claimed, goOn));
    var all = hands.start(() -> objects.getAll(keys));
    Hands.await(claimed);
    var joined = hands.start(() -> objects.get("good")).untilItWaits();
    goOn.countDown();
    assertThat(all.failure()).isInstanceOf(CacheException.class);
    assertThat(joined.failure()).isInstanceOf(CacheLoaderException.class);
    assertThat(objects.get("good")).isEqualTo("single");
  }

  /** Fails to be copied, after a while. */
  private record Blocking(CountDownLatch reached, CountDownLatch goOn) implements Serializable {
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return 1;
    }

    private Object writeReplace() {
      reached.countDown();
      Hands.await(goOn);
      throw new IllegalStateException("not to be copied");
    }
  }

  @Test
  void loadAllSharesTheLoadsOfOthersAndStoresBeforeItCompletes() throws Exception {
    store.rows.putAll(Map.of("a", "1", "b", "2"));
    store.before = key -> {
      if (key.equals("a")) {
        loading.countDown();
        Hands.await(goOn);
      }
    };
    var first = hands.start(() -> cache.get("a"));
    Hands.await(loading);
    Completion completion = new Completion();
    cache.loadAll(Set.of("a", "b"), false, completion);
    goOn.countDown();
    assertThat(completion.await().failure()).isNull();
    assertThat(cache.containsKey("a") && cache.containsKey("b")).isTrue();
    first.result();
    assertThat(store.calls).contains("load a").doesNotContain("load b");
    assertThat(store.calls.stream().filter(call -> call.contains("a]"))).isEmpty();
  }

  @Test
  void loadAllReplacesOnlyWhenAsked() {
    store.rows.put("key", "loaded");
    cache.put("key", "present");
    Completion gentle = new Completion();
    cache.loadAll(Set.of("key"), false, gentle);
    assertThat(gentle.await().failure()).isNull();
    assertThat(cache.get("key")).isEqualTo("present");
    assertThat(store.calls).isEmpty();
    Completion replacing = new Completion();
    cache.loadAll(Set.of("key"), true, replacing);
    assertThat(replacing.await().failure()).isNull();
    assertThat(cache.get("key")).isEqualTo("loaded");
  }

  @Test
  void loadAllReportsFailuresAndErrorsToItsListener() {
    store.before = key -> {
      throw new StackOverflowError();
    };
    Completion completion = new Completion();
    cache.loadAll(Set.of("key"), true, completion);
    assertThat(completion.await().failure())
        .isInstanceOf(CacheLoaderException.class)
        .hasCauseInstanceOf(StackOverflowError.class);
  }

  @Test
  void aListenerThatThrowsAtOneLoadedKeyKeepsNoOtherOut() {
    EventLog<String, String> log = new EventLog<>(event -> {
      throw new IllegalStateException("not me");
    });
    reopen(store.readThrough(new MutableConfiguration<String, String>()
        .addCacheEntryListenerConfiguration(log.synchronous())));
    store.rows.putAll(Map.of("a", "1", "b", "2", "c", "3"));
    assertThatThrownBy(() -> cache.getAll(Set.of("a", "b", "c")))
        .isInstanceOf(CacheEntryListenerException.class);
    assertThat(cache).hasSize(3);
    assertThat(log.lines).hasSize(3);
  }

  @Test
  void onlyGetsAndProcessorsReadThrough() {
    store.rows.put("key", "value");
    cache.containsKey("key");
    cache.putIfAbsent("other", "x");
    cache.replace("key", "x");
    cache.replace("key", "value", "x");
    cache.getAndReplace("key", "x");
    cache.remove("key", "value");
    cache.getAndRemove("key");
    cache.getAndPut("key", "x");
    cache.remove("key");
    assertThat(cache.iterator().hasNext()).isTrue();
    assertThat(store.calls).isEmpty();
    assertThat(cache.<String>invoke("key", (entry, args) -> entry.getValue())).isEqualTo("value");
    assertThat(store.calls).containsExactly("load key");
  }

  @Test
  void anExpiredEntryIsLoadedOnceAgain() {
    AtomicInteger loads = new AtomicInteger();
    reopen(new MutableConfiguration<String, String>()
        .setReadThrough(true)
        .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(ONE_MINUTE))
        .setCacheLoaderFactory(() -> new CacheLoader<>() {
          @Override
          public String load(String key) {
            return "load " + loads.incrementAndGet();
          }

          @Override
          public Map<String, String> loadAll(Iterable<? extends String> keys) {
            return Map.of();
          }
        }));
    assertThat(cache.get("key")).isEqualTo("load 1");
    pantry.advance(Duration.ofSeconds(60));
    assertThat(cache.get("key")).isEqualTo("load 2");
    assertThat(cache.get("key")).isEqualTo("load 2");
  }
}
