package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.internal.cache.Summaries;
import dev.larder.internal.core.StripedTable;
import dev.larder.internal.core.TableConfig;
import dev.larder.internal.management.jfr.Recorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.ValueDescriptor;
import org.junit.jupiter.api.Test;

/** {@code docs/observing.md} and the sources name the same loggers and events. */
class ObservingDocTest {
  private static final Pattern USED = Pattern.compile("System\\.getLogger\\(([^)]*)\\)");
  private static final Pattern LISTED =
      Pattern.compile("^\\| `(dev\\.larder\\.[a-z]+)` \\| [A-Z, ]+ \\|", Pattern.MULTILINE);

  private static final Pattern EVENT = Pattern.compile(
      "^\\| `(dev\\.larder\\.[A-Z][A-Za-z]+)` \\|[^|]*\\|([^|]*)\\|", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("`([A-Za-z]+)`");
  private static final Recorder.TierState NO_TIER =
      new Recorder.TierState("UP", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

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

  @Test
  void eachEventIsListedWithItsFields() {
    // Events make themselves known when they are first used, which they are once a recorder is
    // there.
    FlightRecorder recorder = FlightRecorder.getFlightRecorder();
    Recorder.INSTANCE.load("docs", ObservingDocTest.class, 1).end(false);
    new Summaries().accept(new StripedTable<>(TableConfig.<String, String>bounded("docs", 1)));
    Recorder.INSTANCE.tier("docs", "none", () -> NO_TIER).run();
    Map<String, Set<String>> there = recorder.getEventTypes().stream()
        .filter(event -> event.getName().startsWith("dev.larder."))
        .collect(Collectors.toMap(EventType::getName, ObservingDocTest::fields));
    Map<String, Set<String>> listed = EVENT
        .matcher(new MarkdownPage("docs/observing.md").text())
        .results()
        .collect(Collectors.toMap(row -> row.group(1), row -> names(row.group(2))));
    assertThat(listed).isEqualTo(there);
  }

  private static Set<String> fields(EventType event) {
    Set<String> fields = event.getFields().stream()
        .map(ValueDescriptor::getName)
        .collect(Collectors.toCollection(TreeSet::new));
    fields.removeAll(Set.of("startTime", "duration", "eventThread", "stackTrace"));
    return fields;
  }

  private static Set<String> names(String cell) {
    return NAME.matcher(cell)
        .results()
        .map(name -> name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isMain(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.endsWith(".java") && path.contains("/src/main/java/");
  }
}
