package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.error.CacheConfigurationException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value for keys that have none. Names begin with the ids of docs/features.md. */
class DefaultValueTest {
  @RegisterExtension
  final Pantry pantry = new Pantry();

  @SuppressWarnings("unchecked")
  private <V> LarderCache<String, V> cache(MutableConfiguration<String, V> configuration) {
    return pantry.cache(configuration).unwrap(LarderCache.class);
  }

  private LarderCache<String, String> withDefault() {
    LarderConfiguration<String, String> configuration = new LarderConfiguration<>();
    return cache(configuration.defaultValue("none yet").setStatisticsEnabled(true));
  }

  @Test
  void c4_aKeyWithoutAnEntryHasTheDefaultValueWhichIsNotKept() {
    LarderCache<String, String> cache = withDefault();
    assertThat(cache.get("apple")).isEqualTo("none yet");
    assertThat(cache.containsKey("apple")).isFalse();
    assertThat(cache.size()).isZero();
    assertThat(cache.stats().snapshot().misses()).isEqualTo(1);
    assertThat(cache.stats().snapshot().hits()).isZero();
    cache.put("apple", "red");
    assertThat(cache.get("apple")).isEqualTo("red");
    cache.remove("apple");
    assertThat(cache.get("apple")).isEqualTo("none yet");
  }

  @Test
  void c4_theDefaultOfACallGoesBeforeTheCaches() {
    LarderCache<String, String> cache = withDefault();
    assertThat(cache.getOrDefault("apple", "mine")).isEqualTo("mine");
    cache.put("apple", "red");
    assertThat(cache.getOrDefault("apple", "mine")).isEqualTo("red");
  }

  @Test
  void c4_whoeverAsksWhatIsThereIsNotGivenTheDefault() {
    LarderCache<String, String> cache = withDefault();
    assertThat(cache.getAll(Set.of("apple"))).isEmpty();
    assertThat(cache.getIfPresent("apple")).isNull();
    assertThat(cache.getAndRemove("apple")).isNull();
    assertThat(cache.asMap().get("apple")).isNull();
    assertThat(cache.putIfAbsent("apple", "red")).isTrue();
    assertThat(cache.get("pear", key -> "green")).isEqualTo("green");
  }

  @Test
  void c4_aHookHearsThatThereWasNone() {
    LarderCache<String, String> cache = withDefault();
    List<String> told = new ArrayList<>();
    cache.onGet((key, value) -> told.add(key + "=" + value));
    cache.get("apple");
    assertThat(told).containsExactly("apple=null");
  }

  @Test
  void c4_aLoaderIsAskedFirst() {
    Store store = new Store();
    store.rows.put("apple", "red");
    LarderConfiguration<String, String> configuration = new LarderConfiguration<>(store.through());
    Cache<String, String> cache = pantry.cache(configuration.defaultValue("none yet"));
    assertThat(cache.get("apple")).isEqualTo("red");
    assertThat(cache.get("pear")).isEqualTo("none yet");
  }

  @Test
  void c4_aLayerAboveDoesNotKeepItEither() {
    LarderCache<String, String> lower = withDefault();
    Cache<String, String> upper = pantry.cache(
        "upper",
        LayeredCache.over(
            lower, LayeredCache.WriteMode.THROUGH, new LarderConfiguration<String, String>()));
    assertThat(upper.get("apple")).isNull();
    assertThat(upper.containsKey("apple")).isFalse();
    lower.put("apple", "red");
    assertThat(upper.get("apple")).isEqualTo("red");
  }

  @Test
  void c4_storedByValueEachCallerGetsACopy() {
    LarderConfiguration<String, List<String>> configuration = new LarderConfiguration<>();
    List<String> nothing = new ArrayList<>();
    Cache<String, List<String>> cache = pantry.cache(configuration.defaultValue(nothing));
    nothing.add("changed by who gave it");
    cache.get("apple").add("changed by who got it");
    assertThat(cache.get("apple")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "java.lang.Integer, 7",
    "java.lang.Long, 7",
    "java.lang.Double, 7.5",
    "java.lang.Boolean, true",
    "java.lang.String, none",
    "java.lang.Object, 7",
  })
  void c4_filesAndPropertiesMaySayItByTheTypeOfTheValues(String type, String said)
      throws ClassNotFoundException {
    Object value = manager(type, said)
        .getCache("counts", Object.class, Class.forName(type))
        .get("apple");
    assertThat(value).hasToString(said);
    assertThat(Class.forName(type)).isAssignableFrom(value.getClass());
  }

  private CacheManager manager(String type, String said) {
    Properties properties = new Properties();
    properties.put("larder.caches.counts.value-type", type);
    properties.put("larder.caches.counts.default-value", said);
    CacheManager manager =
        pantry.provider.getCacheManager(URI.create("urn:" + type), null, properties);
    manager.createCache("counts", new MutableConfiguration<Object, Object>());
    return manager;
  }

  @Test
  void c4_aDefaultOfAnotherTypeIsRefusedAndNotPrinted() {
    for (String type : List.of("java.lang.Integer", "java.lang.Boolean", "java.math.BigDecimal")) {
      assertThatThrownBy(() -> manager(type, "SECRET"))
          .isInstanceOf(CacheConfigurationException.class)
          .hasMessageContaining("larder.caches.counts.default-value")
          .hasMessageContaining(type)
          .hasMessageNotContaining("SECRET");
    }
    LarderConfiguration<String, Object> code = new LarderConfiguration<>();
    Class<?> integers = Integer.class;
    @SuppressWarnings("unchecked")
    Class<Object> type = (Class<Object>) integers;
    code.setTypes(String.class, type).defaultValue("SECRET");
    assertThatThrownBy(() -> pantry.cache(code))
        .isInstanceOf(CacheConfigurationException.class)
        .hasMessageContaining("code: default-value")
        .hasMessageNotContaining("SECRET");
    assertThat(pantry.manager.getCacheNames()).isEmpty();
  }

  @Test
  void c4_describeTellsWhereItWasSaidAndNotWhatItIs() {
    LarderConfiguration<String, String> configuration = new LarderConfiguration<>();
    pantry.cache(configuration.defaultValue("SECRET"));
    assertThat(pantry.manager.unwrap(LarderCacheManager.class).describe())
        .containsPattern("default-value +a java.lang.String +code")
        .doesNotContain("SECRET");
    assertThat(LarderConfiguration.fromMap(Map.of("default-value", "x")).toMap())
        .containsEntry("default-value", "x");
  }
}
