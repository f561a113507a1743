package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.integration.CacheLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A cache with something below its heap: what the cache has is what is there, and which tier it is makes no difference. */
class TieredCacheTest {
  @RegisterExtension
  final Pantry pantry = new Pantry();

  private final Below below = new Below();

  private LarderCache<String, String> cache(LarderConfiguration<String, String> configuration) {
    return cache(Pantry.NAME, configuration);
  }

  private LarderCache<String, String> cache(
      String name, LarderConfiguration<String, String> configuration) {
    return pantry.larder(name, configuration);
  }

  private static void fill(Cache<String, String> cache, int entries) {
    for (int i = 0; i < entries; i++) {
      cache.put("k" + i, "v" + i);
    }
  }

  @Test
  void t48_whatTheHeapHasNoRoomForIsStillThere() {
    LarderCache<String, String> cache = cache(below.<String, String>tiered().maximumSize(10));
    fill(cache, 100);
    for (int i = 0; i < 100; i++) {
      assertThat(cache.containsKey("k" + i)).isTrue();
      assertThat(cache.get("k" + i)).isEqualTo("v" + i);
    }
    assertThat(cache.size()).isEqualTo(100);
    assertThat(Pantry.count(cache, "CacheHits")).isEqualTo(100);
    assertThat(Pantry.count(cache, "CacheMisses")).isZero();
    Map<String, String> met = new HashMap<>();
    cache.forEach(entry -> met.put(entry.getKey(), entry.getValue()));
    assertThat(met).hasSize(100).containsEntry("k42", "v42");
  }

  @Test
  void statisticsTellWhatWasAskedOfTheTier() {
    LarderCache<String, String> cache = cache(below.<String, String>tiered().maximumSize(1));
    fill(cache, 3);
    for (int i = 0; i < 3; i++) {
      assertThat(cache.get("k" + i)).isNotNull();
    }
    TierStatistics tier = cache.stats().tier().orElseThrow();
    assertThat(tier.type()).isEqualTo("memory");
    assertThat(tier.health().message()).isEqualTo("in memory");
    assertThat(tier.puts()).isEqualTo(3);
    assertThat(tier.hits()).isBetween(2L, 3L);
    assertThat(tier.bytesWritten()).isPositive();
    assertThat(tier.reads().count()).isPositive();
    assertThat(cache("plain", new LarderConfiguration<>()).stats().tier()).isEmpty();
  }

  @Test
  void explainTellsWhetherTheEntryIsInTheTier() {
    LarderCache<String, String> cache = cache(below.<String, String>tiered().maximumSize(1));
    fill(cache, 3);
    Map<Boolean, List<Explanation>> byHeap = List.of("k0", "k1", "k2").stream()
        .collect(Collectors.partitioningBy(
            key -> cache.entry(key).isPresent(),
            Collectors.mapping(cache::explain, Collectors.toList())));
    assertThat(byHeap.values().stream().flatMap(List::stream))
        .allMatch(Explanation::present)
        .allMatch(Explanation::inTier);
    assertThat(byHeap.get(false))
        .hasSize(2)
        .allSatisfy(below -> assertThat(below.text()).startsWith("present in the tier alone"));
    assertThat(byHeap.get(true))
        .allSatisfy(above -> assertThat(above.text()).contains("in the tier as well"));
    assertThat(cache.explain("missing").inTier()).isFalse();
    assertThat(cache.explain("missing").present()).isFalse();
    assertThat(cache.stats().tier().orElseThrow().hits()).as("counts nothing").isZero();
  }

  @Test
  void aSecondCacheBeginsWarm() {
    cache(below.tiered()).put("key", "value");
    pantry.manager.getCache(Pantry.NAME).close();
    assertThat(cache(below.tiered()).get("key")).isEqualTo("value");
  }

  @Test
  void aDestroyedCacheLeavesNothingBehind() {
    cache(below.tiered()).put("key", "value");
    pantry.manager.destroyCache(Pantry.NAME);
    assertThat(below.tier().isClosed()).isTrue();
    assertThat(below.store().size()).isZero();
  }

