package dev.larder.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Links in Markdown lead somewhere: to a file, and to a heading in it. Those to other sites have to be addresses; nobody is asked. {@code mvn
 * -N site} checks the pages that are made of them.
 */
class DocumentationLinksTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]*`");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern PAGE = Pattern.compile("href=\"([^\":]+)\\.html\"");

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(
              file -> !ROOT.relativize(file).toString().matches("(?s)(.*/)?(target|\\.[^/]+)/.*"))
          .sorted()
          .toList();
    }
  }

  @Test
  void eachLinkLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    int checked = 0;
    for (Path page : pages()) {
      String text = CODE.matcher(Files.readString(page)).replaceAll("");
      for (MatchResult link : LINK.matcher(text).results().toList()) {
        checked++;
        if (!leadsSomewhere(page, link.group(1))) {
          broken.add(ROOT.relativize(page) + ": " + link.group(1));
        }
      }
    }
    assertThat(checked).isGreaterThan(100);
    assertThat(broken).isEmpty();
  }

  @Test
  void theMenuOfTheSiteHasPagesThatAreThere() throws IOException {
    String menu = Files.readString(ROOT.resolve("src/site/site.xml"));
    List<String> written = PAGE.matcher(menu)
        .results()
        .map(page -> page.group(1))
        .filter(page ->
            !page.startsWith("apidocs/")) // made with the site, and looked for by its own check
        .toList();
    assertThat(written)
        .hasSizeGreaterThan(30)
        .allSatisfy(
            page -> assertThat(ROOT.resolve(page.equals("index") ? "README.md" : page + ".md"))
                .isRegularFile());
  }

  private static boolean leadsSomewhere(Path page, String target) throws IOException {
    try {
      URI uri = new URI(target);
      if (uri.getScheme() != null) {
        return uri.getScheme().matches("https?") && uri.getHost() != null;
      }
      Path file = uri.getPath().isEmpty() ? page : page.resolveSibling(uri.getPath());
      return Files.exists(file)
          && (uri.getFragment() == null || hasSection(file, uri.getFragment()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** By the names that code hosts give to headings. */
  private static boolean hasSection(Path page, String section) throws IOException {
    return HEADING
        .matcher(Files.readString(page))
        .results()
        .map(heading -> heading
            .group(1)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\w\\- ]", "")
            .replace(' ', '-'))
        .anyMatch(section::equals);
  }
}
