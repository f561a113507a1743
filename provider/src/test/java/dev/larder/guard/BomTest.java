package dev.larder.guard;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bill of materials, which inherits nothing, says what the other modules say. */
class BomTest {
  private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");
  private static final Pattern OURS =
      Pattern.compile("<groupId>dev.larder</groupId>\\s*<artifactId>([^<]+)</artifactId>");
  private static final Pattern NAME =
      Pattern.compile("</parent>.*?<artifactId>([^<]+)</artifactId>", Pattern.DOTALL);

  private final String bom = pom("bom");

  @Test
  void itHasTheVersionOfAllOthers() {
    assertThat(first(VERSION, bom)).isEqualTo(first(VERSION, pom(".")));
  }

  @Test
  void itListsTheProviderAndEachExtension() throws IOException {
    List<String> jars = new ArrayList<>(List.of("larder"));
    try (Stream<Path> extensions = Files.list(Path.of("..", "extensions"))) {
      extensions
          .filter(folder -> Files.exists(folder.resolve("pom.xml")))
          .forEach(folder -> jars.add(first(NAME, pom("extensions/" + folder.getFileName()))));
    }
    String listed = bom.substring(bom.indexOf("<dependencyManagement>"));
    List<String> names =
        OURS.matcher(listed).results().map(match -> match.group(1)).toList();
    assertThat(names).containsExactlyInAnyOrderElementsOf(jars);
  }

  private static String pom(String module) {
    try {
      return Files.readString(Path.of("..", module, "pom.xml"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).isTrue();
    return requireNonNull(matcher.group(1));
  }
}
