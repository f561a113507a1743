package dev.larder.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.LarderCachingProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/console.md} shows works. */
class ConsoleDocTest {
  private static final Path DOCS = Path.of("..", "..", "docs");

  private final String page = Files.readString(DOCS.resolve("console.md"));

  @TempDir
  private Path directory;

  ConsoleDocTest() throws IOException {}

  @Test
  void itsFileStartsAConsole() throws IOException {
    MatchResult block = Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL)
        .matcher(page)
        .results()
        .findFirst()
        .orElseThrow();
    Path conf = Files.writeString(directory.resolve("larder.conf"), block.group(1));
    Properties anyPort = new Properties();
    anyPort.setProperty("larder.console.port", "0");
    try (LarderCachingProvider provider = new LarderCachingProvider()) {
      assertThat(provider.getCacheManager(conf.toUri(), null, anyPort).isClosed())
          .isFalse();
      assertThat(Thread.getAllStackTraces().keySet())
          .anyMatch(thread -> thread.getName().equals("larder-console-watch"));
    }
  }

  @Test
  void itsJavaStartsAConsole() {
    try (Pages pages = new Pages()) {
      var manager = pages.manager;
      LarderConsole console =
          LarderConsole.start(ConsoleOptions.DEFAULT.withPort(0).withActions(true), manager);
      assertThat(console.uri().toString()).startsWith("http://127.0.0.1:");
      console.close();
    }
    assertThat(page)
        .contains(
            "LarderConsole.start(ConsoleOptions.DEFAULT.withPort(0).withActions(true), manager);");
  }

  @Test
  void itsTableHasAllKeys() {
    assertThat(Pattern.compile("^\\| `([a-z-]+)` \\|", Pattern.MULTILINE)
            .matcher(page)
            .results()
            .map(row -> row.group(1)))
        .containsExactlyInAnyOrderElementsOf(ConsoleOptions.KEYS);
  }

  @Test
  void itsPictureIsThere() {
    assertThat(DOCS.resolve("console.png")).isNotEmptyFile();
  }
}
