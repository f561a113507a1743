package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.internal.core.Sweeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.integration.CacheLoader;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The registry, scopes, layers and what every cache has. Names begin with the ids of docs/features.md. */
class ManagerFeaturesTest {
  @RegisterExtension
  final Pantry pantry = new Pantry();

  private LarderCacheManager manager;

  @BeforeEach
  void unwrapTheManager() {
    manager = pantry.manager.unwrap(LarderCacheManager.class);
  }

  private LarderCache<String, String> cache(String name) {
    return cache(name, new LarderConfiguration<String, String>());
  }

  @SuppressWarnings("unchecked")
  private LarderCache<String, String> cache(
      String name, MutableConfiguration<String, String> configuration) {
    return pantry.cache(name, configuration).unwrap(LarderCache.class);
  }

  // -- the plain cache

  @Test
  void m15_m16_m20_m21_c14_c15_c16_putGetSizeContainsKeysAndClear() {
    LarderCache<String, String> cache = cache("plain");
    assertThat(cache.get("a")).isNull();
    cache.put("a", "1");
    cache.put("b", "2");
    assertThat(cache.get("a")).isEqualTo("1");
    assertThat(cache.size()).isEqualTo(2);
    assertThat(cache.containsKey("b")).isTrue();
    assertThat(cache).extracting(Cache.Entry::getKey).containsExactlyInAnyOrder("a", "b");
    cache.put("short", "3", Duration.ofSeconds(1));
    pantry.advance(Duration.ofSeconds(1));
    assertThat(cache.containsKey("short")).isFalse();
    cache.removeAll();
    cache.put("c", "3");
    cache.clear();
    assertThat(cache.asMap().isEmpty()).isTrue();
  }

  @Test
  void m24_byReferenceAnObjectKeepsItsIdentity() {
    MutableConfiguration<String, Object> byReference = new LarderConfiguration<>();
    byReference.setStoreByValue(false);
    Cache<String, Object> cache = pantry.cache("identity", byReference);
    Object value = new Object();
    cache.put("key", value);
    assertThat(cache.get("key")).isSameAs(value);
  }

