package dev.larder.replay.curve;

import java.util.Locale;

/** The curves as SVG: sizes on a logarithmic axis, hit ratios from 0 to 100. */
final class CurveChart {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 500;
  private static final int LEFT = 50;
  private static final int RIGHT = 30;
  private static final int TOP = 15;
  private static final int BOTTOM = 55;

  private final Curves curves;
  private final double least;
  private final double span;
  private final StringBuilder svg = new StringBuilder();

  private CurveChart(Curves curves) {
    this.curves = curves;
    int last = curves.sizes().size() - 1;
    this.least = Math.log(curves.sizes().get(0));
    this.span = Math.log(curves.sizes().get(last)) - least;
  }

  static String svg(Curves curves) {
    return new CurveChart(curves).draw();
  }

  private String draw() {
    append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Hit ratios by cache size; the table below has the figures\">",
        WIDTH, HEIGHT);
    for (int percent = 0; percent <= 100; percent += 20) {
      line(LEFT, y(percent), WIDTH - RIGHT, y(percent));
      append(
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d</text>",
          LEFT - 8, y(percent) + 4, percent);
    }
    drawSizes();
    append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">hit ratio in per cent, by entries (logarithmic)</text>",
        (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10);
    for (int i = 0; i < curves.curves().size(); i++) {
      drawCurve(i);
    }
    return svg.append("</svg>").toString();
  }

  private void drawSizes() {
    double lastLabel = Double.NEGATIVE_INFINITY;
    for (int size : curves.sizes()) {
      line(x(size), TOP, x(size), HEIGHT - BOTTOM);
      // Sizes close together would be printed over each other.
      if (x(size) - lastLabel > 60) {
        lastLabel = x(size);
        append(
            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,d</text>",
            x(size), HEIGHT - BOTTOM + 20, size);
      }
    }
  }

  private void drawCurve(int index) {
    Curves.Curve curve = curves.curves().get(index);
    append("<g class=\"curve%d\">", index);
    StringBuilder points = new StringBuilder();
    StringBuilder dots = new StringBuilder();
    for (int i = 0; i < curves.sizes().size(); i++) {
      double x = x(curves.sizes().get(i));
      double y = y(curve.hitRatios().get(i));
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
      dots.append(String.format(
          Locale.ROOT,
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"><title>%s, %,d entries: %.2f %%</title></circle>",
          x,
          y,
          Palette.css(index),
          CurvePage.escape(curve.policy()),
          curves.sizes().get(i),
          curve.hitRatios().get(i)));
    }
    append(
        "<polyline class=\"curve\" stroke=\"%s\"%s points=\"%s\"/>",
        Palette.css(index),
        curve.policy().equals("OPT") ? " stroke-dasharray=\"6 5\"" : "",
        points.toString().strip());
    svg.append(dots);
    append("</g>");
  }

  private double x(int size) {
    double share = span == 0 ? 0.5 : (Math.log(size) - least) / span;
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private static double y(double percent) {
    return TOP + (1 - percent / 100) * (HEIGHT - TOP - BOTTOM);
  }

  private void line(double x1, double y1, double x2, double y2) {
    append(
        "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", x1, y1, x2, y2);
  }

  private void append(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
