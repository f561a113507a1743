package dev.larder.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.ToIntBiFunction;
import java.util.function.UnaryOperator;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.integration.CacheLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that do not go together, and classes that are not what they should be. */
class ConflictsTest {
  @TempDir
  private Path directory;

  static final class Weigher implements ToIntBiFunction<Object, Object>, Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public int applyAsInt(Object key, Object value) {
      return 1;
    }
  }

  static final class Loader implements CacheLoader<Object, Object> {
    @Override
    public Object load(Object key) {
      return key;
    }

    @Override
    public Map<Object, Object> loadAll(Iterable<?> keys) {
      return Map.of();
    }
  }

  static final class Copies implements UnaryOperator<Object> {
    @Override
    public Object apply(Object original) {
      return original;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "maximum-size = 5; maximum-weight = 6; weigher = bytes | maximum-size = 5 | maximum-weight = 6 | exclude each other",
        "maximum-weight = 6 | maximum-weight = 6 | weigher | needs",
        "weigher = bytes | weigher = bytes | maximum-weight | needs",
        "read-through = true | read-through = true | loader | needs",
        "write-through = true | write-through = true | writer | needs",
        "loader-timeout = 1s | loader-timeout = 1s | loader | needs",
        "refresh-after = 1s | refresh-after = 1s | read-through with loader | needs",
        "stale-if-error = 1s | stale-if-error = 1s | read-through with loader | needs",
        "negative-ttl = 1s | negative-ttl = 1s | read-through with loader | needs",
        "tags = [sale] | tags = sale | callers-load | needs",
        "jitter = 10% | jitter = 10% | time-to-live | needs",
        "store-by-value = false; copier = LOCAL.Copies | store-by-value = false | copier = | exclude each other",
        "time-resolution = 10ms; time-to-live = 9ms | time-resolution = 10ms | time-to-live = 9ms | too coarse",
        "time-resolution = 10ms; time-to-idle = 10ms | time-resolution = 10ms | time-to-idle = 10ms | too coarse",
        "time-resolution = 1s; loader = LOCAL.Loader; refresh-after = 1s | time-resolution = 1s | refresh-after = 1s | too coarse",
        "time-resolution = 1s; loader = LOCAL.Loader; negative-ttl = 1s | time-resolution = 1s | negative-ttl = 1s | too coarse",
        "time-resolution = 1s; loader = LOCAL.Loader; stale-if-error = 1s | time-resolution = 1s | stale-if-error = 1s | too coarse",
        "loader = LOCAL.Loader; refresh-after = 2m; time-to-live = 1m | refresh-after = 2m | time-to-live = 1m | too late",
      })
  void conflictsNameBothKeys(String block, String one, String other, String what) {
    assertThatThrownBy(() -> settings("orders {\n" + block.replace("; ", "\n") + "\n}"))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("cache \"orders\": ")
        .hasMessageContaining("larder.conf, line ")
        .hasMessageContaining(one)
        .hasMessageContaining(other)
        .hasMessageContaining(what);
  }

  @Test
  void whatIsMeantForManyCachesHasNoEffectWhereItMakesNoSense() throws IOException {
    var settings = settings("\"*\" { stale-if-error = 1h, jitter = 10%, loader-timeout = 1s }");
    assertThat(settings.get(Settings.STALE_IF_ERROR)).isEmpty();
    assertThat(settings.get(Settings.LOADER_TIMEOUT)).isEmpty();
    assertThat(settings.get(Settings.JITTER)).isZero();
  }

  @Test
  void ofTwoThatExcludeEachOtherTheMoreImportantOneCounts() throws IOException {
    var settings = settings(
        "\"*\" { maximum-size = 5, store-by-value = false }\norders { maximum-weight = 6, weigher = LOCAL.Weigher, copier = LOCAL.Copies }");
    assertThat(settings.get(Settings.MAXIMUM_WEIGHT)).contains(6L);
    assertThat(settings.maximumSize()).isEqualTo(LarderConf.UNBOUNDED);
    assertThat(settings.weigher()).isPresent();
    assertThat(settings.configuration().isStoreByValue()).isTrue();
  }

  @Test
  void theExpiryPolicyOfCodeGoesBeforeTheTimesOfTheFile() throws IOException {
    var code = new MutableConfiguration<Object, Object>()
        .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ONE_DAY));
    var settings = CacheSettings.of(
        "orders", code, Map.of(), conf("orders { time-to-live = 1m }"), Effective.parts());
    assertThat(settings.times()).isEmpty();
    assertThat(settings.configuration().getExpiryPolicyFactory())
        .isEqualTo(CreatedExpiryPolicy.factoryOf(Duration.ONE_DAY));
  }

  @Test
  void namingALoaderMeansReadThroughUnlessSaidOtherwise() throws IOException {
    assertThat(settings("orders { loader = LOCAL.Loader }").configuration().isReadThrough())
        .isTrue();
    var notThrough = settings("orders { loader = LOCAL.Loader, read-through = false }");
    assertThat(notThrough.configuration().isReadThrough()).isFalse();
    assertThat(notThrough.configuration().getCacheLoaderFactory().create())
        .isInstanceOf(Loader.class);
  }

  @Test
  void aClassThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> settings("orders { loader = com.acme.Nowhere }"))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("line 2: larder.caches.orders.loader = com.acme.Nowhere")
        .hasMessageContaining("finds no such class");
  }

  @Test
  void aLoaderThatIsNoLoaderIsNamed() {
    assertThatThrownBy(() -> settings("orders { loader = java.lang.String }"))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("larder.caches.orders.loader = java.lang.String")
        .hasMessageContaining("it is not a javax.cache.integration.CacheLoader");
    assertThatThrownBy(() -> settings("orders { maximum-weight = 5, weigher = java.lang.String }"))
        .hasMessageContaining("it is not a java.util.function.ToIntBiFunction");
    assertThatThrownBy(() -> settings("orders { copier = java.lang.String }"))
        .hasMessageContaining("it is not a java.util.function.UnaryOperator");
  }

  @Test
  void aTierOfWhichThereIsNoJarIsRefused() {
    assertThatThrownBy(() -> settings("orders { tier { type = punched-cards } }"))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("larder.caches.orders.tier")
        .hasMessageContaining("there is no tier of type punched-cards on the class path");
    assertThatThrownBy(() -> settings("orders { tier { path = x } }"))
        .hasMessageContaining("says no type");
    assertThatThrownBy(() -> settings("orders { tier = disk }"))
        .hasMessageContaining("write a block");
  }

  private CacheSettings<Object, Object> settings(String caches) throws IOException {
    return Effective.settings(conf(caches), "orders");
  }

  private LarderConf conf(String caches) throws IOException {
    var text = "larder.caches {\n" + caches + "\n}\n";
    for (Class<?> type : ConflictsTest.class.getDeclaredClasses()) {
      text = text.replace("LOCAL." + type.getSimpleName(), '"' + type.getName() + '"');
    }
    var file = Files.writeString(directory.resolve("larder.conf"), text);
    return LarderConf.load(file.toUri(), URI.create("none"), getClass().getClassLoader());
  }
}
