package dev.larder;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of features and the acceptance tests, whose names begin with the features' ids, say the same. */
class FeaturesDocTest {
  private static final Path TABLE = Path.of("..", "docs", "features.md");
  private static final Map<String, Integer> IDS = Map.of("M", 41, "P", 26, "C", 77, "T", 55);
  private static final Pattern ROW =
      Pattern.compile("^\\| ([MPCT]\\d+) \\| ([^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE);
  private static final Pattern TEST = Pattern.compile("void (((?:[mpct]\\d+_)+)\\w+)\\(");
  private static final String OPEN = "open: ";

  @Test
  void eachIdHasOneRow() throws IOException {
    List<String> all = IDS.entrySet().stream()
        .flatMap(
            group -> IntStream.rangeClosed(1, group.getValue()).mapToObj(i -> group.getKey() + i))
        .toList();
    Matcher rows = ROW.matcher(Files.readString(TABLE));
    assertThat(rows.results().map(row -> row.group(1))).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void eachRowNamesItsTestsOrSaysWhyThereAreNone() throws IOException {
    Map<String, Set<String>> tests = tests();
    StringBuilder wrong = new StringBuilder();
    for (Matcher row = ROW.matcher(Files.readString(TABLE)); row.find(); ) {
      String id = requireNonNull(row.group(1));
      String said = requireNonNull(row.group(3));
      String right = tests.containsKey(id)
          ? requireNonNull(tests.get(id)).stream()
              .map(test -> "`" + test + "`")
              .collect(joining(", "))
          : null;
      boolean agrees = right == null ? said.startsWith(OPEN) : said.equals(right);
      if (!agrees) {
        wrong
            .append(id)
            .append(": ")
            .append(right == null ? OPEN + "why" : right)
            .append('\n');
      }
    }
    assertThat(wrong.toString())
        .as("what the rows in docs/features.md should say")
        .isEmpty();
  }

  @Test
  void theReadmeCountsWhatIsOpen() throws IOException {
    long open = ROW.matcher(Files.readString(TABLE))
        .results()
        .filter(row -> row.group(3).startsWith(OPEN))
        .count();
    assertThat(new MarkdownPage("README.md").text())
        .contains("Of the 199 features")
        .contains(", " + open + " are open,");
  }

  /** By id, from the sources of all modules' tests. */
  private static Map<String, Set<String>> tests() throws IOException {
    Map<String, Set<String>> tests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      for (Path file : files.filter(FeaturesDocTest::isTest).toList()) {
        String type = file.getFileName().toString().replace(".java", "");
        for (Matcher test = TEST.matcher(Files.readString(file)); test.find(); ) {
          String name = requireNonNull(test.group(1));
          Arrays.stream(requireNonNull(test.group(2)).split("_", -1))
              .filter(id -> !id.isEmpty())
              .forEach(id -> tests
                  .computeIfAbsent(id.toUpperCase(Locale.ROOT), anew -> new TreeSet<>())
                  .add(type + "." + name));
        }
      }
    }
    return tests;
  }

  private static boolean isTest(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.endsWith(".java") && path.contains("/src/test/java/");
  }
}
