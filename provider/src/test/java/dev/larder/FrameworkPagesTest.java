package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the guide, the pages on frameworks and that on meters show is what the tested applications have: {@code <!-- from FILE#NAME -->} before a block
 * names the part of that file between {@code docs: NAME} and {@code docs: end}; without a name it is the whole file, less such lines.
 *
 * <p>To take snippets over after a change: run this test with {@code -Dlarder.docs.update=true}.
 */
class FrameworkPagesTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern SNIPPET = Pattern.compile(
      "<!-- from ([^#\\s]+)(?:#(\\S+))? -->\n```(\\w+)\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("```(?:java|properties|hocon|yaml)\n");

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> pages = Files.list(ROOT.resolve("docs/frameworks"))) {
      return Stream.concat(
          pages.sorted().toList().stream(),
          Stream.of(ROOT.resolve("docs/guide.md"), ROOT.resolve("docs/observing.md")));
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void eachSnippetIsTakenFromATestedApplication(Path page) throws IOException {
    String text = Files.readString(page);
    if (Boolean.getBoolean("larder.docs.update")) {
      text = SNIPPET
          .matcher(text)
          .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
              found.group().substring(0, found.start(4) - found.start()) + source(found)
                  + "```\n"));
      Files.writeString(page, text);
    }
    List<MatchResult> snippets = SNIPPET.matcher(text).results().toList();
    assertThat(snippets).as("snippets of " + page).isNotEmpty();
    // XML may be shown without: most of it is a dependency.
    assertThat(snippets.stream().filter(snippet -> !snippet.group(3).equals("xml")))
        .as("snippets of code")
        .hasSize((int) CODE.matcher(text).results().count());
    for (MatchResult snippet : snippets) {
      assertThat(snippet.group(4))
          .as(page + " from " + snippet.group(1))
          .isEqualTo(source(snippet));
    }
  }

  private static String source(MatchResult snippet) {
    List<String> lines = lines(ROOT.resolve(snippet.group(1)));
    return snippet.group(2) == null
        ? lines.stream()
                .filter(line -> !line.strip().startsWith("// docs: "))
                .collect(Collectors.joining("\n"))
            + "\n"
        : part(lines, "// docs: " + snippet.group(2)).stripIndent() + "\n";
  }

  private static String part(List<String> lines, String begin) {
    List<String> part = new ArrayList<>();
    boolean inside = false;
    for (String line : lines) {
      if (line.strip().equals(begin)) {
        inside = true;
      } else if (line.strip().equals("// docs: end")) {
        inside = false;
      } else if (inside) {
        part.add(line);
      }
    }
    assertThat(part).as("lines after \"" + begin + "\"").isNotEmpty();
    return String.join("\n", part).stripTrailing();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new AssertionError(file + " is not there any more; the page has to follow", e);
    }
  }
}
