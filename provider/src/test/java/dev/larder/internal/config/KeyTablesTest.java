package dev.larder.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tables of keys in the documentation come from {@link Settings}. To write them anew: {@code mvn -pl provider test
 * -Dtest=KeyTablesTest -Ddocs.write=true}.
 */
class KeyTablesTest {
  private static final String END = "<!-- end of keys -->";

  @ParameterizedTest
  @CsvSource({"README.md, <!-- keys -->", "docs/configuration.md, <!-- keys with values -->"})
  void theTableIsUpToDate(String page, String begin) throws IOException {
    Path path = Path.of("..", page);
    String text = Files.readString(path);
    String table = begin.contains("values") ? Settings.table() : Settings.shortTable();
    String expected = text.replaceFirst(
        "(?s)" + begin + ".*?" + END,
        java.util.regex.Matcher.quoteReplacement(begin + "\n" + table + END));
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(path, expected);
    }
    assertThat(Files.readString(path))
        .as("%s is out of date; write it anew with -Dtest=KeyTablesTest -Ddocs.write=true", page)
        .isEqualTo(expected)
        .contains(table);
  }
}
