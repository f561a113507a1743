package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Being told, counting, and looking in. Names begin with the ids of docs/features.md. */
class InsightFeaturesTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @RegisterExtension
  final Pantry pantry = new Pantry();

  private final List<String> told = new CopyOnWriteArrayList<>();
  private LarderCache<String, String> cache;

  @BeforeEach
  void makeACache() {
    cache = larder(Pantry.NAME, new LarderConfiguration<String, String>().maximumSize(2));
  }

  @SuppressWarnings("unchecked")
  private <K, V> LarderCache<K, V> larder(String name, LarderConfiguration<K, V> configuration) {
    return pantry.cache(name, configuration).unwrap(LarderCache.class);
  }

  private Registration tell() {
    return cache.onRemoval((key, value, cause) -> told.add(key + "=" + value + " " + cause));
  }

  // -- removal listeners

  @Test
  void m9_m10_m11_aListenerHearsWhatLeavesAndWhy() {
    tell();
    cache.put("a", "1");
    cache.put("a", "2");
    cache.remove("a");
    cache.put("b", "3", SECOND);
    pantry.advance(SECOND);
    Pantry.sweep(cache);
    cache.put("c", "4");
    cache.put("d", "5");
    cache.put("e", "6");
    assertThat(told)
        .startsWith("a=1 REPLACED", "a=2 EXPLICIT", "b=3 EXPIRED")
        .hasSize(4)
        .last()
        .asString()
        .endsWith("SIZE");
    assertThat(RemovalCause.values())
        .extracting(Enum::name)
        .containsExactly("EXPIRED", "EXPLICIT", "REPLACED", "SIZE");
  }

  @Test
  void c9_c10_causesOfEachWayToLeave() {
    tell();
    cache.put("a", "1");
    cache.clear();
    cache.put("b", "2");
    cache.popVictim();
    cache.put("c", "3");
    cache.removeAll();
    assertThat(told).containsExactly("a=1 EXPLICIT", "b=2 EXPLICIT", "c=3 EXPLICIT");
  }

  @Test
  void m12_aListenerThatThrowsDisturbsNobodyAndIsCounted() {
    cache.onRemoval((key, value, cause) -> {
      throw new IllegalStateException("broken");
    });
    cache.onRemoval((key, value, cause) -> {
      throw new AssertionError("broken");
    });
    tell();
    cache.put("a", "1");
    assertThat(cache.getAndRemove("a")).isEqualTo("1");
    assertThat(told).containsExactly("a=1 EXPLICIT");
    assertThat(cache.stats().failures()).isEqualTo(2);
    assertThat(pantry.logged).hasSize(2).allMatch(message -> message.contains(Pantry.NAME));
  }

  @Test
  void m13_aListenerMayUseTheCache() {
    cache.onRemoval((key, value, cause) -> {
      if (key.equals("a")) {
        cache.put("gone", value);
      }
    });
    cache.put("a", "1");
    cache.remove("a");
    assertThat(cache.get("gone")).isEqualTo("1");
  }

  @Test
  void m14_theSweepTellsWithoutAnyOperation() {
    tell();
    cache.put("a", "1", SECOND);
    pantry.advance(SECOND);
    Pantry.sweep(cache);
    assertThat(told).containsExactly("a=1 EXPIRED");
  }

  @Test
  void m9_aListenerCanBeTakenAway() {
    Registration registration = tell();
    registration.close();
    registration.close();
    cache.put("a", "1");
    cache.remove("a");
    assertThat(told).isEmpty();
  }

  @Test
  void m9_closingTheCacheTellsNobody() {
    tell();
    cache.put("a", "1");
    cache.close();
    assertThat(told).isEmpty();
  }

  // -- hooks

  @Test
  void c7_eachGetIsToldWithItsOutcome() {
    Registration registration =
        cache.onGet((key, value) -> told.add(key + (value == null ? " missed" : "=" + value)));
    cache.get("a");
    cache.put("a", "1");
    cache.get("a");
    cache.getAll(Set.of("a"));
    registration.close();
    cache.get("a");
    assertThat(told).containsExactly("a missed", "a=1", "a=1");
  }

  @Test
  void c7_hooksStayWhenTheCacheIsReconfigured() {
    cache.onGet((key, value) -> told.add("get"));
    cache.onPut((key, value, old) -> told.add("put"));
    tell();
    cache.reconfigure(change -> change.timeToLive(SECOND));
    cache.put("a", "1");
    cache.get("a");
    cache.remove("a");
    assertThat(told).containsExactly("put", "get", "a=1 EXPLICIT");
  }

  @Test
  void c8_eachPutIsToldWithWhatWasThere() {
    Registration registration =
        cache.onPut((key, value, old) -> told.add(key + " " + old + " -> " + value));
    cache.put("a", "1");
    cache.put("a", "2", SECOND);
    cache.get("b", key -> "loaded");
    registration.close();
    cache.put("a", "3");
    assertThat(told).containsExactly("a null -> 1", "a 1 -> 2", "b null -> loaded");
  }

  @Test
  void c7_c8_hooksThatThrowDisturbNobody() {
    cache.onGet((key, value) -> {
      throw new IllegalStateException("broken");
    });
    cache.onPut((key, value, old) -> {
      throw new IllegalStateException("broken");
    });
    cache.put("a", "1");
    assertThat(cache.get("a")).isEqualTo("1");
    assertThat(cache.stats().failures()).isEqualTo(2);
  }

  // -- statistics

  private void use() {
    cache.put("a", "1");
    cache.get("a");
    cache.get("a");
    cache.get("b");
    cache.put("b", "2");
    cache.put("c", "3");
    cache.remove("a");
  }

  @Test
  void c59_c68_countsAreASnapshot() {
    cache.stats().enable();
    use();
    StatisticsSnapshot counts = cache.stats().snapshot();
    assertThat(counts.hits()).isEqualTo(2);
    assertThat(counts.misses()).isEqualTo(1);
    assertThat(counts.accesses()).isEqualTo(3);
    assertThat(counts.puts()).isEqualTo(3);
    assertThat(counts.evictions()).isEqualTo(1);
    assertThat(counts.entries()).isEqualTo(cache.size());
    cache.get("a");
    assertThat(counts.accesses()).isEqualTo(3);
  }

  @Test
  void c60_ratesAreZeroWithoutAccess() {
    assertThat(StatisticsSnapshot.NONE.hitRate()).isZero();
    assertThat(StatisticsSnapshot.NONE.missRate()).isZero();
    assertThat(StatisticsSnapshot.NONE.evictionRate()).isZero();
    StatisticsSnapshot counts = new StatisticsSnapshot(3, 1, 0, 0, 2, 0);
    assertThat(counts.hitRate()).isEqualTo(0.75);
    assertThat(counts.missRate()).isEqualTo(0.25);
    assertThat(counts.evictionRate()).isEqualTo(0.5);
  }

  @Test
  void c61_countsAsAMap() {
    assertThat(new StatisticsSnapshot(3, 1, 0, 0, 2, 5).asMap())
        .contains(entry("hits", 3L), entry("entries", 5L), entry("hitRate", 0.75));
  }

  @Test
  void c6_c62_c63_c66_statisticsAreSwitchedOnAndOffAndOffResets() {
    CacheStatistics stats = cache.stats();
    assertThat(stats.isEnabled()).isFalse();
    stats.enable();
    assertThat(stats.isEnabled() && stats.isActive() && !stats.isPaused()).isTrue();
    use();
    stats.disable();
    assertThat(stats.isEnabled() || stats.isActive() || stats.isPaused()).isFalse();
    assertThat(stats.snapshot()).isEqualTo(new StatisticsSnapshot(0, 0, 0, 0, 0, cache.size()));
    stats.pause();
    stats.resume();
    assertThat(stats.isActive()).isFalse();
  }

  @Test
  void c64_c65_pausingKeepsTheCountsAndResumingGoesOn() {
    CacheStatistics stats = cache.stats();
    stats.enable();
    cache.get("a");
    stats.pause();
    assertThat(stats.isPaused()).isTrue();
    assertThat(stats.isEnabled()).isTrue();
    cache.get("a");
    assertThat(stats.snapshot().misses()).isEqualTo(1);
    stats.resume();
    cache.get("a");
    assertThat(stats.snapshot().misses()).isEqualTo(2);
  }

  @Test
  void c67_resetZeroes() {
    cache.stats().enable();
    use();
    cache.stats().reset();
    assertThat(cache.stats().snapshot().accesses()).isZero();
    assertThat(cache.stats().isActive()).isTrue();
  }

  // -- looking in

  @Test
  void t46_theCacheAtAGlance() {
    Registration history = cache.keepHistory();
    pantry.advance(SECOND);
    cache.put("a", "1");
    pantry.advance(SECOND);
    cache.get("a");
    pantry.advance(SECOND);
    CacheInfo info = cache.info();
    assertThat(info.name()).isEqualTo(Pantry.NAME);
    assertThat(info.policy()).isEqualTo(EvictionPolicy.TINY_LFU);
    assertThat(info.maximumSize()).isEqualTo(2);
    assertThat(info.size()).isEqualTo(1);
    assertThat(info.weight()).isEqualTo(1);
    assertThat(info.byValue()).isTrue();
    assertThat(info.created()).isEqualTo(Pantry.NOON);
    assertThat(info.uptime()).isEqualTo(SECOND.multipliedBy(3));
    assertThat(info.lastChange()).contains(Pantry.NOON.plus(SECOND));
    assertThat(info.lastRead()).contains(Pantry.NOON.plus(SECOND.multipliedBy(2)));
    history.close();
    assertThat(cache.info().lastRead()).isEmpty();
  }

  @Test
  void p18_historyTellsWhenAnEntryCameAndHowOftenItWasRead() {
    cache.put("before", "0");
    cache.keepHistory();
    cache.put("a", "1");
    pantry.advance(SECOND);
    cache.get("a");
    cache.get("a");
    pantry.advance(SECOND);
    cache.put("a", "2");
    CacheEntry<String, String> entry = cache.entry("a").orElseThrow();
    assertThat(entry.created()).contains(Pantry.NOON);
    assertThat(entry.lastRead()).contains(Pantry.NOON.plus(SECOND));
    assertThat(entry.changed()).contains(Pantry.NOON.plus(SECOND.multipliedBy(2)));
    assertThat(entry.reads()).hasValue(2);
    assertThat(cache.entry("before").orElseThrow().created()).isEmpty();
  }

  @Test
  void explainTellsWhyAnEntryIsThereOrNot() {
    assertThat(cache.explain("a").present()).isFalse();
    assertThat(cache.explain("a").text()).contains("only while history is kept");
    cache.keepHistory();
    cache.put("a", "1", SECOND.multipliedBy(20));
    pantry.advance(SECOND.multipliedBy(2));
    cache.get("a");
    Explanation present = cache.explain("a");
    assertThat(present.present()).isTrue();
    assertThat(present.text())
        .startsWith("present, came 2 s ago, read 1 times, last 0 ms ago, expires in 18 s; used ");
    cache.remove("a");
    pantry.advance(SECOND.multipliedBy(12));
    Explanation removed = cache.explain("a");
    assertThat(removed.left()).contains(RemovalCause.EXPLICIT);
    assertThat(removed.leftAgo()).contains(SECOND.multipliedBy(12));
    assertThat(removed.text()).startsWith("absent: it was removed 12 s ago; used ");
    cache.put("b", "2");
    cache.put("c", "3");
    cache.put("d", "4");
    String gone = Stream.of("b", "c", "d")
        .filter(key -> !cache.containsKey(key))
        .findFirst()
        .orElseThrow();
    Explanation evicted = cache.explain(gone);
    assertThat(evicted.left()).contains(RemovalCause.SIZE);
    assertThat(evicted.text())
        .startsWith("absent: it was evicted to make room 0 ms ago; used 1 times lately, the next");
    assertThat(evicted.frequency()).hasValue(1);
    assertThat(evicted.frequencyToBeat().orElseThrow()).isPositive();
  }

  // -- the mutation guard

  private static final class Basket implements Serializable {
    private static final long serialVersionUID = 1;
    final ArrayList<String> things = new ArrayList<>();
  }

  private static void change(Basket basket) {
    basket.things.add("apple");
  }

  @Test
  void theGuardReportsWhoMayHaveChangedAValueThatIsShared() {
    LarderConfiguration<String, Basket> byReference = new LarderConfiguration<>();
    byReference.setStoreByValue(false);
    LarderCache<String, Basket> baskets = larder("baskets", byReference);
    List<MutationReport> reports = new ArrayList<>();
    Registration guard = baskets.guardMutations(reports::add);
    baskets.put("a", new Basket());
    baskets.get("a");
    assertThat(reports).isEmpty();
    change(baskets.get("a"));
    baskets.get("a");
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).valueClass()).isEqualTo(Basket.class);
    assertThat(reports.get(0).suspect().getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals(InsightFeaturesTest.class.getName()));
    baskets.get("a");
    assertThat(reports).hasSize(1);
    Basket mine = baskets.get("a");
    change(mine);
    baskets.put("a", mine);
    baskets.get("a");
    assertThat(reports).hasSize(1);
    change(mine);
    baskets.remove("a");
    assertThat(reports).hasSize(2);
    guard.close();
  }

  @Test
  void theGuardIsRefusedWhereNobodyHasTheValuesInHands() {
    assertThatThrownBy(() -> cache.guardMutations(report -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("by value");
  }
}
