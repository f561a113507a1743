package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Times to live and to idle, by Larder's own words. */
class TimesTest {
  private static final Duration STEP = Duration.ofSeconds(1);

  @RegisterExtension
  final Pantry pantry = new Pantry();

  private static LarderConfiguration<String, String> conf() {
    return new LarderConfiguration<>();
  }

  @Test
  void m2_anEntryLivesSoLongAfterItWasCreatedOrReplacedHoweverOftenItIsRead() {
    Cache<String, String> cache = pantry.cache(conf().timeToLive(STEP.multipliedBy(10)));
    cache.put("key", "value");
    pantry.advance(STEP.multipliedBy(6));
    assertThat(cache.get("key")).isEqualTo("value");
    cache.put("key", "other");
    pantry.advance(STEP.multipliedBy(9));
    assertThat(cache.get("key")).isEqualTo("other");
    pantry.advance(STEP);
    assertThat(cache.get("key")).isNull();
  }

  @Test
  void m3_anEntryLivesSoLongAfterItsLastUse() {
    Cache<String, String> cache = pantry.cache(conf().timeToIdle(STEP.multipliedBy(4)));
    cache.put("key", "value");
    for (int i = 0; i < 5; i++) {
      pantry.advance(STEP.multipliedBy(3));
      assertThat(cache.get("key")).isEqualTo("value");
    }
    pantry.advance(STEP.multipliedBy(4));
    assertThat(cache.get("key")).isNull();
  }

  @Test
  void m4_withBothTimesAnEntryIsGoneWhenTheFirstOfThemIsUp() {
    Cache<String, String> cache =
        pantry.cache(conf().timeToLive(STEP.multipliedBy(10)).timeToIdle(STEP.multipliedBy(4)));
    cache.put("idle", "value");
    cache.put("busy", "value");
    for (int i = 0; i < 3; i++) {
      pantry.advance(STEP.multipliedBy(3));
      assertThat(cache.get("busy")).isEqualTo("value");
    }
    assertThat(cache.get("idle")).isNull();
    pantry.advance(STEP);
    assertThat(cache.containsKey("busy")).as("reads do not prolong its life").isFalse();
    assertThat(cache.get("busy")).isNull();
  }

  @Test
  void everyKindOfUseKeepsAnEntryButNotBeyondItsTimeToLive() {
    Cache<String, String> cache =
        pantry.cache(conf().timeToLive(STEP.multipliedBy(10)).timeToIdle(STEP.multipliedBy(4)));
    cache.put("key", "value");
    pantry.advance(STEP.multipliedBy(3));
    assertThat(cache.getAll(Set.of("key"))).isEqualTo(Map.of("key", "value"));
    pantry.advance(STEP.multipliedBy(3));
    assertThat(cache.<String>invoke("key", (entry, arguments) -> entry.getValue()))
        .isEqualTo("value");
    pantry.advance(STEP.multipliedBy(3));
    assertThat(cache.iterator().next().getKey()).isEqualTo("key");
    assertThat(cache.replace("key", "another", "new")).isFalse();
    pantry.advance(STEP);
    assertThat(cache.containsKey("key")).isFalse();
  }

  @Test
  void aReplacedValueLivesAnew() {
    Cache<String, String> cache =
        pantry.cache(conf().timeToLive(STEP.multipliedBy(5)).timeToIdle(STEP.multipliedBy(4)));
    cache.put("key", "value");
    pantry.advance(STEP.multipliedBy(3));
    assertThat(cache.replace("key", "value", "new")).isTrue();
    pantry.advance(STEP.multipliedBy(3));
    assertThat(cache.get("key")).isEqualTo("new");
    pantry.advance(STEP.multipliedBy(2));
    assertThat(cache.get("key")).isNull();
  }

  @Test
  void m5_timesShorterThanASecondCountAndThoseNotAboveZeroAreRefused() {
    Cache<String, String> cache = pantry.cache(conf().timeToLive(Duration.ofNanos(1500)));
    cache.put("key", "value");
    pantry.advance(Duration.ofNanos(1499));
    assertThat(cache.get("key")).isEqualTo("value");
    pantry.advance(Duration.ofNanos(1));
    assertThat(cache.get("key")).isNull();
    for (Duration wrong : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
      assertThatThrownBy(() -> conf().timeToLive(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("time-to-live = " + wrong)
          .hasMessageContaining("above zero");
      assertThatThrownBy(() -> conf().timeToIdle(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void whatJCacheCanSayOfTheTimesItsConfigurationShows() {
    Cache<String, String> cache =
        pantry.cache(conf().timeToLive(Duration.ofMinutes(10)).timeToIdle(Duration.ofMinutes(5)));
    LarderConfiguration<?, ?> shown = Pantry.configurationOf(cache);
    var policy = shown.getExpiryPolicyFactory().create();
    assertThat(policy)
        .extracting("expiryForCreation.durationAmount", "expiryForAccess.durationAmount")
        .containsExactly(300_000L, 300_000L);
  }

  @Test
  void jitterSpreadsTheEndsOfEntriesThatBeganTogetherAndNoneOutlivesItsTime() {
    Cache<String, String> cache = pantry.cache(
        conf().maximumSize(2_000).timeToLive(STEP.multipliedBy(100)).jitter(0.5));
    for (int i = 0; i < 1000; i++) {
      cache.put("key" + i, "value");
    }
    Set<Long> sizes = new HashSet<>();
    pantry.advance(STEP.multipliedBy(50));
    for (int i = 0; i < 50; i++) {
      Pantry.sweep(cache);
      sizes.add(cache.unwrap(LarderCache.class).size());
      pantry.advance(STEP);
    }
    Pantry.sweep(cache);
    assertThat(sizes).hasSizeGreaterThan(40).contains(1000L);
    assertThat(cache.unwrap(LarderCache.class).size()).isZero();
  }
}
