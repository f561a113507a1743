package shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.Config;
import dev.larder.LarderCache;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.cache.Caching;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The graphs of docs/guide.md and of docs/grafana-dashboard.json have something to show. */
class GraphTest {
  private static final Pattern METER = Pattern.compile("\\b(cache_\\w+)(?:\\{([^}]*)\\})?");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=~?\"([^\"]*)\"");
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  private SessionFactory sessions;
  private HttpServer server;
  private LarderCache<String, Integer> stock;

  @TempDir
  private Path folder;

  @BeforeEach
  void open() throws Exception {
    sessions = FirstRegion.open();
    server = FirstGraph.serveMeters(0);
    stock = FirstGraph.stock();
  }

  @AfterEach
  void close() {
    server.stop(0);
    sessions.close();
    Caching.getCachingProvider().close();
  }

  private void visit(int times) {
    for (int visitor = 0; visitor < times; visitor++) {
      FirstGraph.visit(sessions, stock);
    }
  }

  @Test
  void theMetersOfAllCachesAreThereToFetch() throws Exception {
    visit(100);
    assertThat(meters())
        .contains("cache_gets_total{cache=\"stock\",result=\"miss\"}")
        .contains("cache_gets_total{cache=\"shop.Product\",result=\"hit\"}")
        .contains("cache_maximum_size{cache=\"stock\"} 2000.0");
  }

  @Test
  void everyMeterInAQueryIsThere() throws Exception {
    visit(1);
    String meters = meters();
    int checked = 0;
    for (String query : queries()) {
      for (MatchResult meter : METER.matcher(query).results().toList()) {
        assertThat(series(meter))
            .as(query)
            .matches(series -> series.matcher(meters).find());
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(10);
  }

  /** The beginning of a line with a meter, with the labels that a query wants. */
  private static Pattern series(MatchResult meter) {
    StringBuilder series = new StringBuilder("(?m)^" + meter.group(1) + "\\{");
    if (meter.group(2) != null) {
      // Labels come in the order of their names in both.
      LABEL
          .matcher(meter.group(2))
          .results()
          .forEach(label -> series
              .append("[^}]*")
              .append(label.group(1))
              .append("=\"")
              .append(label.group(2).equals(".*") ? "[^\"]*" : Pattern.quote(label.group(2)))
              .append('"'));
    }
    return Pattern.compile(series.toString());
  }

  @Test
  void prometheusAnswersEveryQueryWithNumbers() throws Exception {
    try (Prometheus prometheus = Prometheus.open(folder, server.getAddress().getPort(), "1s")) {
      for (String query : queries()) {
        assertThat(answer(prometheus, query)).as(query).isNotNegative().isFinite();
      }
      assertThat(answer(prometheus, Queries.ofGuide())).isGreaterThan(0).isLessThan(1);
    }
  }

  /** For the cache {@code stock}, once Prometheus has fetched its meters often enough to know a rate. */
  private double answer(Prometheus prometheus, String query) throws Exception {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < PATIENCE) {
      visit(100);
      for (Config result : prometheus.ask(query)) {
        double value = Double.parseDouble(result.getStringList("value").get(1));
        if (result.getString("metric.cache").equals("stock") && !Double.isNaN(value)) {
          return value;
        }
      }
    }
    throw new AssertionError("no number for the cache stock: " + query);
  }

  private static List<String> queries() throws Exception {
    List<String> queries = new ArrayList<>(Queries.ofDashboard());
    queries.add(Queries.ofGuide());
    return queries;
  }

  @Test
  void theLinkOfTheGuideDrawsItsQuery() throws Exception {
    String guide = Files.readString(Queries.DOCS.resolve("guide.md"));
    URI link =
        URI.create(guide.substring(guide.indexOf("http://127.0.0.1:9099/")).split("[)>]", 2)[0]);
    assertThat(link.getQuery().split("&")).contains("g0.expr=" + Queries.ofGuide());
  }

  @Test
  void panelsOfTheDashboardDoNotOverlap() {
    List<String> places = Queries.dashboard().getConfigList("panels").stream()
        .map(panel -> panel.getString("gridPos.x") + " " + panel.getString("gridPos.y"))
        .toList();
    assertThat(places).hasSizeGreaterThan(4).doesNotHaveDuplicates();
  }

  private String meters() throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/metrics"))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