  @Test
  void m25_p20_keysAndValuesAreNeverNull() {
    LarderCache<String, String> cache = cache("nulls");
    assertThatThrownBy(() -> cache.put(Null.of(), "value"))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> cache.put("key", Null.of())).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> cache.get(Null.of(), key -> "value"))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void m26_typesAreCheckedWhenGiven() {
    MutableConfiguration<String, Integer> typed =
        new LarderConfiguration<String, Integer>().setTypes(String.class, Integer.class);
    @SuppressWarnings({"unchecked", "rawtypes"})
    Cache<Object, Object> raw = (Cache) pantry.cache("typed", typed);
    assertThatThrownBy(() -> raw.put(1, 2)).isInstanceOf(ClassCastException.class);
    assertThatThrownBy(() -> raw.put("1", "2")).isInstanceOf(ClassCastException.class);
  }

  @Test
  void m28_c76_whatOneThreadPutsOthersSee() throws Exception {
    LarderCache<String, String> cache = cache("threads");
    Thread other = new Thread(() -> cache.put("key", "value"));
    other.start();
    other.join();
    assertThat(cache.get("key")).isEqualTo("value");
  }

  @Test
  void p1_aCacheNeedsNoConfiguration() {
    Cache<String, String> cache = pantry.cache("bare", Pantry.strings());
    cache.put("key", "value");
    assertThat(cache.get("key")).isEqualTo("value");
  }

  @Test
  void p24_statisticsAreSwitchedPerCache() {
    LarderCache<String, String> counting =
        cache("counting", new LarderConfiguration<String, String>().setStatisticsEnabled(true));
    LarderCache<String, String> silent = cache("silent");
    counting.get("a");
    silent.get("a");
    assertThat(counting.stats().snapshot().misses()).isEqualTo(1);
    assertThat(silent.stats().snapshot().misses()).isZero();
  }

  @Test
  void m39_theVersionCanBeAsked() {
    assertThat(LarderCachingProvider.version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
  }

  @Test
  void c3_timeMayComeFromAClockOfYours() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    try (CachingProvider provider = new LarderCachingProvider(now::get)) {
      Cache<String, String> cache = provider
          .getCacheManager()
          .createCache(
              "clocked",
              new LarderConfiguration<String, String>().timeToLive(Duration.ofSeconds(1)));
      cache.put("key", "value");
      assertThat(cache.get("key")).isEqualTo("value");
      now.set(Instant.EPOCH.plusSeconds(1));
      assertThat(cache.get("key")).isNull();
    }
  }

  @Test
  void c5_aLoaderMakesAndKeepsWhatIsMissing() {
    LarderConfiguration<String, String> loading = new LarderConfiguration<>();
    loading.setReadThrough(true);
    loading.setCacheLoaderFactory(() -> new CacheLoader<>() {
      @Override
      public String load(String key) {
        return "made of " + key;
      }

      @Override
      public Map<String, String> loadAll(Iterable<? extends String> keys) {
        Map<String, String> all = new HashMap<>();
        keys.forEach(key -> all.put(key, load(key)));
        return all;
      }
    });
    LarderCache<String, String> cache = cache("loading", loading);
    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(cache.get("a")).isEqualTo("made of a");
    assertThat(cache.getIfPresent("a")).isEqualTo("made of a");
    assertThat(cache.getOrDefault("b", "default")).isEqualTo("made of b");
  }

  // -- the registry

  @Test
  void c11_allCanBeSetUpAnew() {
    LarderCache<String, String> before = cache("before");
    manager.replaceAll(Map.of("after", new LarderConfiguration<String, String>()));
    assertThat(before.isClosed()).isTrue();
    assertThat(manager.caches()).containsOnlyKeys("after");
  }

  @Test
  void c71_configureCreatesOrUpdates() {
    LarderCache<String, String> cache =
        manager.configure("orders", new LarderConfiguration<String, String>().maximumSize(100));
    for (int i = 0; i < 100; i++) {
      cache.put("key " + i, "value");
    }
    LarderCache<String, String> same = manager.configure(
        "orders",
        new LarderConfiguration<String, String>()
            .maximumSize(10)
            .timeToLive(Duration.ofSeconds(1))
            .set("statistics", true));
    assertThat(same).isSameAs(cache);
    assertThat(cache.size()).isEqualTo(10);
    assertThat(cache.stats().isEnabled()).isTrue();
    cache.put("key", "value");
    assertThat(cache.timeToLive("key")).contains(Duration.ofSeconds(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> manager.configure(
            "orders",
            new LarderConfiguration<String, String>().set("policy", "lru").maximumSize(5)))
        .withMessageContaining("policy");
    assertThat(cache.maximumSize()).isEqualTo(10);
  }

  @Test
  void c75_t39_allCachesAreToBeSeenByName() {
    LarderCache<String, String> a = cache("a");
    LarderCache<String, String> b = cache("b");
    Map<String, Cache<?, ?>> caches = manager.caches();
    assertThat(caches).containsOnlyKeys("a", "b").containsEntry("a", a).containsEntry("b", b);
    assertThat(manager.getCacheNames()).containsExactlyInAnyOrder("a", "b");
    manager.destroyCache("a");
    assertThat(manager.caches()).containsOnlyKeys("b");
    assertThat(a.isClosed()).isTrue();
  }

  @Test
  void t40_t41_oneCacheIsClearedOrAll() {
    LarderCache<String, String> a = cache("a");
    LarderCache<String, String> b = cache("b");
    a.put("key", "value");
    b.put("key", "value");
    manager.requireCache("a").clear();
    assertThat(a.size()).isZero();
    assertThat(b.size()).isEqualTo(1);
    manager.clearAll();
    assertThat(b.size()).isZero();
  }

  @Test
  void t42_t43_statisticsOfOneCacheAndOfAll() {
    LarderCache<String, String> a = cache("a");
    LarderCache<String, String> b = cache("b");
    a.stats().enable();
    b.stats().enable();
    a.put("key", "value");
    a.get("key");
    b.get("key");
    assertThat(manager.stats("a")).isEqualTo(new StatisticsSnapshot(1, 0, 1, 0, 0, 1));
    assertThat(manager.stats("no such cache")).isEqualTo(StatisticsSnapshot.NONE);
    assertThat(manager.stats()).isEqualTo(new StatisticsSnapshot(1, 1, 1, 0, 0, 1));
    assertThat(manager.caches()).hasSize(2);
  }

  @Test
  void t44_clearingAndResettingZeroes() {
    LarderCache<String, String> a = cache("a");
    a.stats().enable();
    a.put("key", "value");
    manager.clearAll();
    a.stats().reset();
    assertThat(manager.stats("a")).isEqualTo(StatisticsSnapshot.NONE);
  }

  // -- scopes

  @Test
  void t32_t36_t37_aScopesCacheIsGoneAtItsEndHoweverThatComes() {
    LarderCache<String, String> cache;
    try (CacheScope<String, String> scope =
        CacheScope.open(new LarderConfiguration<String, String>().maximumSize(10))) {
      cache = scope.cache();
      cache.put("key", "value");
      assertThat(cache.get("key")).isEqualTo("value");
      assertThat(cache.remove("key")).isTrue();
      cache.clear();
    }
    assertThat(cache.isClosed()).isTrue();
    List<LarderCache<String, String>> seen = new ArrayList<>();
    assertThatThrownBy(() -> {
          try (CacheScope<String, String> scope =
              CacheScope.open(new LarderConfiguration<String, String>())) {
            seen.add(scope.cache());
            throw new IllegalStateException("in the block");
          }
        })
        .hasMessage("in the block");
    assertThat(seen.get(0).isClosed()).isTrue();
  }

  @Test
  void t33_t34_aScopeWithinAScopeInheritsWhatItDoesNotSay() {
    try (CacheScope<String, String> outer =
            CacheScope.open(new LarderConfiguration<String, String>()
                .maximumSize(10)
                .evictionPolicy(EvictionPolicy.LRU));
        CacheScope<String, String> inner = outer.nested(changes -> changes.maximumSize(5))) {
      assertThat(inner.cache().maximumSize()).isEqualTo(5);
      assertThat(inner.cache().info().policy()).isEqualTo(EvictionPolicy.LRU);
      assertThat(outer.cache().maximumSize()).isEqualTo(10);
      inner.cache().put("key", "value");
      assertThat(outer.cache().containsKey("key")).isFalse();
    }
  }

  @Test
  void t35_aCacheOfNoManagerIsItsCallersToClose() {
    LarderCache<String, String> cache =
        LarderCache.unlisted("mine", new LarderConfiguration<String, String>().maximumSize(2));
    cache.put("key", "value");
    cache.get("key");
    assertThat(cache.stats().snapshot().hits()).isEqualTo(1);
    assertThat(cache.getCacheManager().getCacheNames()).isEmpty();
    cache.close();
    assertThatThrownBy(() -> cache.get("key")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void t35_aCacheOfNoManagerIsSweptWithAllThatItRemembersOfLoads() throws Exception {
    Set<Object> swept = ConcurrentHashMap.newKeySet();
    CountDownLatch entriesAbsentAndExpired = new CountDownLatch(3);
    Sweeper sweeper = new Sweeper(table -> {
      if (swept.add(table)) {
        entriesAbsentAndExpired.countDown();
      }
    });
    LarderConfiguration<String, String> remembering = new LarderConfiguration<String, String>()
        .callersLoad(true)
        .timeToLive(Duration.ofMinutes(10))
        .staleIfError(Duration.ofHours(1))
        .negativeTimeToLive(Duration.ofMinutes(1));
    try (LarderCachingProvider provider =
        new LarderCachingProvider(pantry.ticker, sweeper, InstantSource.system())) {
      LarderCache<String, String> cache = provider
          .getCacheManager()
          .unwrap(LarderCacheManager.class)
          .makeUnlisted("mine", remembering);
      assertThat(entriesAbsentAndExpired.await(30, TimeUnit.SECONDS)).isTrue();
      cache.close(); // not before: the sweeper forgets what nobody else uses
    }
  }

  // -- layers

  @Test
  void c77_aMissAboveIsPromotedFromBelowAndWritesGoThrough() {
    LarderCache<String, String> lower = cache("lower");
    LarderCache<String, String> upper = cache(
        "upper",
        LayeredCache.over(
            lower,
            LayeredCache.WriteMode.THROUGH,
            new LarderConfiguration<String, String>().maximumSize(2)));
    lower.put("a", "1");
    lower.put("b", "2");
    assertThat(upper.get("a")).isEqualTo("1");
    assertThat(upper.containsKey("a")).isTrue();
    assertThat(upper.getAll(Set.of("a", "b", "c"))).isEqualTo(Map.of("a", "1", "b", "2"));
    upper.put("c", "3");
    assertThat(lower.get("c")).isEqualTo("3");
    upper.putAll(Map.of("d", "4", "e", "5"));
    assertThat(lower.toMap()).containsOnlyKeys("a", "b", "c", "d", "e");
    assertThat(upper.size()).isEqualTo(2);
    upper.remove("d");
    assertThat(lower.containsKey("d")).isFalse();
    upper.clear();
    assertThat(upper.get("a")).isEqualTo("1");
    upper.removeAll(Set.of("a", "b"));
    assertThat(lower.toMap()).containsOnlyKeys("c", "e");
  }

  @Test
  void c77_aLowerCacheMayBeReadOnly() {
    LarderCache<String, String> lower = cache("lower");
    lower.put("a", "1");
    LarderCache<String, String> upper = cache(
        "upper",
        LayeredCache.over(
            lower, LayeredCache.WriteMode.NONE, new LarderConfiguration<String, String>()));
    upper.put("a", "2");
    assertThat(upper.get("a")).isEqualTo("2");
    assertThat(lower.get("a")).isEqualTo("1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayeredCache.over(
            lower,
            LayeredCache.WriteMode.NONE,
            LayeredCache.over(
                lower, LayeredCache.WriteMode.NONE, new LarderConfiguration<String, String>())));
  }

  /** To hand in what the compiler would refuse. */
  private static final class Null {
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    static <T> T of() {
      return null;
    }
  }
}
