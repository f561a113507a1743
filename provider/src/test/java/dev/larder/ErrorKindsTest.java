package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.error.CacheConfigurationException;
import dev.larder.error.CacheSerializationException;
import dev.larder.error.CacheWaitException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CacheWriterException;
import javax.cache.processor.EntryProcessorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of mistake has its exception, as the page of {@code dev.larder.error} has it. */
class ErrorKindsTest {
  @RegisterExtension
  final Pantry pantry = new Pantry();

  @TempDir
  private Path directory;

  private static void assertConfiguration(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(CacheConfigurationException.class)
        .isInstanceOf(CacheException.class);
  }

  @Test
  void t49_aMistakeInAFileAPropertyOrCodeIsOneOfConfiguration() throws IOException {
    Path file = Files.writeString(directory.resolve("x.conf"), "larder.default.maximum-sise = 5");
    assertConfiguration(() -> pantry.provider.getCacheManager(file.toUri(), null));
    assertConfiguration(
        () -> pantry.provider.getCacheManager(directory.resolve("none.conf").toUri(), null));
    Properties properties = new Properties();
    properties.put("larder.default.maximum-size", "0");
    assertConfiguration(() -> pantry.provider.getCacheManager(URI.create("p"), null, properties));
    properties.clear();
    properties.put(LarderCacheManager.INSTANCE_FACTORY, "no function");
    assertConfiguration(() -> pantry.provider.getCacheManager(URI.create("p"), null, properties));
    LarderConfiguration<String, String> both = new LarderConfiguration<>();
    both.maximumSize(5).maximumBytes(5);
    assertConfiguration(() -> pantry.cache(both));
    LarderConfiguration<String, String> engine = new LarderConfiguration<>();
    engine.tier(Map.of("type", "none-such"));
    assertConfiguration(() -> pantry.cache(engine));
    assertThatThrownBy(() -> new LarderConfiguration<String, String>().maximumSize(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void t49_whatCannotBeCopiedOrReadBackIsOneOfSerialization() {
    Cache<Object, Object> cache = pantry.cache(new MutableConfiguration<>());
    Object value = new Object();
    assertThatThrownBy(() -> cache.put("key", value))
        .isInstanceOf(CacheSerializationException.class)
        .isInstanceOf(CacheException.class);
    LarderConfiguration<Object, Object> byReference = new LarderConfiguration<>();
    Cache<Object, Object> shared = pantry.cache("shared", byReference.setStoreByValue(false));
    shared.put("key", value);
    assertThatThrownBy(() -> shared.unwrap(LarderCache.class).dump(directory.resolve("dump")))
        .isInstanceOf(CacheSerializationException.class);
  }

  @Test
  void t49_aWaitWithoutEndIsOneOfWaiting() {
    Cache<String, String> cache = pantry.cache(Pantry.strings());
    assertThatThrownBy(() -> cache.invoke("key", (entry, arguments) -> {
          cache.put("key", "its own");
          return null;
        }))
        .satisfiesAnyOf(
            thrown -> assertThat(thrown).isInstanceOf(CacheWaitException.class),
            thrown -> assertThat(thrown).hasCauseInstanceOf(CacheWaitException.class));
  }

  @Test
  void t49_whatUserCodeThrowsIsOfJCachesOwnKinds() {
    Store store = new Store();
    Cache<String, String> cache = pantry.cache(store.through());
    store.before = key -> {
      throw new IllegalStateException("out of order");
    };
    assertThatThrownBy(() -> cache.get("key")).isInstanceOf(CacheLoaderException.class);
    assertThatThrownBy(() -> cache.put("key", "value")).isInstanceOf(CacheWriterException.class);
    assertThatThrownBy(() -> cache.invoke("key", (entry, arguments) -> {
          throw new IllegalStateException("out of order");
        }))
        .isInstanceOf(EntryProcessorException.class);
  }

  @Test
  void t49_wrongKeysAndValuesAreRefusedAsJCacheHasIt() {
    MutableConfiguration<String, Integer> typed =
        new MutableConfiguration<String, Integer>().setTypes(String.class, Integer.class);
    @SuppressWarnings({"unchecked", "rawtypes"})
    Cache<Object, Object> raw = (Cache) pantry.cache(typed);
    assertThatThrownBy(() -> raw.put(1, 1)).isInstanceOf(ClassCastException.class);
    assertThatThrownBy(() -> raw.put("key", "text")).isInstanceOf(ClassCastException.class);
    raw.close();
    assertThatThrownBy(() -> raw.get("key")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void t49_aFileThatIsNoDumpIsAnIoException() throws IOException {
    Path file = Files.writeString(directory.resolve("dump"), "no dump at all");
    LarderCache<?, ?> cache = pantry.cache(Pantry.strings()).unwrap(LarderCache.class);
    assertThatThrownBy(() -> cache.restore(file)).isInstanceOf(IOException.class);
  }
}
