package shop;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the documentation asks Prometheus. */
final class Queries {
  static final Path DOCS = Path.of("..", "..", "docs");
  private static final Pattern BLOCK = Pattern.compile("```promql\n(.*?)\n```", Pattern.DOTALL);

  private Queries() {}

  /** The one query of the guide. */
  static String ofGuide() throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(DOCS.resolve("guide.md")));
    if (!block.find()) {
      throw new AssertionError("docs/guide.md has no block ```promql");
    }
    return block.group(1);
  }

  /** Those of the dashboard, with values for Grafana's variables. */
  static List<String> ofDashboard() {
    return dashboard().getConfigList("panels").stream()
        .flatMap(panel -> panel.getConfigList("targets").stream())
        .map(target ->
            target.getString("expr").replace("$__rate_interval", "1m").replace("$cache", ".*"))
        .toList();
  }

  static Config dashboard() {
    return ConfigFactory.parseFile(DOCS.resolve("grafana-dashboard.json").toFile());
  }
}
