package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.error.CacheConfigurationException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Caches that take the time from a clock that moves on now and then. Here it does when told. */
class TimeResolutionTest {
  private static final Duration TEN_MILLIS = Duration.ofMillis(10);
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Threads have so long to end. */
  private static final long LINGER_MILLIS = 20_000;

  @RegisterExtension
  final Pantry pantry = new Pantry();

  private static LarderConfiguration<String, String> conf() {
    return new LarderConfiguration<String, String>().timeResolution(TEN_MILLIS);
  }

  private LarderCache<String, String> cache(LarderConfiguration<String, String> configuration) {
    return pantry.larder(Pantry.NAME, configuration);
  }

  private void advanceAndTick(Duration time) {
    pantry.advance(time);
    pantry.coarse.tick();
  }

  // -- all times of a cache

  @Test
  void anEntryLeavesWhenTheCacheSeesThatItsTimeIsUp() {
    Cache<String, String> cache = cache(conf().timeToLive(SECOND));
    cache.put("key", "value");
    pantry.advance(SECOND);
    assertThat(cache.get("key")).isEqualTo("value");
    assertThat(cache.containsKey("key")).isTrue();
    pantry.coarse.tick();
    assertThat(cache.get("key")).isNull();
    assertThat(cache.containsKey("key")).isFalse();
  }

  @Test
  void anEntryCountsFromTheTimeThatTheCacheKnewWhenItWasPut() {
    Cache<String, String> cache = cache(conf().timeToLive(SECOND));
    pantry.advance(TEN_MILLIS.minusNanos(1));
    cache.put("key", "value");
    advanceAndTick(SECOND.minus(TEN_MILLIS));
    assertThat(cache.get("key")).isEqualTo("value");
    advanceAndTick(Duration.ofNanos(1));
    assertThat(cache.get("key")).isNull();
  }

  @Test
  void aUseCountsFromThenToo() {
    for (var configuration : List.of(
        conf().timeToIdle(SECOND),
        conf()
            .setExpiryPolicyFactory(TouchedExpiryPolicy.factoryOf(
                new javax.cache.expiry.Duration(java.util.concurrent.TimeUnit.SECONDS, 1))))) {
      Cache<String, String> cache = cache(configuration);
      cache.put("key", "value");
      advanceAndTick(SECOND.dividedBy(2));
      pantry.advance(TEN_MILLIS);
      assertThat(cache.get("key")).isEqualTo("value");
      advanceAndTick(SECOND.minus(TEN_MILLIS).minusNanos(1));
      assertThat(cache.containsKey("key")).isTrue();
      advanceAndTick(Duration.ofNanos(1));
      assertThat(cache.containsKey("key")).isFalse();
      pantry.manager.destroyCache(Pantry.NAME);
    }
  }

  @Test
  void bothTimesOfAnEntryGoByTheSameClock() {
    Cache<String, String> cache =
        cache(conf().timeToLive(SECOND.multipliedBy(10)).timeToIdle(SECOND.multipliedBy(4)));
    pantry.advance(TEN_MILLIS.minusNanos(1));
    cache.put("busy", "value");
    cache.put("idle", "value");
    for (int i = 0; i < 3; i++) {
      advanceAndTick(SECOND.multipliedBy(3));
      assertThat(cache.get("busy")).isEqualTo("value");
    }
    assertThat(cache.containsKey("idle")).isFalse();
    pantry.advance(SECOND);
    assertThat(cache.get("busy")).isEqualTo("value");
    pantry.coarse.tick();
    assertThat(cache.get("busy")).isNull();
  }

