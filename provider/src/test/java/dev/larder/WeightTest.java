package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.cache.Cache;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bounds other than a number of entries. */
class WeightTest {
  @RegisterExtension
  final Pantry pantry = new Pantry();

  @Test
  void allEntriesTogetherWeighNoMoreThanTheBound() {
    Cache<String, String> cache = pantry.cache(new LarderConfiguration<String, String>()
        .maximumWeight(10, (key, value) -> value.length()));
    for (int i = 0; i < 20; i++) {
      cache.put("k" + i, "four");
    }
    assertThat(cache.unwrap(LarderCache.class).size()).isEqualTo(2);
  }

  @Test
  void whatIsHeavierThanTheBoundIsNotKept() {
    Cache<String, String> cache = pantry.cache(
        new LarderConfiguration<String, String>().maximumWeight(3, (key, value) -> value.length()));
    cache.put("light", "abc");
    cache.put("heavy", "abcd");
    assertThat(cache.containsKey("heavy")).isFalse();
    assertThat(cache.containsKey("light")).isTrue();
  }

  @Test
  void theWeigherSeesValuesAsTheUserKnowsThemThoughTheyAreSerialized() {
    Cache<String, StringBuilder> cache =
        pantry.cache(new LarderConfiguration<String, StringBuilder>()
            .timeToLive(java.time.Duration.ofMinutes(2))
            .timeToIdle(java.time.Duration.ofMinutes(1))
            .maximumWeight(10, (key, value) -> value.length()));
    cache.put("a", new StringBuilder("12345678901"));
    cache.put("b", new StringBuilder("1234567890"));
    assertThat(cache.containsKey("a")).isFalse();
    assertThat(cache.containsKey("b")).isTrue();
  }

  @Test
  void aWeigherThatFailsOrAnswersLessThanNothingIsNamed() {
    Cache<String, String> cache = pantry.cache(
        new LarderConfiguration<String, String>().maximumWeight(10, (key, value) -> -1));
    assertThatThrownBy(() -> cache.put("key", "secret"))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("\"pantry\": weigher")
        .hasMessageContaining("answered -1")
        .hasMessageNotContaining("secret");
    assertThat(cache.containsKey("key")).isFalse();
  }

  @Test
  void bytesAreEstimated() {
    Cache<String, byte[]> cache =
        pantry.cache(new LarderConfiguration<String, byte[]>().maximumBytes(100_000));
    for (int i = 0; i < 50; i++) {
      cache.put("key" + i, new byte[10_000]);
    }
    assertThat(cache.unwrap(LarderCache.class).size()).isBetween(8L, 9L);
  }

  @Test
  void t38_aDisabledCacheKeepsNothingAndAsksLoaderAndWriterEachTime() {
    Store store = new Store();
    store.rows.put("key", "row");
    Cache<String, String> cache =
        pantry.cache(new LarderConfiguration<>(store.through()).disabled(true));
    assertThat(cache.get("key")).isEqualTo("row");
    assertThat(cache.get("key")).isEqualTo("row");
    cache.put("other", "value");
    assertThat(cache.containsKey("other")).isFalse();
    assertThat(store.calls).containsExactly("load key", "load key", "write other value");
    assertThat(cache.iterator()).isExhausted();
    assertThat(cache.unwrap(LarderCache.class).maximumSize()).isZero();
  }
}
