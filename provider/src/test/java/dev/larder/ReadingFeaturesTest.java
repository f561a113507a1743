package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reading beyond JCache: single flight, filters, groups, the map. Names begin with the ids of docs/features.md. */
class ReadingFeaturesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @RegisterExtension
  final Pantry pantry = new Pantry();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private LarderCache<String, String> cache;

  @BeforeEach
  @SuppressWarnings("unchecked")
  void makeACache() {
    cache = pantry
        .cache(new LarderConfiguration<String, String>().setStatisticsEnabled(true))
        .unwrap(LarderCache.class);
  }

  @AfterEach
  void endTheThreads() {
    threads.shutdownNow();
  }

  // -- single flight

  /** A function that says when it was called, and returns when it may. */
  private static final class Slow implements Function<String, String> {
    final AtomicInteger calls = new AtomicInteger();
    final CountDownLatch called = new CountDownLatch(1);
    final CountDownLatch mayReturn = new CountDownLatch(1);

    @Override
    public String apply(String key) {
      int call = calls.incrementAndGet();
      called.countDown();
      Hands.await(mayReturn);
      return key + call;
    }
  }

  @Test
  void m22_oneInitializerPerKey() throws Exception {
    Slow slow = new Slow();
    List<Future<String>> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(threads.submit(() -> cache.get("key", slow)));
    }
    Hands.await(slow.called);
    slow.mayReturn.countDown();
    for (Future<String> one : all) {
      assertThat(one.get()).isEqualTo("key1");
    }
    assertThat(slow.calls).hasValue(1);
    assertThat(cache.get("key")).isEqualTo("key1");
  }

  @Test
  void m23_aFailureReachesAllAndIsNotKept() throws Exception {
    Slow slow = new Slow();
    IllegalStateException failure = new IllegalStateException("out of stock");
    List<Future<String>> all = new ArrayList<>();
    all.add(threads.submit(() -> cache.get("key", key -> {
      slow.apply(key);
      throw failure;
    })));
    Hands.await(slow.called);
    for (int i = 0; i < 4; i++) {
      all.add(threads.submit(() -> cache.get("key", key -> {
        slow.apply(key);
        throw failure;
      })));
    }
    slow.mayReturn.countDown();
    for (Future<String> one : all) {
      assertThatThrownBy(one::get).hasCause(failure);
    }
    assertThat(cache.get("key", key -> "again")).isEqualTo("again");
  }

  @Test
  void m22_aRemovalMeanwhileWins() throws Exception {
    Slow slow = new Slow();
    Future<String> loading = threads.submit(() -> cache.get("key", slow));
    Hands.await(slow.called);
    cache.remove("key");
    slow.mayReturn.countDown();
    assertThat(loading.get()).isEqualTo("key1");
    assertThat(cache.containsKey("key")).isFalse();
  }

  @Test
  void p25_aValueMadeByAFunctionCanHaveATime() {
    assertThat(cache.get("key", key -> "value", MINUTE)).isEqualTo("value");
    assertThat(cache.timeToLive("key")).contains(MINUTE);
    assertThat(cache.get("none", key -> null, MINUTE)).isNull();
    assertThat(cache.containsKey("none")).isFalse();
  }

  @Test
  void m22_aFunctionMayNotUseItsOwnKey() {
    assertThatThrownBy(() -> cache.get("key", key -> cache.get(key, same -> "never")))
        .isInstanceOf(CacheException.class);
    assertThat(cache.get("key", key -> cache.get("other", same -> "fine"))).isEqualTo("fine");
  }

  @Test
  void m37_asynchronousCallersShareOneFlight() {
    Slow slow = new Slow();
    List<CompletableFuture<String>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(cache.getAsync("key", slow));
    }
    assertThat(all.get(0).cancel(true)).isTrue();
    slow.mayReturn.countDown();
    all.subList(1, 20).forEach(one -> assertThat(one.join()).isEqualTo("key1"));
    assertThat(slow.calls).hasValue(1);
    assertThat(cache.getAsync("key", slow)).isCompletedWithValue("key1");
  }

  @Test
  void m38_anAsynchronousFailureIsNotKept() {
    CompletableFuture<String> failed = cache.getAsync("key", key -> {
      throw new IllegalStateException("out of stock");
    });
    assertThatThrownBy(failed::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(cache.getAsync("key", key -> "again", Runnable::run)).isCompletedWithValue("again");
  }

  @Test
  void m37_whoAsksAfterARemovalDoesNotShareWhatWasBegunBefore() {
    Slow slow = new Slow();
    CompletableFuture<String> before = cache.getAsync("key", slow, threads);
    Hands.await(slow.called);
    cache.remove("key");
    CompletableFuture<String> after = cache.getAsync("key", key -> "new", threads);
    assertThat(after.join()).isEqualTo("new");
    slow.mayReturn.countDown();
    assertThat(before.join()).isEqualTo("key1");
    assertThat(cache.get("key")).isEqualTo("new");
  }

  // -- defaults

  @Test
  void m17_c24_aDefaultIsNotKept() {
    assertThat(cache.getOrDefault("key", "default")).isEqualTo("default");
    assertThat(cache.containsKey("key")).isFalse();
    cache.put("key", "value");
    assertThat(cache.getOrDefault("key", "default")).isEqualTo("value");
  }

  @Test
  void m18_m19_aRemovalGivesTheOldValueOrADefault() {
    cache.put("key", "value");
    assertThat(cache.getAndRemoveOrDefault("key", "default")).isEqualTo("value");
    assertThat(cache.getAndRemoveOrDefault("key", "default")).isEqualTo("default");
    assertThat(cache.getAndRemove("key")).isNull();
  }

  @Test
  void c25_aDefaultMadeByAFunctionIsKept() {
    assertThat(cache.get("key", key -> "made")).isEqualTo("made");
    assertThat(cache.get("key")).isEqualTo("made");
  }

  // -- many

  private void putUsers() {
    cache.putAll(Map.of("user:1", "ann", "user:2", "bob", "user:10", "carl", "order:1", "pie"));
  }

  @Test
  void c26_manyThatAreThere() {
    putUsers();
    assertThat(cache.getAllPresent(List.of("user:2", "user:3", "user:1")))
        .containsExactly(Map.entry("user:2", "bob"), Map.entry("user:1", "ann"));
    assertThat(cache.stats().snapshot().hits()).isEqualTo(2);
    assertThat(cache.stats().snapshot().misses()).isEqualTo(1);
    assertThat(cache.getIfPresent("user:3")).isNull();
    assertThat(cache.getIfPresent("user:1")).isEqualTo("ann");
  }

  @Test
  void c27_manyByGlob() {
    putUsers();
    assertThat(cache.getAll(KeyFilter.glob("user:*"))).hasSize(3);
    assertThat(cache.getAll(KeyFilter.glob("user:?"))).containsOnlyKeys("user:1", "user:2");
    assertThat(cache.getAll(KeyFilter.glob("user:[13]"))).containsOnlyKeys("user:1");
    assertThat(cache.getAll(KeyFilter.glob("user:[!2-9]"))).containsOnlyKeys("user:1");
    assertThat(cache.getAll(KeyFilter.glob("user"))).isEmpty();
    assertThat(cache.getAll(KeyFilter.glob("*.1"))).isEmpty();
    assertThatThrownBy(() -> KeyFilter.glob("user:[1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("user:[1");
  }

  @Test
  void c28_manyByRegexFromTheBeginning() {
    putUsers();
    assertThat(cache.getAll(KeyFilter.regex("user:1"))).containsOnlyKeys("user:1", "user:10");
    assertThat(cache.getAll(KeyFilter.regex("user:1$"))).containsOnlyKeys("user:1");
    assertThat(cache.getAll(KeyFilter.regex(Pattern.compile("1")))).isEmpty();
    assertThatThrownBy(() -> KeyFilter.regex("(")).isInstanceOf(PatternSyntaxException.class);
  }

  @Test
  void c29_manyByPredicatePrefixAndTogether() {
    putUsers();
    KeyFilter<String> user = KeyFilter.prefix("user:");
    KeyFilter<String> one = KeyFilter.of(key -> key.endsWith(":1"));
    assertThat(cache.getAll(one)).containsOnlyKeys("user:1", "order:1");
    assertThat(cache.getAll(user.and(one))).containsOnlyKeys("user:1");
    assertThat(cache.getAll(user.or(one))).hasSize(4);
    assertThat(cache.getAll(user.negate())).containsOnlyKeys("order:1");
  }

  @Test
  void c30_whatExpiresDuringABulkReadIsLeftOut() {
    cache.put("a", "1", MINUTE);
    cache.put("b", "2");
    assertThat(cache.getAll(KeyFilter.<String>of(key -> {
          if (key.equals("b")) {
            pantry.advance(MINUTE);
          }
          return true;
        })))
        .containsOnlyKeys("b");
  }

  @Test
  void c35_c36_manyCanBeRemovedAndAreCounted() {
    putUsers();
    assertThat(cache.remove("user:10")).isTrue();
    assertThat(cache.remove("user:10")).isFalse();
    assertThat(cache.removeAll(KeyFilter.glob("user:*"))).isEqualTo(2);
    assertThat(cache.removeAll(KeyFilter.prefix("user:"))).isZero();
    putUsers();
    assertThat(cache.removeIf((key, value) -> value.length() == 3)).isEqualTo(3);
    assertThat(cache.toMap()).containsOnlyKeys("user:10");
    cache.removeAll(Set.of("user:10"));
    assertThat(cache.size()).isZero();
  }

  // -- groups

  @Test
  void t55_aGroupIsRemovedByItsTag() {
    cache.putTagged("a", "1", "red", "round");
    cache.putTagged("b", "2", "red");
    cache.put("c", "3");
    assertThat(cache.tags("a")).containsExactlyInAnyOrder("red", "round");
    assertThat(cache.tag("c", "round")).isTrue();
    assertThat(cache.tag("absent", "red")).isFalse();
    assertThat(cache.getAll(KeyFilter.tag("round"))).containsOnlyKeys("a", "c");
    assertThat(cache.removeTagged("red")).isEqualTo(2);
    assertThat(cache.toMap()).containsOnlyKeys("c");
    assertThat(cache.tags("a")).isEmpty();
    assertThat(cache.removeTagged("red")).isZero();
    assertThat(cache.removeAll(KeyFilter.tag("round"))).isEqualTo(1);
  }

  @Test
  void t55_tagsStayWithAReplacedValueAndGoWithTheEntry() {
    cache.putTagged("a", "1", "red");
    cache.put("a", "2");
    assertThat(cache.tags("a")).containsExactly("red");
    cache.putTagged("a", "3", "blue");
    assertThat(cache.tags("a")).containsExactly("blue");
    cache.expireAfter("a", MINUTE);
    pantry.advance(MINUTE);
    assertThat(cache.tags("a")).isEmpty();
    cache.put("a", "4");
    assertThat(cache.tags("a")).isEmpty();
    cache.putTagged("a", "5", "green");
    cache.rename("a", "b");
    assertThat(cache.tags("b")).containsExactly("green");
    assertThat(cache.tags("a")).isEmpty();
  }

  @Test
  void t55_noTagIsLostOrLeftBehindHoweverManyThreadsAreAtWork() throws Exception {
    @SuppressWarnings("unchecked")
    LarderCache<Integer, String> small = pantry
        .cache("small", new LarderConfiguration<Integer, String>().maximumSize(50))
        .unwrap(LarderCache.class);
    List<Future<?>> all = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      all.add(threads.submit(() -> {
        Random random = new Random(ThreadLocalRandom.current().nextLong());
        for (int i = 0; i < 5_000; i++) {
          int key = random.nextInt(100);
          switch (random.nextInt(10)) {
            case 0 -> small.remove(key);
            case 1 -> small.removeTagged("group " + key % 3);
            default -> small.putTagged(key, "value " + i, "group " + key % 3);
          }
        }
      }));
    }
    for (Future<?> one : all) {
      one.get();
    }
    small
        .toMap()
        .keySet()
        .forEach(key -> assertThat(small.tags(key)).containsExactly("group " + key % 3));
    int removed = 0;
    long before = small.size();
    for (int group = 0; group < 3; group++) {
      removed += small.removeTagged("group " + group);
    }
    assertThat(removed).isEqualTo((int) before);
    assertThat(small.size()).isZero();
  }

  // -- the map

  @Test
  void c19_theCacheIsAMap() {
    Map<String, String> map = cache.asMap();
    assertThat(map.put("a", "1")).isNull();
    assertThat(map.put("a", "2")).isEqualTo("1");
    assertThat(map.putIfAbsent("a", "3")).isEqualTo("2");
    assertThat(map.putIfAbsent("b", "3")).isNull();
    assertThat(map.computeIfAbsent("c", key -> "4")).isEqualTo("4");
    assertThat(map.compute("c", (key, value) -> value + "!")).isEqualTo("4!");
    assertThat(map.compute("c", (key, value) -> null)).isNull();
    assertThat(map.computeIfPresent("c", (key, value) -> "5")).isNull();
    assertThat(map.computeIfPresent("b", (key, value) -> "5")).isEqualTo("5");
    assertThat(map.merge("b", "6", String::concat)).isEqualTo("56");
    assertThat(map.merge("d", "6", String::concat)).isEqualTo("6");
    assertThat(map).isEqualTo(Map.of("a", "2", "b", "56", "d", "6")).hasSize(3);
    assertThat(map.keySet().remove("d")).isTrue();
    assertThat(map.values().removeIf("2"::equals)).isTrue();
    for (Map.Entry<String, String> entry : map.entrySet()) {
      entry.setValue("7");
    }
    assertThat(cache.get("b")).isEqualTo("7");
    assertThat(map.remove("b", "8")).isFalse();
    assertThat(map.replace("b", "7", "8")).isTrue();
    assertThat(map.replace("b", "9")).isEqualTo("8");
    assertThat(map.remove("b")).isEqualTo("9");
    assertThat(map.isEmpty()).isTrue();
    IllegalStateException failure = new IllegalStateException();
    assertThatThrownBy(() -> map.compute("e", (key, value) -> {
          throw failure;
        }))
        .isSameAs(failure);
  }

  @Test
  void c18_aSnapshotIsNobodyElses() {
    cache.put("a", "1");
    Map<String, String> copy = cache.toMap();
    cache.put("b", "2");
    copy.put("c", "3");
    assertThat(copy).containsOnlyKeys("a", "c");
    assertThat(cache.toMap()).containsOnlyKeys("a", "b");
    assertThat(cache.stats().snapshot().accesses()).isZero();
  }
}