  @Test
  void soDoEntriesWithATimeOfTheirOwn() {
    LarderCache<String, String> cache = cache(conf());
    cache.put("key", "value", SECOND);
    assertThat(cache.timeToLive("key")).contains(SECOND);
    pantry.advance(SECOND);
    assertThat(cache.get("key")).isEqualTo("value");
    assertThat(cache.bump("key", SECOND)).isTrue();
    assertThat(cache.timeToLive("key")).contains(SECOND.multipliedBy(2));
    pantry.coarse.tick();
    assertThat(cache.timeToLive("key")).contains(SECOND);
    assertThat(cache.expireAfter("key", SECOND.multipliedBy(3))).isTrue();
    advanceAndTick(SECOND.multipliedBy(3));
    assertThat(cache.isExpired("key")).isTrue();
  }

  @Test
  void andThoseThatGotBothAndATimeOfTheirOwn() {
    LarderCache<String, String> cache =
        cache(conf().timeToLive(SECOND.multipliedBy(10)).timeToIdle(SECOND.multipliedBy(4)));
    cache.put("key", "value");
    pantry.advance(SECOND);
    assertThat(cache.expireAfter("key", SECOND.multipliedBy(2))).isTrue();
    assertThat(cache.timeToLive("key")).contains(SECOND.multipliedBy(2));
    assertThat(cache.bump("key", SECOND)).isTrue();
    pantry.coarse.tick();
    assertThat(cache.timeToLive("key")).contains(SECOND.multipliedBy(2));
    advanceAndTick(SECOND.multipliedBy(2));
    assertThat(cache.get("key")).isNull();
  }

  @Test
  void valuesAreRefreshedAndAbsencesForgottenByThatClock() {
    Store store = new Store();
    LarderConfiguration<String, String> configuration =
        conf().refreshAfter(SECOND).negativeTimeToLive(SECOND).staleIfError(SECOND);
    store.readThrough(configuration);
    Cache<String, String> cache = cache(configuration);
    assertThat(cache.get("absent")).isNull();
    pantry.advance(SECOND);
    assertThat(cache.get("absent")).isNull();
    assertThat(store.calls).containsExactly("load absent");
    pantry.coarse.tick();
    store.rows.put("absent", "present");
    assertThat(cache.get("absent")).isEqualTo("present");
    pantry.advance(SECOND);
    assertThat(cache.get("absent")).isEqualTo("present");
    assertThat(store.calls).hasSize(2);
  }

  @Test
  void anExpiredValueStandsInForAFailedLoadAsLongAsThatClockSays() {
    Store store = new Store();
    LarderConfiguration<String, String> configuration =
        conf().timeToLive(SECOND).staleIfError(SECOND.multipliedBy(5));
    store.readThrough(configuration);
    Cache<String, String> cache = cache(configuration);
    store.rows.put("key", "old");
    assertThat(cache.get("key")).isEqualTo("old");
    store.before = key -> {
      throw new IllegalStateException("on purpose");
    };
    advanceAndTick(SECOND);
    assertThat(cache.get("key")).isEqualTo("old");
    pantry.advance(SECOND);
    assertThat(cache.get("key")).as("the loader is left alone").isEqualTo("old");
    assertThat(store.calls).hasSize(2);
    pantry.coarse.tick();
    assertThat(cache.get("key")).isEqualTo("old");
    assertThat(store.calls).hasSize(3);
    advanceAndTick(SECOND.multipliedBy(5));
    assertThatThrownBy(() -> cache.get("key")).hasRootCauseMessage("on purpose");
  }

  @Test
  void theSweepTellsOfWhatHasExpiredByThatClock() {
    EventLog<String, String> events = new EventLog<>();
    LarderConfiguration<String, String> configuration = conf().timeToLive(SECOND);
    configuration.addCacheEntryListenerConfiguration(events.synchronous());
    LarderCache<String, String> cache = cache(configuration);
    cache.put("key", "value");
    pantry.advance(SECOND);
    Pantry.sweep(cache);
    assertThat(cache.size()).isEqualTo(1);
    assertThat(events.lines).hasSize(1);
    pantry.coarse.tick();
    Pantry.sweep(cache);
    assertThat(cache.size()).isZero();
    assertThat(events.lines).hasSize(2).last().asString().startsWith("EXPIRED key");
    assertThat(cache.stats().expirations()).isEqualTo(1);
  }

