package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows works as it stands there. */
class ReadmeTest {
  private final MarkdownPage page = new MarkdownPage("README.md");

  @TempDir
  private Path directory;

  @AfterEach
  void closeWhatTheExampleOpened() {
    Caching.getCachingProvider().close();
  }

  @Test
  void itsJavaCompilesAndRuns() throws Exception {
    List<String> examples = page.blocks("java");
    assertThat(examples).isNotEmpty();
    for (String example : examples) {
      assertThat(JavaSnippet.run(directory, example + "return left;")).isEqualTo(2);
    }
  }

  @Test
  void itsConfigurationFilesAreUnderstood() throws Exception {
    List<String> examples = page.blocks("hocon");
    assertThat(examples).hasSizeGreaterThanOrEqualTo(2);
    for (String example : examples) {
      Path file = Files.writeString(directory.resolve("larder.conf"), example);
      CacheManager manager = Caching.getCachingProvider().getCacheManager(file.toUri(), null);
      Cache<?, ?> cache = manager.createCache("anything", new MutableConfiguration<>());
      assertThat(cache.unwrap(LarderCache.class).maximumSize()).isEqualTo(10_000);
      manager.close();
    }
  }

  @Test
  void itsCommandsAreThere() throws Exception {
    assertThat(page.blocks("sh")).contains("./demo.sh\n", "./test.sh\n");
    assertThat(Path.of("..", "demo.sh")).isExecutable();
    assertThat(Path.of("..", "test.sh")).isExecutable();
  }
}