  @Test
  void allWritesMeanTheWholeCache() {
    LarderCache<String, String> cache = cache(below.<String, String>tiered().maximumSize(1));
    fill(cache, 50);
    assertThat(cache.putIfAbsent("k1", "other")).isFalse();
    assertThat(cache.getAndPut("k2", "new")).isEqualTo("v2");
    assertThat(cache.replace("k3", "v3", "new")).isTrue();
    assertThat(cache.replace("k4", "wrong", "new")).isFalse();
    assertThat(cache.getAndReplace("k5", "new")).isEqualTo("v5");
    assertThat(cache.getAndRemove("k6")).isEqualTo("v6");
    assertThat(cache.remove("k7")).isTrue();
    assertThat(cache.remove("k8", "wrong")).isFalse();
    assertThat(cache.remove("k8", "v8")).isTrue();
    assertThat(cache.<String>invoke("k9", (entry, args) -> {
          String before = entry.getValue();
          entry.setValue(before + "+");
          return before;
        }))
        .isEqualTo("v9");
    fill(
        cache(
            "other",
            below
                .<String, String>tiered()
                .copy()
                .tier(Map.of("type", "memory", "store", "x" + below.name))),
        3);
    assertThat(cache.get("k1")).isEqualTo("v1");
    assertThat(cache.get("k2")).isEqualTo("new");
    assertThat(cache.get("k3")).isEqualTo("new");
    assertThat(cache.get("k4")).isEqualTo("v4");
    assertThat(cache.get("k5")).isEqualTo("new");
    assertThat(cache.getAll(Set.of("k6", "k7", "k8"))).isEmpty();
    assertThat(cache.get("k9")).isEqualTo("v9+");
    cache.removeAll(Set.of("k10", "k11"));
    assertThat(cache.size()).isEqualTo(45);
    cache.removeAll();
    assertThat(cache.size()).isZero();
    assertThat(below.store().size()).isZero();
    fill(cache, 5);
    cache.clear();
    assertThat(cache.get("k1")).isNull();
    assertThat(below.store().size()).isZero();
  }

  @Test
  void listenersAreToldOfWhatWasBelow() {
    EventLog<String, String> log = new EventLog<>();
    LarderCache<String, String> cache = cache(below.<String, String>tiered().maximumSize(1));
    cache.registerCacheEntryListener(log.synchronous());
    fill(cache, 3);
    cache.put("k0", "new");
    cache.remove("k1");
    assertThat(log.lines)
        .contains("UPDATED k0 new v0")
        .anyMatch(event -> event.startsWith("REMOVED k1"));
  }

  @Test
  void entriesExpireBelowAsAbove() {
    LarderCache<String, String> cache =
        cache(below.<String, String>tiered().maximumSize(1).timeToLive(Duration.ofMinutes(10)));
    fill(cache, 3);
    pantry.advance(Duration.ofMinutes(10).minusNanos(1));
    assertThat(cache.get("k0")).isEqualTo("v0");
    assertThat(cache.get("k1")).isEqualTo("v1");
    pantry.advance(Duration.ofNanos(1));
    assertThat(cache.get("k0")).isNull();
    assertThat(cache.containsKey("k1")).isFalse();
    assertThat(cache.iterator().hasNext()).isFalse();
    assertThat(cache.putIfAbsent("k2", "anew")).isTrue();
    assertThat(cache.get("k2")).isEqualTo("anew");
  }

  @Test
  void anUpdateLeavesTheDeadlineBelowAsItWasWhenTheRulesSaySo() {
    LarderCache<String, String> cache = cache(below
        .<String, String>tiered()
        .maximumSize(1)
        .copy()
        .setExpiryPolicyFactory(javax.cache.expiry.CreatedExpiryPolicy.factoryOf(
            new javax.cache.expiry.Duration(TimeUnit.MINUTES, 10))));
    cache.put("key", "old");
    pantry.advance(Duration.ofMinutes(6));
    cache.put("other", "in the way");
    cache.put("key", "new");
    cache.put("other", "in the way again");
    pantry.advance(Duration.ofMinutes(4));
    assertThat(cache.get("key")).isNull();
  }

  @Test
  void aUsedEntryLivesOnBelow() {
    LarderCache<String, String> cache =
        cache(below.<String, String>tiered().maximumSize(1).timeToIdle(Duration.ofMinutes(10)));
    cache.put("key", "value");
    for (int i = 0; i < 6; i++) {
      pantry.advance(Duration.ofMinutes(6));
      assertThat(cache.get("key")).isEqualTo("value");
      cache.put("other", "in the way " + i);
    }
    pantry.advance(Duration.ofMinutes(10));
    assertThat(cache.get("key")).isNull();
  }