  @Test
  void whatComesBackFromATierHasWhatWasLeftOfItsTime() {
    Below below = new Below();
    LarderCache<String, String> cache = cache(below
        .<String, String>tiered()
        .maximumSize(1)
        .timeResolution(TEN_MILLIS)
        .timeToLive(SECOND.multipliedBy(10))
        .timeToIdle(SECOND.multipliedBy(9)));
    cache.put("key", "value");
    advanceAndTick(SECOND.multipliedBy(4));
    pantry.advance(TEN_MILLIS.minusNanos(1));
    for (int i = 0; i < 5; i++) {
      cache.put("other" + i, "value");
      cache.get("other" + i);
    }
    assertThat(cache.get("key")).isEqualTo("value");
    advanceAndTick(SECOND.multipliedBy(6).minus(TEN_MILLIS.multipliedBy(2)));
    assertThat(cache.get("key")).isEqualTo("value");
    advanceAndTick(TEN_MILLIS.multipliedBy(2));
    assertThat(cache.get("key")).isNull();
  }

  @Test
  void howLongSomethingTakesIsMeasuredExactly() {
    Store store = new Store();
    store.before = key -> pantry.advance(Duration.ofMillis(3));
    LarderConfiguration<String, String> configuration = conf().setStatisticsEnabled(true);
    store.readThrough(configuration);
    LarderCache<String, String> cache = cache(configuration);
    cache.get("key");
    assertThat(cache.stats().loads().totalTime()).isEqualTo(Duration.ofMillis(3));
  }

  @Test
  void aCacheWithoutItIsExactBesideOneWithIt() {
    cache(conf().timeToLive(SECOND)).put("key", "value");
    Cache<String, String> exact =
        pantry.cache("exact", new LarderConfiguration<String, String>().timeToLive(SECOND));
    exact.put("key", "value");
    pantry.advance(SECOND);
    assertThat(exact.get("key")).isNull();
    assertThat(pantry.manager.getCache(Pantry.NAME).get("key")).isEqualTo("value");
  }

  // -- the thread

