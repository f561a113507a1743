package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bounds, policies, and changing them while the cache is used. Names begin with the ids of docs/features.md. */
class RoomFeaturesTest {
  @RegisterExtension
  final Pantry pantry = new Pantry();

  @SuppressWarnings("unchecked")
  private LarderCache<String, String> cache(EvictionPolicy policy, long size) {
    return pantry
        .cache(
            policy.name(),
            new LarderConfiguration<String, String>().maximumSize(size).evictionPolicy(policy))
        .unwrap(LarderCache.class);
  }

  private LarderCache<String, String> filled(EvictionPolicy policy) {
    LarderCache<String, String> cache = cache(policy, 3);
    put(cache, "a", "b", "c");
    return cache;
  }

  private static void put(LarderCache<String, String> cache, String... keys) {
    for (String key : keys) {
      cache.put(key, "value");
    }
  }

  private static Set<String> keys(LarderCache<String, String> cache) {
    return new TreeSet<>(cache.toMap().keySet());
  }

  @Test
  void m27_after500PutsExactly128Remain() {
    LarderCache<String, String> cache = cache(EvictionPolicy.TINY_LFU, 128);
    for (int i = 0; i < 500; i++) {
      cache.put("key " + i, "value");
      assertThat(cache.size()).isLessThanOrEqualTo(128);
    }
    assertThat(cache.size()).isEqualTo(128);
    assertThat(cache.toMap()).hasSize(128);
  }

  @Test
  void m6_tinyLfuIsTheDefault() {
    assertThat(pantry
            .cache("plain", Pantry.strings())
            .unwrap(LarderCache.class)
            .info()
            .policy())
        .isEqualTo(EvictionPolicy.TINY_LFU);
  }