  @Test
  void bothTimesCountBelow() {
    LarderCache<String, String> cache = cache(below
        .<String, String>tiered()
        .maximumSize(1)
        .timeToIdle(Duration.ofMinutes(10))
        .timeToLive(Duration.ofMinutes(15)));
    cache.put("key", "value");
    pantry.advance(Duration.ofMinutes(8));
    cache.put("other", "in the way");
    assertThat(cache.get("key")).isEqualTo("value");
    cache.put("other", "in the way again");
    pantry.advance(Duration.ofMinutes(6));
    assertThat(cache.get("key")).isEqualTo("value");
    pantry.advance(Duration.ofMinutes(1));
    assertThat(cache.get("key")).isNull();
  }

  @Test
  void anEntrysOwnLifetimeIsKeptBelow() {
    LarderCache<String, String> cache = cache(below.<String, String>tiered().maximumSize(1));
    cache.put("key", "value", Duration.ofMinutes(5));
    cache.put("other", "in the way");
    assertThat(cache.timeToLive("key")).contains(Duration.ofMinutes(5));
    cache.put("other", "in the way again");
    assertThat(cache.expireAfter("key", Duration.ofMinutes(20))).isTrue();
    cache.put("other", "and again");
    pantry.advance(Duration.ofMinutes(19));
    assertThat(cache.get("key")).isEqualTo("value");
    pantry.advance(Duration.ofMinutes(1));
    assertThat(cache.get("key")).isNull();
  }

  @Test
  void aLoaderIsAskedOnlyForWhatIsNowhere() {
    AtomicInteger loads = new AtomicInteger();
    LarderConfiguration<String, String> configuration =
        below.<String, String>tiered().maximumSize(1).setReadThrough(true);
    configuration.setCacheLoaderFactory(() -> new CacheLoader<>() {
      @Override
      public String load(String key) {
        loads.incrementAndGet();
        return "loaded " + key;
      }

      @Override
      public Map<String, String> loadAll(Iterable<? extends String> keys) {
        Map<String, String> loaded = new HashMap<>();
        keys.forEach(key -> loaded.put(key, load(key)));
        return loaded;
      }
    });
    LarderCache<String, String> cache = cache(configuration);
    cache.put("a", "put");
    cache.put("b", "put");
    assertThat(cache.get("a")).isEqualTo("put");
    assertThat(cache.get("c")).isEqualTo("loaded c");
    assertThat(cache.get("b")).isEqualTo("put");
    assertThat(cache.get("c")).isEqualTo("loaded c");
    assertThat(cache.getAll(Set.of("a", "b", "c", "d")))
        .isEqualTo(Map.of("a", "put", "b", "put", "c", "loaded c", "d", "loaded d"));
    assertThat(loads).hasValue(2);
    assertThat(cache.get("e", key -> "computed")).isEqualTo("computed");
    assertThat(cache.get("a", key -> "computed")).isEqualTo("put");
  }

  @Test
  void whatTheTierLetsGoIsGoneAbove() {
    LarderCache<String, String> cache = cache(below.tiered());
    cache.put("key", "value");
    assertThat(cache.get("key")).isEqualTo("value");
    below.store().evictAll();
    assertThat(cache.get("key")).isNull();
  }

  @Test
  void bytesThatNobodyCanReadAreAMiss() {
    LarderCache<String, String> cache = cache(below.<String, String>tiered().maximumSize(1));
    fill(cache, 10);
    below.store().damage(bytes -> new byte[] {99, 1, 2, 3});
    assertThat(cache.get("k1")).isNull();
    cache.put("k1", "anew");
    cache.put("k2", "in the way");
    assertThat(cache.get("k1")).isEqualTo("anew");
    below.store().damage(bytes -> new byte[0]);
    cache.put("k3", "in the way");
    assertThat(cache.get("k1")).isNull();
    assertThat(cache.putIfAbsent("k1", "once more")).isTrue();
  }

  @Test
  void aFailingTierFailsTheOperationAndLeavesNoKeyHeld() {
    LarderCache<String, String> cache = cache(below.tiered());
    cache.put("key", "value");
    below.tier().intercept((operation, key) -> {
      throw new CacheException("out of order");
    });
    assertThatThrownBy(() -> cache.put("key", "other")).hasMessageContaining("out of order");
    assertThatThrownBy(() -> cache.get("nothing")).hasMessageContaining("out of order");
    below.tier().intercept((operation, key) -> {});
    assertThat(cache.get("key")).isEqualTo("value");
  }

