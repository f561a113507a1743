package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/observing.md} and the sources name the same loggers. */
class ObservingDocTest {
  private static final Pattern USED = Pattern.compile("System\\.getLogger\\(([^)]*)\\)");
  private static final Pattern LISTED =
      Pattern.compile("^\\| `(dev\\.larder\\.[a-z]+)` \\| [A-Z, ]+ \\|", Pattern.MULTILINE);

  @Test
  void eachLoggerIsListed() throws IOException {
    Set<String> used = new TreeSet<>();
    for (Path module : new Path[] {Path.of("."), Path.of("..", "extensions")}) {
      try (Stream<Path> files = Files.walk(module)) {
        for (Path file : files.filter(ObservingDocTest::isMain).toList()) {
          USED.matcher(Files.readString(file))
              .results()
              .forEach(call -> used.add(call.group(1).replace("\"", "")));
        }
      }
    }
    Set<String> listed = new TreeSet<>();
    LISTED
        .matcher(new MarkdownPage("docs/observing.md").text())
        .results()
        .forEach(row -> listed.add(row.group(1)));
    assertThat(listed).isEqualTo(used);
  }

  private static boolean isMain(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.endsWith(".java") && path.contains("/src/main/java/");
  }
}
