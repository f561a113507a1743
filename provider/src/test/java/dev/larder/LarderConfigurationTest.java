package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.internal.config.Policy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.EternalExpiryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Configuration by code. */
class LarderConfigurationTest {
  @RegisterExtension
  final Pantry pantry = new Pantry();

  private static LarderConfiguration<String, String> conf() {
    return new LarderConfiguration<>();
  }

  private long maximumSize(MutableConfiguration<String, String> configuration, String name) {
    return pantry.cache(name, configuration).unwrap(LarderCache.class).maximumSize();
  }

  @Test
  void m1_theSizeIsSetByCode() {
    Cache<String, String> cache = pantry.cache(conf().maximumSize(3));
    for (int i = 0; i < 10; i++) {
      cache.put("key" + i, "value");
    }
    assertThat(cache.unwrap(LarderCache.class).size()).isEqualTo(3);
    assertThat(cache.unwrap(LarderCache.class).maximumSize()).isEqualTo(3);
  }

  @Test
  void c1_theSizeHasADefaultMayBeUnboundedAndMustBePositive() {
    assertThat(maximumSize(conf(), "default")).isEqualTo(10_000);
    assertThat(maximumSize(conf().maximumSize(Long.MAX_VALUE), "long")).isEqualTo(Long.MAX_VALUE);
    assertThat(maximumSize(conf().set("maximum-size", "unbounded"), "word"))
        .isEqualTo(Long.MAX_VALUE);
    for (Object wrong : new Object[] {0, -1, "many", 1.5}) {
      assertThatThrownBy(() -> conf().set("maximum-size", wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("maximum-size = " + wrong);
    }
  }

  @Test
  void c2_noTimeToLiveMeansForever() {
    Cache<String, String> cache = pantry.cache(conf().set("time-to-live", "none"));
    cache.put("key", "value");
    pantry.advance(Duration.ofDays(10_000));
    assertThat(cache.get("key")).isEqualTo("value");
  }

  @Test
  void m6_tinyLfuIsTheDefaultPolicy() {
    LarderConfiguration<?, ?> now = Pantry.configurationOf(pantry.cache(conf()));
    assertThat(now.toMap()).doesNotContainKey("policy");
    assertThatCode(() -> pantry.cache("named", conf().evictionPolicy(EvictionPolicy.TINY_LFU)))
        .doesNotThrowAnyException();
  }

  @Test
  void t8_allPoliciesHaveTheSameNamesInCodeAndInFiles() {
    assertThat(Stream.of(EvictionPolicy.values()).map(Enum::name))
        .containsExactlyElementsOf(Stream.of(Policy.values()).map(Enum::name).toList());
  }

  @Test
  void t6_theSizeMayBeSetByItsKey() {
    assertThat(maximumSize(conf().set("maximum-size", 12), "number")).isEqualTo(12);
    assertThat(maximumSize(conf().set("maximum-size", "13"), "text")).isEqualTo(13);
  }

  @Test
  void t7_timesAreAboveZeroOrNone() {
    assertThatThrownBy(() -> conf().set("time-to-live", "-1s"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatCode(() -> conf().set("time-to-live", "none")).doesNotThrowAnyException();
  }

  @Test
  void t23_oneConfigurationServesManyCachesAndLaterChangesAreNotTheirs() {
    LarderConfiguration<String, String> shared = conf().maximumSize(5);
    Cache<String, String> first = pantry.cache("first", shared);
    shared.maximumSize(6);
    assertThat(first.unwrap(LarderCache.class).maximumSize()).isEqualTo(5);
    assertThat(maximumSize(shared, "second")).isEqualTo(6);
  }

  @Test
  void t24_aCopyMayBeChangedWithoutTheOriginal() {
    LarderConfiguration<String, String> original =
        conf().maximumSize(5).timeToLive(Duration.ofMinutes(1));
    LarderConfiguration<String, String> copy = original.copy();
    assertThat(copy).isEqualTo(original).hasSameHashCodeAs(original);
    copy.maximumSize(6);
    assertThat(copy).isNotEqualTo(original);
    assertThat(original.toMap()).containsEntry("maximum-size", 5L);
    assertThat(copy.toMap()).containsEntry("time-to-live", Duration.ofMinutes(1));
  }

  @Test
  void t25_aConfigurationBecomesAMapAndBack() {
    LarderConfiguration<String, String> configuration =
        conf().maximumSize(5).timeToIdle(Duration.ofMinutes(1)).setStatisticsEnabled(true);
    Map<String, Object> map = configuration.toMap();
    assertThat(map)
        .containsOnlyKeys("maximum-size", "time-to-idle", "statistics")
        .containsEntry("statistics", true);
    assertThat(LarderConfiguration.fromMap(map).toMap()).isEqualTo(map);
    Cache<String, String> cache = pantry.cache(LarderConfiguration.fromMap(map));
    LarderConfiguration<?, ?> now = Pantry.configurationOf(cache);
    assertThat(now.isStatisticsEnabled()).isTrue();
  }

  @Test
  void t26_anUnknownOptionIsRefusedNamingTheNearest() {
    assertThatThrownBy(() -> LarderConfiguration.fromMap(Map.of("max-size", 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("unknown key max-size; did you mean maximum-size? (known here: ");
  }

  @Test
  void t27_aWrongValueIsRefusedSayingWhatIsAllowed() {
    assertThatThrownBy(() -> conf().maximumSize(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maximum-size = 0: write the number of entries");
    assertThatThrownBy(() -> conf().set("policy", "best"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("policy = best: write one of tiny-lfu");
    assertThatThrownBy(() -> conf().jitter(2)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void t28_aRefusedValueLeavesTheConfigurationAsItWas() {
    LarderConfiguration<String, String> configuration = conf().maximumSize(5);
    assertThatThrownBy(() -> configuration.maximumSize(-5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(configuration.toMap()).isEqualTo(Map.of("maximum-size", 5L));
  }

  @Test
  void t30_atDebugEachNewCacheTellsItsConfiguration() {
    var logger = java.util.logging.Logger.getLogger("dev.larder.config");
    logger.setLevel(java.util.logging.Level.FINE);
    try {
      pantry.cache(conf().maximumSize(5));
      assertThat(pantry.logged)
          .anyMatch(
              line -> line.startsWith("made cache \"pantry\"") && line.contains("maximum-size"));
    } finally {
      logger.setLevel(null);
    }
  }

  @Test
  void conflictsAreRefusedAtCreationNamingBothKeys() {
    assertThatThrownBy(
            () -> pantry.cache(conf().maximumSize(5).maximumWeight(6, (key, value) -> 1)))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("cache \"pantry\": code: maximum-size = 5")
        .hasMessageContaining("maximum-weight = 6");
    assertThatThrownBy(() -> pantry.cache(conf()
            .timeToLive(Duration.ofMinutes(1))
            .setExpiryPolicyFactory(EternalExpiryPolicy.factoryOf())))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("expiryPolicyFactory")
        .hasMessageContaining("time-to-live = 1m");
    assertThat(pantry.manager.getCacheNames()).isEmpty();
  }

  @Test
  void itIsSerializable() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(conf().maximumSize(5).timeToLive(Duration.ofMinutes(1)));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject())
          .isEqualTo(conf().maximumSize(5).timeToLive(Duration.ofMinutes(1)));
    }
  }

  @Test
  void whatACacheGoesByCanBeReadBack() {
    Cache<String, String> cache = pantry.cache(conf()
        .setTypes(String.class, String.class)
        .maximumSize(5)
        .timeToIdle(Duration.ofMinutes(1)));
    LarderConfiguration<String, String> now = Pantry.configurationOf(cache);
    assertThat(maximumSize(now, "same")).isEqualTo(5);
    assertThat(now.getKeyType()).isEqualTo(String.class);
  }
}