  @Test
  void anInvalidationDuringAWriteIsNotForgotten() {
    LarderCache<String, String> cache = cache(below.tiered(true));
    LarderCache<String, String> other = cache("other", below.tiered(true));
    cache.put("key", "old");
    AtomicBoolean once = new AtomicBoolean();
    below.tier().intercept((operation, key) -> {
      if (operation.equals("compareAndPut") && once.compareAndSet(false, true)) {
        cache.put("key", "theirs");
      }
    });
    other.put("key", "mine");
    assertThat(cache.get("key")).isEqualTo(other.get("key")).isEqualTo("mine");
  }

  @Test
  void anOperationThatWasOvertakenIsDoneOnceMore() {
    LarderCache<String, String> cache = cache(below.tiered(true));
    LarderCache<String, String> other = cache("other", below.tiered(true));
    cache.put("count", "1");
    AtomicInteger attempts = new AtomicInteger();
    below.tier().intercept((operation, key) -> {
      if (operation.equals("compareAndPut") && attempts.getAndIncrement() == 0) {
        cache.put("count", "5");
      }
    });
    other.invoke("count", (entry, args) -> {
      entry.setValue(Integer.toString(Integer.parseInt(entry.getValue()) + 1));
      return null;
    });
    assertThat(cache.get("count")).isEqualTo("6");
    assertThat(other.get("count")).isEqualTo("6");
  }

  @Test
  void noInvocationIsLostBetweenCachesThatShareATier() throws Exception {
    List<LarderCache<String, String>> caches = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      caches.add(cache("cache " + i, below.tiered(true)));
    }
    int each = 300;
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      List<Future<?>> running = new ArrayList<>();
      CountDownLatch start = new CountDownLatch(1);
      for (LarderCache<String, String> cache : caches) {
        running.add(pool.submit(() -> {
          start.await();
          for (int i = 0; i < each; i++) {
            cache.invoke("count", (entry, args) -> {
              entry.setValue(entry.exists() ? "" + (Integer.parseInt(entry.getValue()) + 1) : "1");
              return null;
            });
          }
          return null;
        }));
      }
      start.countDown();
      for (Future<?> future : running) {
        future.get(60, TimeUnit.SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }
    for (LarderCache<String, String> cache : caches) {
      assertThat(cache.get("count")).isEqualTo("" + 3 * each);
    }
  }

  /** Two keys that are equal, one of which shares its parts. */
  private record Pair(String first, String second) implements Serializable {}

  @Test
  void equalKeysAreOneKeyBelow() {
    Cache<Pair, String> cache = pantry.cache(below.<Pair, String>tiered().maximumSize(1));
    String shared = "same";
    cache.put(new Pair(shared, shared), "value");
    cache.put(new Pair("in", "the way"), "value");
    assertThat(cache.get(new Pair(new String("same"), new String("same")))).isEqualTo("value");
    assertThat(below.store().size()).isEqualTo(2);
  }

  @Test
  void whatHasNoBytesIsRefusedWithAReason() {
    record Unserializable(int number) {}
    Cache<String, Object> cache = pantry.cache(below.<String, Object>tiered());
    assertThatThrownBy(() -> cache.put("key", new Unserializable(1)))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("has a tier")
        .hasMessageContaining("Make it Serializable");
    assertThat(cache.get("key")).isNull();
  }

  @Test
  void byReferenceIsRefusedWithAReason() {
    LarderConfiguration<String, String> configuration =
        below.<String, String>tiered().setStoreByValue(false);
    assertThatThrownBy(() -> cache(configuration))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("store-by-value")
        .hasMessageContaining("exclude each other: a tier keeps bytes");
  }

  @Test
  void aTiersOwnSettingsAreChecked() {
    LarderConfiguration<String, String> configuration =
        new LarderConfiguration<String, String>().tier(Map.of("type", "memory", "stoer", "x"));
    assertThatThrownBy(() -> cache(configuration))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("tier.stoer")
        .hasMessageContaining("did you mean store?");
    LarderConfiguration<String, String> disk =
        new LarderConfiguration<String, String>().tier(Map.of("type", "disk"));
    assertThatThrownBy(() -> cache(disk)).hasMessageContaining("add dev.larder:larder-disk");
  }

  @Test
  void removalListenersHearOfWhatLeavesTheCacheNotTheHeap() {
    LarderCache<String, String> cache = cache(below.<String, String>tiered().maximumSize(1));
    List<String> heard = new ArrayList<>();
    cache.onRemoval((key, value, cause) -> heard.add(key + " " + value + " " + cause));
    fill(cache, 3);
    cache.remove("k0");
    cache.put("k1", "new");
    assertThat(heard).containsExactly("k0 v0 EXPLICIT", "k1 v1 REPLACED");
  }
}
