import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks the links of a site that was built: those within it have to lead to a file of it, and to a section that is there; those that lead
 * elsewhere have to be addresses, but nobody is asked whether they answer.
 *
 * <pre>java tools/release/SiteLinks.java target/site</pre>
 */
final class SiteLinks {
  private static final Pattern LINK = Pattern.compile("\\s(?:href|src)=\"([^\"]*)\"");

  private static final Pattern SECTION = Pattern.compile("\\sid=\"([^\"]*)\"");

  private final Path site;
  private final Map<Path, Set<String>> sections = new HashMap<>();

  private SiteLinks(Path site) {
    this.site = site;
  }

  public static void main(String[] folder) throws IOException {
    Path site = Path.of(folder[0]).toRealPath();
    List<Path> pages;
    try (Stream<Path> files = Files.walk(site)) {
      pages = files.filter(file -> file.toString().endsWith(".html")).sorted().toList();
    }
    SiteLinks links = new SiteLinks(site);
    int checked = 0;
    List<String> broken = new ArrayList<>();
    for (Path page : pages) {
      for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
        checked++;
        String target = text(link.group(1));
        links.complaint(page, target).ifPresent(why -> broken.add(site.relativize(page) + ": " + target + " " + why));
      }
    }
    broken.forEach(System.err::println);
    if (pages.isEmpty() || !broken.isEmpty()) {
      System.err.println(pages.isEmpty() ? "There are no pages in " + site : broken.size() + " broken links");
      System.exit(1);
    }
    System.out.println(checked + " links on " + pages.size() + " pages of the site are sound.");
  }

  private Optional<String> complaint(Path page, String target) throws IOException {
    URI uri;
    try {
      uri = new URI(target);
    } catch (URISyntaxException e) {
      return Optional.of("is no address");
    }
    if (uri.getScheme() != null) {
      boolean web = uri.getScheme().matches("https?") && uri.getHost() != null;
      return web || uri.getScheme().matches("mailto|data") ? Optional.empty() : Optional.of("is no address of the web");
    }
    Path file = uri.getPath().isEmpty() ? page : page.resolveSibling(uri.getPath()).normalize();
    if (!file.startsWith(site) || !Files.isRegularFile(file)) {
      return Optional.of("is not there");
    }
    String section = uri.getFragment();
    return section == null || section.isEmpty() || sections(file).contains(section)
        ? Optional.empty()
        : Optional.of("has no such section");
  }

  private Set<String> sections(Path page) throws IOException {
    Set<String> known = sections.get(page);
    if (known == null) {
      known = SECTION.matcher(Files.readString(page)).results().map(id -> text(id.group(1))).collect(Collectors.toSet());
      sections.put(page, known);
    }
    return known;
  }

  private static String text(String attribute) {
    return attribute.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
