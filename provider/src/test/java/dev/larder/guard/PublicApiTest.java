package dev.larder.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users import tells them how to use it. */
class PublicApiTest {
  private static final Path SOURCES = Path.of("src", "main", "java", "dev", "larder");

  @Test
  void eachPublicTypeShowsAnExample() throws IOException {
    List<String> without = new ArrayList<>();
    int types = 0;
    for (Path file : publicFiles()) {
      String text = Files.readString(file);
      int type = text.indexOf("\npublic ");
      if (type > 0) {
        types++;
        if (!text.substring(text.lastIndexOf("/**", type), type).contains("<pre>{@code")) {
          without.add(SOURCES.relativize(file).toString());
        }
      }
    }
    assertThat(types).isGreaterThan(25);
    assertThat(without).isEmpty();
  }

  private static List<Path> publicFiles() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !SOURCES.relativize(file).startsWith("internal"))
          .toList();
    }
  }
}
