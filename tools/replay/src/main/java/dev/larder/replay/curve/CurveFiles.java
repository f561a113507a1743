package dev.larder.replay.curve;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Writes curves for other programs and as a picture, each in place of what may be there. */
public final class CurveFiles {
  private CurveFiles() {}

  /** A line a policy and size, under a header. */
  public static void writeCsv(Curves curves, Path file) throws IOException {
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
      csv.writeRecord("policy", "entries", "hit_ratio_percent");
      for (Curves.Curve curve : curves.curves()) {
        for (int i = 0; i < curves.sizes().size(); i++) {
          csv.writeRecord(
              curve.policy(),
              String.valueOf(curves.sizes().get(i)),
              String.format(Locale.ROOT, "%.4f", curve.hitRatios().get(i)));
        }
      }
    }
  }

  /** One object: source, requests, keys, sizes, curves. */
  public static void writeJson(Curves curves, Path file) throws IOException {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Curves.Curve curve : curves.curves()) {
      all.add(Map.of("policy", curve.policy(), "hitRatiosPercent", rounded(curve)));
    }
    Map<String, Object> root = Map.of(
        "source", curves.source(),
        "requests", curves.requests(),
        "keys", curves.keys(),
        "sizes", curves.sizes(),
        "curves", all);
    ConfigRenderOptions json = ConfigRenderOptions.defaults()
        .setComments(false)
        .setOriginComments(false)
        .setJson(true);
    Files.writeString(file, ConfigValueFactory.fromMap(root).render(json));
  }

  private static List<Double> rounded(Curves.Curve curve) {
    return curve.hitRatios().stream()
        .map(ratio -> Math.round(ratio * 1e4) / 1e4)
        .toList();
  }

  /** A picture. */
  public static void writePng(Curves curves, Path file) throws IOException {
    XYChart chart = new XYChartBuilder()
        .width(1200)
        .height(700)
        .title(curves.source())
        .xAxisTitle("entries")
        .yAxisTitle("hit ratio, %")
        .build();
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0);
    chart.getStyler().setXAxisLogarithmic(true).setXAxisDecimalPattern("#,###");
    chart
        .getStyler()
        .setLegendPosition(LegendPosition.OutsideE)
        .setChartBackgroundColor(Color.WHITE);
    for (int i = 0; i < curves.curves().size(); i++) {
      Curves.Curve curve = curves.curves().get(i);
      chart
          .addSeries(curve.policy(), curves.sizes(), curve.hitRatios())
          .setMarker(SeriesMarkers.CIRCLE)
          .setMarkerColor(Palette.color(i))
          .setLineColor(Palette.color(i))
          .setLineStyle(new BasicStroke(2f));
    }
    Files.write(file, ChartEncoder.getBytes(chart, "png"));
  }
}
