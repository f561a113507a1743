package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code larder.console} says where there is no console; its own module has the other tests. */
class ConsoleBlockTest {
  @TempDir
  private Path directory;

  private final LarderCachingProvider provider = new LarderCachingProvider();
  private final Properties properties = new Properties();

  @AfterEach
  void close() {
    provider.close();
  }

  private CacheManager manager(String file) throws IOException {
    Path conf = Files.writeString(directory.resolve("larder.conf"), file);
    return provider.getCacheManager(conf.toUri(), null, properties);
  }

  @Test
  void aConsoleThatIsEnabledAndNotThereIsAnErrorThatNamesTheJar() {
    assertThatThrownBy(() -> manager("larder {\n console { enabled = true }\n}"))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("line 2: larder.console.enabled = true")
        .hasMessageContaining("dev.larder:larder-console");
  }

  @Test
  void aConsoleThatIsNotEnabledNeedsNoJar() throws IOException {
    assertThat(manager("larder.console { port = 1234 }").getCacheNames()).isEmpty();
  }

  @Test
  void propertiesGoBeforeTheFile() throws IOException {
    properties.setProperty("larder.console.enabled", "false");
    assertThat(manager("larder.console.enabled = true").getCacheNames()).isEmpty();
  }

  @Test
  void enabledIsTrueOrFalse() {
    assertThatThrownBy(() -> manager("larder.console.enabled = yes"))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("larder.console.enabled = yes: write true or false");
  }

  @Test
  void aMisspeltBlockIsFound() {
    assertThatThrownBy(() -> manager("larder.consle.enabled = true"))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("console");
  }

  @Test
  void theBlockHasNoBlocks() {
    assertThatThrownBy(() -> manager("larder.console { enabled { now = true } }"))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("a value, not a block");
  }
}
