package dev.larder.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who goes before whom. */
class PrecedenceTest {
  private static final URI NO_FILE = URI.create("urn:none");

  @TempDir
  private Path directory;

  /** Each says another size; what is asked for is the first of them that says anything. */
  @ParameterizedTest
  @CsvSource({
    "1, code",
    "2, manager property: larder.caches.orders.maximum-size",
    "3, system property: larder.caches.orders.maximum-size",
    "4, environment variable: LARDER_CACHES_ORDERS_MAXIMUM_SIZE",
    "5, 'line 1: larder.caches.orders.maximum-size'",
    "6, manager property: larder.default.maximum-size",
    "7, system property: larder.default.maximum-size",
    "8, environment variable: LARDER_DEFAULT_MAXIMUM_SIZE",
    "9, 'line 2: larder.default.maximum-size'",
    "10000, built in"
  })
  void t31_theFirstOfThemCounts(long size, String origin) throws IOException {
    String key = "larder.caches.orders.maximum-size";
    String defaultKey = "larder.default.maximum-size";
    var manager = properties(size, 2, key, 6, defaultKey);
    var system = properties(size, 3, key, 7, defaultKey);
    var environment =
        properties(size, 4, "LARDER_CACHES_ORDERS_MAXIMUM_SIZE", 8, "LARDER_DEFAULT_MAXIMUM_SIZE");
    var file = properties(size, 5, key, 9, defaultKey);
    var conf = load(
        file.getOrDefault(key, "").isEmpty()
            ? "\n" + line(file, defaultKey)
            : line(file, key) + line(file, defaultKey),
        new Surroundings(Map.copyOf(manager), Map.copyOf(system), environment));
    Map<Setting<?>, Object> code = size == 1 ? Map.of(Settings.MAXIMUM_SIZE, 1L) : Map.of();
    var settings =
        CacheSettings.of("orders", new MutableConfiguration<>(), code, conf, Effective.parts());
    assertThat(settings.maximumSize()).isEqualTo(size);
    assertThat(settings.originOf(Settings.MAXIMUM_SIZE)).endsWith(origin);
  }

  /** What says no less than {@code size} is there, what says less is left out. */
  private static Map<String, String> properties(
      long size, long named, String key, long byDefault, String defaultKey) {
    var properties = new java.util.TreeMap<String, String>();
    if (named >= size) {
      properties.put(key, Long.toString(named));
    }
    if (byDefault >= size) {
      properties.put(defaultKey, Long.toString(byDefault));
    }
    return properties;
  }

  private static String line(Map<String, String> file, String key) {
    return file.containsKey(key) ? key + " = " + file.get(key) + "\n" : "";
  }

  @Test
  void aPatternInPropertiesGoesBeforeTheNameInTheFile() throws IOException {
    var conf = load(
        "larder.caches.orders.maximum-size = 5",
        system(Map.of("larder.caches.ord*.maximum-size", "6")));
    assertThat(Effective.sizeOf(conf, "orders")).isEqualTo(6);
  }

  @Test
  void eachKeyIsFoundForItself() throws IOException {
    var conf = load(
        "larder { default { time-to-live = 1h }, caches { orders { time-to-idle = 1m } } }",
        system(Map.of("larder.caches.orders.maximum-size", "6")));
    var settings = Effective.settings(conf, "orders");
    assertThat(settings.maximumSize()).isEqualTo(6);
    assertThat(settings.get(Settings.TIME_TO_IDLE)).contains(Duration.ofMinutes(1));
    assertThat(settings.get(Settings.TIME_TO_LIVE)).contains(Duration.ofHours(1));
  }

  @Test
  void noneTakesBackWhatIsSaidFurtherDown() throws IOException {
    var conf = load(
        "larder { default { time-to-live = 1h }, caches { orders { time-to-live = none } } }",
        Surroundings.NONE);
    assertThat(Effective.settings(conf, "orders").get(Settings.TIME_TO_LIVE)).isEmpty();
    assertThat(Effective.settings(conf, "others").get(Settings.TIME_TO_LIVE)).isPresent();
  }