  @Test
  void m8_anUnknownPolicyIsRefused() {
    assertThatThrownBy(() -> new LarderConfiguration<String, String>().set("policy", "lfru"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lfru");
  }

  @Test
  void m7_c45_lru() {
    LarderCache<String, String> cache = filled(EvictionPolicy.LRU);
    cache.get("a");
    put(cache, "d");
    assertThat(keys(cache)).containsExactly("a", "c", "d");
    assertThat(cache.coldest(3)).containsExactly("c", "a", "d");
    assertThat(cache.hottest(2)).containsExactly("d", "a");
  }

  @Test
  void c43_fifo() {
    LarderCache<String, String> cache = filled(EvictionPolicy.FIFO);
    cache.get("a");
    put(cache, "d");
    assertThat(keys(cache)).containsExactly("b", "c", "d");
  }

  @Test
  void c44_lifo() {
    LarderCache<String, String> cache = filled(EvictionPolicy.LIFO);
    put(cache, "d");
    assertThat(keys(cache)).containsExactly("a", "b", "d");
  }

  @Test
  void c46_mru() {
    LarderCache<String, String> cache = filled(EvictionPolicy.MRU);
    cache.get("a");
    put(cache, "d");
    assertThat(keys(cache)).containsExactly("b", "c", "d");
  }

  @Test
  void c47_lfuAndAPutStartsItsCountAnew() {
    LarderCache<String, String> cache = filled(EvictionPolicy.LFU);
    cache.get("a");
    cache.get("a");
    cache.get("b");
    assertThat(cache.entry("a").orElseThrow().frequency()).hasValue(3);
    put(cache, "d");
    assertThat(keys(cache)).containsExactly("a", "b", "d");
    put(cache, "a");
    cache.get("d");
    put(cache, "e");
    assertThat(keys(cache)).containsExactly("b", "d", "e");
  }

  @Test
  void c48_random() {
    LarderCache<String, String> cache = filled(EvictionPolicy.RANDOM);
    put(cache, "d");
    assertThat(keys(cache)).hasSize(3).contains("d");
  }

  @Test
  void c33_aPutOfAPresentKeyMovesItToTheEnd() {
    LarderCache<String, String> cache = filled(EvictionPolicy.FIFO);
    put(cache, "a", "d");
    assertThat(keys(cache)).containsExactly("a", "c", "d");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TINY_LFU")
  void c41_whatHasExpiredLeavesFirst(EvictionPolicy policy) {
    LarderCache<String, String> cache = cache(policy, 3);
    put(cache, "a");
    cache.put("short", "value", Duration.ofSeconds(1));
    put(cache, "b");
    pantry.advance(Duration.ofSeconds(1));
    put(cache, "c");
    assertThat(keys(cache)).containsExactly("a", "b", "c");
  }

  @Test
  void c41_evictDropsWhatHasExpiredThenMakesRoomForOne() {
    LarderCache<String, String> cache = cache(EvictionPolicy.LRU, 3);
    cache.put("short", "value", Duration.ofSeconds(1));
    put(cache, "a", "b");
    assertThat(cache.evict()).isEqualTo(1);
    assertThat(keys(cache)).containsExactly("a", "b");
    assertThat(cache.evict()).isZero();
    cache.put("short", "value", Duration.ofSeconds(1));
    pantry.advance(Duration.ofSeconds(1));
    assertThat(cache.evict()).isEqualTo(1);
    assertThat(keys(cache)).containsExactly("a", "b");
  }

  @Test
  void c17_c42_theNextVictimCanBeSeenAndTaken() {
    LarderCache<String, String> cache = filled(EvictionPolicy.LRU);
    cache.get("a");
    assertThat(cache.peekVictim().orElseThrow().getKey()).isEqualTo("b");
    assertThat(cache.popVictim().orElseThrow().getKey()).isEqualTo("b");
    assertThat(cache.popVictim().orElseThrow().getValue()).isEqualTo("value");
    assertThat(keys(cache)).containsExactly("a");
    cache.clear();
    assertThat(cache.peekVictim()).isEmpty();
    assertThat(cache.popVictim()).isEmpty();
  }

  @Test
  void c22_full() {
    LarderCache<String, String> cache = cache(EvictionPolicy.TINY_LFU, 2);
    assertThat(cache.isFull()).isFalse();
    put(cache, "a", "b");
    assertThat(cache.isFull()).isTrue();
  }

  @Test
  void c20_c21_c23_clearHasAndGet() {
    LarderCache<String, String> cache = filled(EvictionPolicy.LRU);
    assertThat(cache.containsKey("a")).isTrue();
    assertThat(cache.get("a")).isEqualTo("value");
    cache.clear();
    assertThat(cache.containsKey("a")).isFalse();
    assertThat(cache.get("a")).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void c12_shrinkingEvictsDownAndGrowingMakesRoom(EvictionPolicy policy) {
    LarderCache<String, String> cache = cache(policy, 100);
    List<RemovalCause> causes = new ArrayList<>();
    cache.onRemoval((key, value, cause) -> causes.add(cause));
    for (int i = 0; i < 100; i++) {
      cache.put("key " + i, "value");
    }
    cache.reconfigure(change -> change.maximumSize(10));
    assertThat(cache.maximumSize()).isEqualTo(10);
    assertThat(cache.size()).isEqualTo(10);
    assertThat(causes).hasSize(90).containsOnly(RemovalCause.SIZE);
    cache.reconfigure(change -> change.maximumSize(20));
    for (int i = 0; i < 100; i++) {
      cache.put("key " + i, "value");
    }
    assertThat(cache.size()).isEqualTo(20);
  }

  @Test
  void c12_contradictionsChangeNothing() {
    LarderCache<String, String> cache = filled(EvictionPolicy.LRU);
    assertThatThrownBy(() -> cache.reconfigure(change -> change
            .maximumSize(1)
            .timeToIdle(Duration.ofSeconds(1))
            .timeToLive(Duration.ofSeconds(1))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("both");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cache.reconfigure(change -> change.maximumSize(0)))
        .withMessageContaining("maximumSize(0)");
    assertThat(cache.maximumSize()).isEqualTo(3);
    assertThat(cache.size()).isEqualTo(3);
  }

  @Test
  void c12_aCacheThatKeepsNoOrderCannotGetABound() {
    LarderCache<String, String> unbounded = cache(EvictionPolicy.TINY_LFU, Long.MAX_VALUE);
    assertThatThrownBy(() -> unbounded.reconfigure(change -> change.maximumSize(10)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("TINY_LFU");
    LarderCache<String, String> ordered = cache(EvictionPolicy.LRU, Long.MAX_VALUE);
    put(ordered, "a", "b", "c");
    ordered.reconfigure(change -> change.maximumSize(2));
    assertThat(ordered.size()).isEqualTo(2);
  }

  @Test
  void c1_aBoundIsFromOneOnOrNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LarderConfiguration<String, String>().maximumSize(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LarderConfiguration<String, String>().maximumSize(-1));
    assertThat(cache(EvictionPolicy.TINY_LFU, Long.MAX_VALUE).maximumSize())
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void c13_toStringTellsNameAndSize() {
    LarderCache<String, String> cache = filled(EvictionPolicy.LRU);
    assertThat(cache).hasToString("cache \"LRU\" (3 entries)");
    assertThat(cache.asMap()).hasToString("cache \"LRU\" (3 entries)");
  }

  @Test
  void m8_aPolicyOfTheFileIsAtWorkToo() {
    LarderCache<?, ?> cache = pantry
        .cache("by word", new LarderConfiguration<String, String>().set("policy", "fifo"))
        .unwrap(LarderCache.class);
    assertThat(cache.info().policy()).isEqualTo(EvictionPolicy.FIFO);
    assertThatThrownBy(() -> pantry.cache("by word", Pantry.strings()))
        .isInstanceOf(CacheException.class);
  }
}
