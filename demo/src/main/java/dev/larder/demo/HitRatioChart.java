package dev.larder.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The picture: the hit ratio over the replay, one line a cache. */
final class HitRatioChart {
  private static final Color[] COLORS = {
    new Color(0xD1495B), new Color(0xEDAE49), new Color(0x00798C)
  };

  private HitRatioChart() {}

  /** Writes the runs that had a cache as a PNG, in place of what may be there. */
  static void write(List<Run> runs, Path png) throws IOException {
    XYChart chart = emptyChart();
    runs.stream().filter(Run::hasCache).forEach(run -> addLine(chart, run));
    Files.write(png, ChartEncoder.getBytes(chart, "png"));
  }

  private static XYChart emptyChart() {
    XYChart chart = new XYChartBuilder()
        .width(1000)
        .height(560)
        .title("Hibernate's second-level cache over the FoodMart sales")
        .xAxisTitle("sales replayed (1997, then 1998)")
        .yAxisTitle("hit ratio, %")
        .build();
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0).setSeriesColors(COLORS);
    chart.getStyler().setXAxisDecimalPattern("#,###").setYAxisDecimalPattern("###");
    chart
        .getStyler()
        .setLegendPosition(LegendPosition.InsideSE)
        .setChartBackgroundColor(Color.WHITE);
    return chart;
  }

  private static void addLine(XYChart chart, Run run) {
    List<Double> percents =
        run.hits().ratios().stream().map(ratio -> 100 * ratio).toList();
    chart
        .addSeries(run.choice().title(), run.hits().sales(), percents)
        .setMarker(SeriesMarkers.NONE)
        .setLineStyle(new BasicStroke(2.5f));
  }
}