  /** Those of other tests may be about to end. */
  private static Set<Thread> clocks() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("larder-clock"))
        .collect(Collectors.toSet());
  }

  @Test
  void thoseOfOneResolutionShareAThreadThatEndsWithTheLastOfThem() throws Exception {
    Set<Thread> before = clocks();
    Set<Thread> made;
    try (LarderCachingProvider provider = new LarderCachingProvider()) {
      CacheManager manager = provider.getCacheManager(URI.create("urn:clocks"), null);
      manager.createCache("exact", new LarderConfiguration<>().timeToLive(SECOND));
      assertThat(before).containsAll(clocks());
      Cache<Object, Object> first = manager.createCache("first", anyConf(TEN_MILLIS));
      manager.createCache("second", anyConf(TEN_MILLIS));
      made = clocks();
      made.removeAll(before);
      assertThat(made).hasSize(1);
      first.close();
      assertThat(made).allMatch(Thread::isAlive);
      manager.createCache("other", anyConf(SECOND));
      Set<Thread> more = clocks();
      more.removeAll(before);
      assertThat(more).hasSize(2).containsAll(made);
      made = more;
    }
    for (Thread thread : made) {
      thread.join(LINGER_MILLIS);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  private static LarderConfiguration<Object, Object> anyConf(Duration resolution) {
    return new LarderConfiguration<>().timeResolution(resolution);
  }

  @Test
  void aCacheThatCannotBeMadeLeavesNoThread() {
    Set<Thread> before = clocks();
    LarderConfiguration<String, String> broken = conf();
    broken.setReadThrough(true).setCacheLoaderFactory(() -> {
      throw new IllegalStateException("on purpose");
    });
    assertThatThrownBy(() -> pantry.cache(broken)).hasRootCauseMessage("on purpose");
    assertThat(before).containsAll(clocks());
  }

  @Test
  void entriesLeaveByTheRealClockToo() {
    try (LarderCachingProvider provider = new LarderCachingProvider()) {
      Cache<String, String> cache = provider
          .getCacheManager(URI.create("urn:real"), null)
          .createCache("real", conf().timeToLive(Duration.ofMillis(50)));
      cache.put("key", "value");
      long start = System.nanoTime();
      while (cache.get("key") != null) {
        assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(60).toNanos());
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void aProviderWithAClockOfTheUsersOwnLooksAtThatEachTime() {
    AtomicReference<Instant> now = new AtomicReference<>(Pantry.NOON);
    Set<Thread> before = clocks();
    try (LarderCachingProvider provider = new LarderCachingProvider(now::get)) {
      Cache<String, String> cache = provider
          .getCacheManager(URI.create("urn:tested"), null)
          .createCache("tested", conf().timeToLive(SECOND));
      cache.put("key", "value");
      now.updateAndGet(then -> then.plus(SECOND).minusNanos(1));
      assertThat(cache.get("key")).isEqualTo("value");
      now.updateAndGet(then -> then.plusNanos(1));
      assertThat(cache.get("key")).isNull();
      assertThat(before).containsAll(clocks());
    }
  }

  // -- configuration

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-0.01S", "PT0.000999999S", "PT1.000000001S", "PT1M"})
  void lessThanAMillisecondAndMoreThanASecondAreRefused(Duration wrong) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> conf().timeResolution(wrong))
        .withMessage("time-resolution = " + wrong
            + ": write a time with its unit from 1ms to 1s, such as 10ms; or the word none");
  }

  @Test
  void aTimeThatIsNotLongerThanTheResolutionIsRefusedNamingBoth() {
    assertThatExceptionOfType(CacheConfigurationException.class)
        .isThrownBy(() -> cache(conf().timeToIdle(TEN_MILLIS)))
        .withMessage("cache \"pantry\": code: time-resolution = 10ms is too coarse for code:"
            + " time-to-idle = 10ms; make it less than that, or none for this cache");
    assertThat(pantry.manager.getCacheNames()).isEmpty();
    LarderCache<String, String> cache = cache(conf().timeToLive(SECOND));
    assertThatExceptionOfType(CacheConfigurationException.class)
        .isThrownBy(() -> cache.reconfigure(change -> change.timeToLive(Duration.ofMillis(9))));
    cache.put("key", "value");
    assertThat(cache.timeToLive("key")).contains(SECOND);
  }

  @Test
  void itStaysWhatItWasWhenTheCacheWasMade() {
    LarderCache<String, String> cache = cache(conf().timeToLive(SECOND));
    var manager = pantry.manager.unwrap(LarderCacheManager.class);
    manager.configure(Pantry.NAME, conf().timeToLive(SECOND.multipliedBy(2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> manager.configure(
            Pantry.NAME, new LarderConfiguration<String, String>().timeResolution(SECOND)))
        .withMessageContaining("another time-resolution, which cannot be changed");
    cache.put("key", "value");
    pantry.advance(SECOND.multipliedBy(2));
    assertThat(cache.get("key")).isEqualTo("value");
    pantry.coarse.tick();
    assertThat(cache.get("key")).isNull();
  }

  @Test
  void itIsAmongTheSettingsThatCount() {
    LarderConfiguration<String, String> configuration = conf();
    configuration.setExpiryPolicyFactory(
        CreatedExpiryPolicy.factoryOf(javax.cache.expiry.Duration.ONE_MINUTE));
    assertThat(cache(configuration).effectiveSettings())
        .contains(new EffectiveSetting("time-resolution", "10ms", "code"));
    assertThat(pantry.larder("exact", new LarderConfiguration<>()).effectiveSettings())
        .contains(new EffectiveSetting("time-resolution", "–", "built in"));
  }
}