  @Test
  void namesOfCachesMayHaveDotsAndEndInAStarInPropertiesToo() {
    var conf = load(system(Map.of(
        "larder.caches.com.acme.Order.maximum-size", "6",
        "larder.caches.com.acme.*.maximum-size", "7",
        "larder.caches.com.acme.Order.tier.type", "disk")));
    assertThat(conf.cascade("com.acme.Order").get(0).of(Settings.TIER))
        .satisfies(tier -> assertThat(tier.value()).isEqualTo(Map.of("type", "disk")));
    assertThat(Effective.sizeOf(conf, "com.acme.Customer")).isEqualTo(7);
  }

  @Test
  void t29_environmentVariablesNameCachesInCapitalsWithUnderscores() {
    var conf = load(new Surroundings(
        Map.of(),
        Map.of(),
        Map.of(
            "LARDER_CACHES_COM_ACME_ORDER_TIME_TO_LIVE", "90s",
            "LARDER_DEFAULT_MAXIMUM_SIZE", "12",
            "LARDER_HOME", "/somewhere")));
    var settings = Effective.settings(conf, "com.acme.Order");
    assertThat(settings.get(Settings.TIME_TO_LIVE)).contains(Duration.ofSeconds(90));
    assertThat(settings.maximumSize()).isEqualTo(12);
    assertThat(settings.get(Settings.TIME_TO_IDLE)).isEqualTo(Optional.empty());
  }

  @Test
  void otherPropertiesAreSomebodyElsesButThoseThatLookLikeOursAreNot() {
    assertThat(load(system(Map.of("larder.home", "x", "larders", "y", "java.io.tmpdir", "z"))))
        .isSameAs(LarderConf.empty());
    assertThatThrownBy(() -> load(system(Map.of("larder.cache.orders.maximum-size", "6"))))
        .isInstanceOf(CacheException.class)
        .hasMessage(
            "system property larder.cache.orders.maximum-size: unknown key; did you mean larder.caches?");
  }

  @Test
  void mistakesInPropertiesAndVariablesNameThem() {
    assertThatThrownBy(() -> load(system(Map.of("larder.caches.orders.max-size", "6"))))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining(
            "system property larder.caches.orders.max-size: unknown key max-size; did you mean maximum-size?");
    assertThatThrownBy(() -> load(system(Map.of("larder.default.time-to-live", "90"))))
        .hasMessageContaining(
            "system property: larder.default.time-to-live = 90: write a time above zero with its unit");
    assertThatThrownBy(() -> load(system(Map.of("larder.caches.orders", "6"))))
        .hasMessageContaining("write larder.caches.NAME.KEY");
    assertThatThrownBy(() -> load(system(Map.of("larder.caches.*.Order.maximum-size", "6"))))
        .hasMessageContaining("only at the end");
    assertThatThrownBy(() -> load(environment("LARDER_DEFAULT_MAX_SIZE", "6")))
        .hasMessageContaining(
            "environment variable LARDER_DEFAULT_MAX_SIZE: unknown key MAX_SIZE; did you mean MAXIMUM_SIZE?");
    assertThatThrownBy(() -> load(environment("LARDER_CACHES_ORDERS_MAX", "6")))
        .hasMessageContaining("it ends in no known key");
    assertThatThrownBy(() -> load(environment("LARDER_DEFAULT_MAXIMUM_SIZE", "0")))
        .hasMessageContaining("environment variable: LARDER_DEFAULT_MAXIMUM_SIZE = 0: write");
  }

  private static Surroundings system(Map<String, Object> properties) {
    return new Surroundings(Map.of(), properties, Map.of());
  }

  private static Surroundings environment(String name, String value) {
    return new Surroundings(Map.of(), Map.of(), Map.of(name, value));
  }

  private LarderConf load(Surroundings surroundings) {
    return LarderConf.load(NO_FILE, NO_FILE, new ClassLoader(null) {}, surroundings);
  }

  private LarderConf load(String text, Surroundings surroundings) throws IOException {
    var file = Files.writeString(directory.resolve("larder.conf"), text);
    return LarderConf.load(file.toUri(), NO_FILE, getClass().getClassLoader(), surroundings);
  }
}
