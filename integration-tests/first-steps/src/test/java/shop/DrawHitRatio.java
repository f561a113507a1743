package shop;

import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import dev.larder.LarderCache;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Makes {@code docs/images/hit-ratio.png} anew, and the figures it is drawn from, {@code hit-ratio.csv} beside it: what a real Prometheus
 * answers to the guide's query after five minutes of the guide's program. Needs {@code prometheus} on the path.
 *
 * <p>{@code mvn -pl integration-tests/first-steps -am test -Dtest=DrawHitRatio -Dsurefire.failIfNoSpecifiedTests=false}. No test: it
 * takes five minutes.
 */
class DrawHitRatio {
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(5);
  private static final int STEP_SECONDS = 5;
  private static final Path IMAGES = Queries.DOCS.resolve("images");
  private static final Color[] COLORS = {new Color(0x00798C), new Color(0xD1495B)};

  /** One cache's line: seconds since the begin, and per cent. */
  private record Line(String cache, List<Double> seconds, List<Double> percent) {}

  @Test
  void draw(@TempDir Path folder) throws Exception {
    try (SessionFactory sessions = FirstRegion.open()) {
      HttpServer server = FirstGraph.serveMeters(0);
      LarderCache<String, Integer> stock = FirstGraph.stock();
      try (Prometheus prometheus = Prometheus.open(folder, server.getAddress().getPort(), "5s")) {
        Instant begin = Instant.now();
        while (Instant.now().isBefore(begin.plus(LONG_ENOUGH))) {
          FirstGraph.visit(sessions, stock);
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        List<Line> lines =
            prometheus
                .graph(Queries.ofGuide(), begin, begin.plus(LONG_ENOUGH), STEP_SECONDS)
                .stream()
                .map(answer -> line(answer, begin))
                .filter(line -> !line.seconds.isEmpty())
                .toList();
        writeFigures(lines);
        writePicture(lines);
      } finally {
        server.stop(0);
      }
    }
  }

  /** Without what is no number: a cache that nobody has asked has no hit ratio. */
  private static Line line(Config answer, Instant begin) {
    Line line = new Line(answer.getString("metric.cache"), new ArrayList<>(), new ArrayList<>());
    for (var pair : answer.getList("values")) {
      ConfigList point = (ConfigList) pair;
      double ratio = Double.parseDouble(String.valueOf(point.get(1).unwrapped()));
      if (!Double.isNaN(ratio)) {
        double time = ((Number) point.get(0).unwrapped()).doubleValue();
        line.seconds.add(time - begin.getEpochSecond());
        line.percent.add(100 * ratio);
      }
    }
    return line;
  }

  private static void writeFigures(List<Line> lines) throws IOException {
    StringBuilder csv = new StringBuilder("cache,seconds,hit_ratio_percent\n");
    for (Line line : lines) {
      for (int i = 0; i < line.seconds.size(); i++) {
        csv.append(String.format(
            Locale.ROOT, "%s,%.0f,%.2f%n", line.cache, line.seconds.get(i), line.percent.get(i)));
      }
    }
    Files.writeString(IMAGES.resolve("hit-ratio.csv"), csv);
  }

  private static void writePicture(List<Line> lines) throws IOException {
    XYChart chart = new XYChartBuilder()
        .width(1000)
        .height(420)
        .xAxisTitle("seconds since the start")
        .yAxisTitle("hit ratio of the last minute, %")
        .build();
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0);
    chart
        .getStyler()
        .setLegendPosition(LegendPosition.OutsideE)
        .setChartBackgroundColor(Color.WHITE);
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      chart
          .addSeries(line.cache, line.seconds, line.percent)
          .setMarker(SeriesMarkers.NONE)
          .setLineColor(COLORS[i % COLORS.length])
          .setLineStyle(new BasicStroke(2.5f));
    }
    Files.write(IMAGES.resolve("hit-ratio.png"), ChartEncoder.getBytes(chart, "png"));
  }
}
