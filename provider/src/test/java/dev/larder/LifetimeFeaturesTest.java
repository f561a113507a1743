package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import javax.cache.Cache;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Entries that say themselves how long they live. Names begin with the ids of docs/features.md. */
class LifetimeFeaturesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  @RegisterExtension
  final Pantry pantry = new Pantry();

  private LarderCache<String, String> cache;

  @BeforeEach
  void makeACache() {
    cache = larder(new LarderConfiguration<>());
  }

  private LarderCache<String, String> larder(LarderConfiguration<String, String> configuration) {
    return larder(Pantry.NAME, configuration);
  }

  @SuppressWarnings("unchecked")
  private LarderCache<String, String> larder(
      String name, LarderConfiguration<String, String> configuration) {
    return pantry.cache(name, configuration).unwrap(LarderCache.class);
  }

  @Test
  void p3_aPutCanSayHowLongTheEntryLives() {
    cache.put("key", "value", MINUTE);
    pantry.advance(MINUTE.minusNanos(1));
    assertThat(cache.get("key")).isEqualTo("value");
    pantry.advance(Duration.ofNanos(1));
    assertThat(cache.get("key")).isNull();
  }

  @Test
  void p4_aPutCanSayUntilWhenTheEntryLives() {
    cache.put("key", "value", Pantry.NOON.plus(MINUTE));
    assertThat(cache.expiresAt("key")).contains(Pantry.NOON.plus(MINUTE));
    pantry.advance(MINUTE);
    assertThat(cache.get("key")).isNull();
  }

  @Test
  void p4_anInstantThatIsOverLeavesNothing() {
    cache.put("key", "old");
    cache.put("key", "value", Pantry.NOON);
    assertThat(cache.get("key")).isNull();
    cache.put("other", "value", Pantry.NOON.minus(MINUTE));
    assertThat(cache.get("other")).isNull();
  }

  @Test
  void p5_withoutATimeAnEntryIsEternal() {
    cache.put("key", "value");
    assertThat(cache.timeToLive("key")).isEmpty();
    pantry.advance(Duration.ofDays(365));
    assertThat(cache.get("key")).isEqualTo("value");
  }

  @Test
  void p5_aPutWithoutATimeMakesEternalAgain() {
    cache.put("key", "value", MINUTE);
    cache.put("key", "value");
    assertThat(cache.timeToLive("key")).isEmpty();
  }

  @Test
  void p2_p26_aCacheCanHaveADefaultTime() {
    LarderCache<String, String> minutes =
        larder("minutes", new LarderConfiguration<String, String>().timeToLive(MINUTE));
    minutes.put("key", "value");
    assertThat(minutes.timeToLive("key")).contains(MINUTE);
    minutes.put("key", "value", SECOND);
    assertThat(minutes.timeToLive("key")).contains(SECOND);
    minutes.put("key", "value");
    assertThat(minutes.timeToLive("key")).contains(MINUTE);
  }

  @Test
  void p6_getOrThrowThrowsForWhatIsAbsentOrExpired() {
    cache.put("key", "value", MINUTE);
    assertThat(cache.getOrThrow("key")).isEqualTo("value");
    pantry.advance(MINUTE);
    assertThatThrownBy(() -> cache.getOrThrow("key"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining(Pantry.NAME)
        .hasMessageNotContaining("key\"");
  }

  @Test
  void p7_getOrPutGivesWhatIsThereElseStores() {
    assertThat(cache.getOrPut("key", "first", MINUTE)).isEqualTo("first");
    assertThat(cache.getOrPut("key", "second", Duration.ofHours(1))).isEqualTo("first");
    assertThat(cache.timeToLive("key")).contains(MINUTE);
    assertThat(cache.getOrPut("other", "value")).isEqualTo("value");
    assertThat(cache.getOrPut("other", "another")).isEqualTo("value");
  }

  @Test
  void p8_p9_deleteAndFlush() {
    cache.put("key", "value");
    assertThat(cache.remove("key")).isTrue();
    assertThat(cache.remove("key")).isFalse();
    cache.put("key", "value");
    cache.clear();
    assertThat(cache.size()).isZero();
  }

  @Test
  void p10_aLiveEntryCanGetAnotherTime() {
    cache.put("key", "value");
    assertThat(cache.expireAfter("key", MINUTE)).isTrue();
    assertThat(cache.timeToLive("key")).contains(MINUTE);
    assertThat(cache.expireAt("key", Pantry.NOON.plus(SECOND))).isTrue();
    assertThat(cache.timeToLive("key")).contains(SECOND);
    assertThat(cache.persist("key")).isTrue();
    assertThat(cache.timeToLive("key")).isEmpty();
    assertThat(cache.expireAt("key", Pantry.NOON)).isTrue();
    assertThat(cache.containsKey("key")).isFalse();
    assertThat(cache.expireAfter("key", MINUTE)).isFalse();
    assertThat(cache.persist("key")).isFalse();
  }

  @Test
  void p11_theTimeCanBeRead() {
    cache.put("key", "value", MINUTE);
    pantry.advance(SECOND);
    assertThat(cache.timeToLive("key")).contains(Duration.ofSeconds(59));
    assertThat(cache.expiresAt("key")).contains(Pantry.NOON.plus(MINUTE));
    assertThat(cache.timeToLive("absent")).isEmpty();
    assertThat(cache.expiresAt("absent")).isEmpty();
  }

  @Test
  void p12_aBumpAddsToTheTime() {
    cache.put("key", "value", MINUTE);
    assertThat(cache.bump("key", SECOND)).isTrue();
    assertThat(cache.timeToLive("key")).contains(Duration.ofSeconds(61));
    assertThat(cache.bump("key", Duration.ofSeconds(-1))).isTrue();
    assertThat(cache.timeToLive("key")).contains(MINUTE);
    assertThat(cache.bump("absent", SECOND)).isFalse();
    cache.put("eternal", "value");
    assertThat(cache.bump("eternal", SECOND)).isTrue();
    assertThat(cache.timeToLive("eternal")).isEmpty();
  }

  @Test
  void p13_persistMakesEternal() {
    cache.put("trois", "value", SECOND);
    cache.persist("trois");
    pantry.advance(Duration.ofDays(1));
    assertThat(cache.get("trois")).isEqualTo("value");
  }

  @Test
  void p14_viewsHideWhatHasExpiredBeforeItIsPurged() {
    cache.put("short", "value", SECOND);
    cache.put("long", "value");
    pantry.advance(SECOND);
    assertThat(cache.asMap().keySet()).containsExactly("long");
    assertThat(cache.toMap()).containsOnlyKeys("long");
    assertThat(cache.size()).isEqualTo(2);
    assertThat(cache.purgeExpired()).isEqualTo(1);
    assertThat(cache.size()).isEqualTo(1);
  }

  @Test
  void p15_p16_p17_keysValuesAndEntriesAreToBeSeen() {
    cache.put("a", "1");
    cache.put("b", "2", MINUTE);
    assertThat(cache.asMap().keySet()).containsExactlyInAnyOrder("a", "b");
    assertThat(cache.asMap().values()).containsExactlyInAnyOrder("1", "2");
    Set<Map.Entry<String, String>> entries = new HashSet<>();
    for (Cache.Entry<String, String> entry : cache) {
      entries.add(Map.entry(entry.getKey(), entry.getValue()));
    }
    assertThat(entries).isEqualTo(cache.asMap().entrySet());
  }

  @Test
  void p18_anEntryTellsWhatIsKnownOfIt() {
    cache.put("key", "value", MINUTE);
    CacheEntry<String, String> entry = cache.entry("key").orElseThrow();
    assertThat(entry.key()).isEqualTo("key");
    assertThat(entry.value()).isEqualTo("value");
    assertThat(entry.expiresAt()).contains(Pantry.NOON.plus(MINUTE));
    assertThat(entry.weight()).isEqualTo(1);
    assertThat(entry.created()).isEmpty();
    assertThat(entry).hasToString("cache entry (expires at 2030-01-01T12:01:00Z)");
    assertThat(cache.entry("absent")).isEmpty();
  }

  @Test
  void p19_anEntryCanBePutAsAWhole() {
    cache.put(CacheEntry.of("key", "value", Pantry.NOON.plus(SECOND)));
    assertThat(cache.timeToLive("key")).contains(SECOND);
    cache.put(CacheEntry.of("key", "eternal"));
    assertThat(cache.timeToLive("key")).isEmpty();
    assertThat(cache.get("key")).isEqualTo("eternal");
  }

  @Test
  void p21_entriesCompareByValueAndByExpiry() {
    CacheEntry<String, String> a = CacheEntry.of("1", "a");
    CacheEntry<String, String> b = CacheEntry.of("2", "b", Pantry.NOON);
    assertThat(List.of(b, a).stream().sorted(CacheEntry.byValue())).containsExactly(a, b);
    assertThat(List.of(a, b).stream().sorted(CacheEntry.byExpiry())).containsExactly(b, a);
    assertThat(CacheEntry.of("1", "a")).isEqualTo(a).hasSameHashCodeAs(a);
  }

  @Test
  void p22_containsSizeAndRemove() {
    cache.put("key", "value");
    assertThat(cache.containsKey("key")).isTrue();
    assertThat(cache.size()).isEqualTo(1);
    cache.remove("key");
    assertThat(cache.containsKey("key")).isFalse();
  }

  @Test
  void p25_theOlderNamesWorkToo() {
    assertThat(cache.getAndPut("key", "1")).isNull();
    assertThat(cache.getAndPut("key", "2")).isEqualTo("1");
    cache.expireAfter("key", MINUTE);
    assertThat(cache.rename("key", "new")).isTrue();
    assertThat(cache.get("key")).isNull();
    assertThat(cache.get("new")).isEqualTo("2");
    assertThat(cache.timeToLive("new")).contains(MINUTE);
    assertThat(cache.rename("absent", "new")).isFalse();
    assertThat(cache.get("new")).isEqualTo("2");
    assertThat(cache.rename("new", "new")).isTrue();
    assertThat(cache.get("other", key -> "made of " + key)).isEqualTo("made of other");
  }

  @Test
  void c31_c33_putIfAbsentKeepsTheTimeAndPutReplacesIt() {
    assertThat(cache.putIfAbsent("key", "1", MINUTE)).isTrue();
    assertThat(cache.putIfAbsent("key", "2", SECOND)).isFalse();
    assertThat(cache.timeToLive("key")).contains(MINUTE);
    cache.put("key", "3", SECOND);
    assertThat(cache.timeToLive("key")).contains(SECOND);
  }

  @Test
  void c32_manyCanBeAdded() {
    cache.put("a", "old");
    assertThat(cache.putAllIfAbsent(Map.of("a", "1", "b", "2", "c", "3"), MINUTE))
        .isEqualTo(2);
    assertThat(cache.toMap()).isEqualTo(Map.of("a", "old", "b", "2", "c", "3"));
    assertThat(cache.timeToLive("a")).isEmpty();
    assertThat(cache.timeToLive("b")).contains(MINUTE);
    assertThat(cache.putAllIfAbsent(Map.of("c", "4", "d", "5"))).isEqualTo(1);
  }

  @Test
  void c34_manyCanBePutWithATime() {
    cache.put("a", "old");
    cache.putAll(Map.of("a", "1", "b", "2"), MINUTE);
    assertThat(cache.toMap()).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(cache.expiryTimes()).containsOnlyKeys("a", "b");
  }

  @Test
  void c37_purgingTellsHowMany() {
    for (int i = 0; i < 10; i++) {
      cache.put("short " + i, "value", SECOND);
      cache.put("long " + i, "value", MINUTE);
    }
    assertThat(cache.purgeExpired()).isZero();
    pantry.advance(SECOND);
    assertThat(cache.purgeExpired()).isEqualTo(10);
    assertThat(cache.purgeExpired()).isZero();
  }

  @Test
  void c38_whetherAnEntryHasExpiredOrWillHave() {
    cache.put("key", "value", MINUTE);
    cache.put("eternal", "value");
    assertThat(cache.isExpired("key")).isFalse();
    assertThat(cache.isExpired("key", Pantry.NOON.plusSeconds(59))).isFalse();
    assertThat(cache.isExpired("key", Pantry.NOON.plusSeconds(60))).isTrue();
    assertThat(cache.isExpired("eternal", Instant.MAX)).isFalse();
    assertThat(cache.isExpired("absent")).isTrue();
    pantry.advance(MINUTE);
    assertThat(cache.isExpired("key")).isTrue();
  }

  @Test
  void c39_allExpiryTimesAtOnce() {
    cache.put("a", "value", MINUTE);
    cache.put("b", "value", SECOND);
    cache.put("eternal", "value");
    assertThat(cache.expiryTimes())
        .isEqualTo(Map.of("a", Pantry.NOON.plus(MINUTE), "b", Pantry.NOON.plus(SECOND)));
  }

  @Test
  void c40_whatIsLeftOfATime() {
    cache.put("key", "value", MINUTE);
    pantry.advance(SECOND);
    assertThat(cache.timeToLive("key")).contains(MINUTE.minus(SECOND));
  }

  @Test
  void c12_newTimesAreForLaterPutsAlone() {
    cache.put("before", "value", MINUTE);
    cache.put("eternal", "value");
    cache.reconfigure(change -> change.timeToLive(SECOND));
    cache.put("after", "value");
    assertThat(cache.timeToLive("before")).contains(MINUTE);
    assertThat(cache.timeToLive("eternal")).isEmpty();
    assertThat(cache.timeToLive("after")).contains(SECOND);
    cache.reconfigure(Reconfiguration::eternal);
    cache.put("after", "value");
    assertThat(cache.timeToLive("after")).isEmpty();
  }

  @Test
  void c12_aNewTimeToIdleBeginsAnewWithEachRead() {
    cache.reconfigure(change -> change.timeToIdle(MINUTE));
    cache.put("key", "value");
    pantry.advance(Duration.ofSeconds(40));
    assertThat(cache.get("key")).isEqualTo("value");
    pantry.advance(Duration.ofSeconds(40));
    assertThat(cache.get("key")).isEqualTo("value");
    pantry.advance(MINUTE);
    assertThat(cache.get("key")).isNull();
  }

  @Test
  void c12_aCacheWithBothTimesKeepsTheOneThatIsNotNamed() {
    LarderCache<String, String> both = larder(
        "both", new LarderConfiguration<String, String>().timeToLive(MINUTE).timeToIdle(SECOND));
    both.reconfigure(change -> change.timeToIdle(Duration.ofSeconds(40)));
    both.put("key", "value");
    pantry.advance(Duration.ofSeconds(39));
    assertThat(both.get("key")).isEqualTo("value");
    pantry.advance(Duration.ofSeconds(20));
    assertThat(both.get("key")).isEqualTo("value");
    pantry.advance(SECOND);
    assertThat(both.get("key")).isNull();
  }

  @Test
  void m4_anEntrysOwnTimeEndsItHoweverOftenItIsUsed() {
    LarderCache<String, String> both = larder(
        "both",
        new LarderConfiguration<String, String>()
            .timeToLive(Duration.ofHours(1))
            .timeToIdle(MINUTE));
    both.put("key", "value", Duration.ofSeconds(90));
    assertThat(both.timeToLive("key")).contains(MINUTE);
    pantry.advance(Duration.ofSeconds(50));
    both.get("key");
    assertThat(both.timeToLive("key")).contains(Duration.ofSeconds(40));
    both.expireAfter("key", Duration.ofSeconds(100));
    both.get("key");
    pantry.advance(Duration.ofSeconds(50));
    both.get("key");
    assertThat(both.timeToLive("key")).contains(Duration.ofSeconds(50));
    both.bump("key", SECOND);
    assertThat(both.timeToLive("key")).contains(Duration.ofSeconds(51));
    both.persist("key");
    both.get("key");
    assertThat(both.timeToLive("key")).contains(MINUTE);
  }

  @Test
  void m5_timesAreExactToTheNanosecondAndMustBePositive() {
    cache.put("key", "value", Duration.ofNanos(1500));
    pantry.advance(Duration.ofNanos(1499));
    assertThat(cache.get("key")).isEqualTo("value");
    pantry.advance(Duration.ofNanos(1));
    assertThat(cache.get("key")).isNull();
    for (Duration wrong : List.of(Duration.ZERO, Duration.ofNanos(-1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> cache.put("key", "value", wrong))
          .withMessageContaining(wrong.toString());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> cache.reconfigure(change -> change.timeToLive(wrong)));
    }
    assertThat(cache.size()).isEqualTo(1);
  }

  @Test
  void aTimeOfItsOwnGoesWithWriterEventsAndStatistics() {
    LarderCache<String, String> heard = larder("heard", new LarderConfiguration<>());
    heard.stats().enable();
    List<String> told = new ArrayList<>();
    heard.onPut((key, value, old) -> told.add(key + "=" + value + " was " + old));
    heard.put("key", "1", MINUTE);
    heard.put("key", "2", SECOND);
    assertThat(told).containsExactly("key=1 was null", "key=2 was 1");
    assertThat(heard.timeToLive("key")).contains(SECOND);
    assertThat(heard.stats().snapshot().puts()).isEqualTo(2);
  }
}
