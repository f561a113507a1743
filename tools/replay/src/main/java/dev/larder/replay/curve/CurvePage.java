package dev.larder.replay.curve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The curves as one HTML file. It has no script and fetches nothing, and says so to the browser; curves are switched on and off by
 * check boxes and CSS alone.
 */
public final class CurvePage {
  private CurvePage() {}

  /** Writes the page, in place of what may be there. */
  public static void write(Curves curves, Path file) throws IOException {
    Files.writeString(file, html(curves));
  }

  static String html(Curves curves) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="icon" href="data:,">
        <title>Hit ratios: @SOURCE@</title>
        <style>
        :root { color-scheme: light dark; --ink: #1c1c1c; --paper: #fff; --faint: #d8d8d8; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6e6e6; --paper: #161616; --faint: #3c3c3c; } }
        body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 68rem; margin: 0 auto; padding: 1rem; }
        h1 { font-size: 1.4rem; overflow-wrap: anywhere; }
        svg { width: 100%; height: auto; }
        svg text { fill: var(--ink); font-size: 13px; }
        svg .grid { stroke: var(--faint); }
        svg .curve { fill: none; stroke-width: 2.5; }
        fieldset { border: 1px solid var(--faint); display: flex; flex-wrap: wrap; gap: .25rem 1.2rem; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { padding: .2rem .7rem; text-align: right; border-bottom: 1px solid var(--faint); white-space: nowrap; }
        th:first-child { text-align: left; }
        @SWITCHES@</style>
        </head>
        <body>
        <h1>Hit ratios: @SOURCE@</h1>
        <p>@REQUESTS@ requests for @KEYS@ different keys. A request that misses puts its key; entries weigh the same and do not expire;
        nothing is discarded as warm-up. OPT (Belady) knows the future: no cache can do better.</p>
        <main>
        <fieldset><legend>Curves</legend>
        @BOXES@</fieldset>
        @CHART@
        <div class="wide"><table>
        @TABLE@</table></div>
        </main>
        </body>
        </html>
        """.replace("@SWITCHES@", switches(curves))
        .replace("@REQUESTS@", String.format(Locale.ROOT, "%,d", curves.requests()))
        .replace("@KEYS@", String.format(Locale.ROOT, "%,d", curves.keys()))
        .replace("@BOXES@", boxes(curves))
        .replace("@CHART@", CurveChart.svg(curves))
        .replace("@TABLE@", table(curves))
        // Last: what comes from outside must not be taken for one of our own marks.
        .replace("@SOURCE@", escape(curves.source()));
  }

  private static String switches(Curves curves) {
    StringBuilder css = new StringBuilder();
    for (int i = 0; i < curves.curves().size(); i++) {
      css.append(
          String.format("main:has(#box%1$d:not(:checked)) .curve%1$d { display: none; }%n", i));
    }
    return css.toString();
  }

  private static String boxes(Curves curves) {
    StringBuilder html = new StringBuilder();
    for (int i = 0; i < curves.curves().size(); i++) {
      html.append(String.format(
          "<label style=\"color: %2$s\"><input type=\"checkbox\" id=\"box%1$d\" checked> %3$s</label>%n",
          i, Palette.css(i), escape(curves.curves().get(i).policy())));
    }
    return html.toString();
  }

  private static String table(Curves curves) {
    StringBuilder html = new StringBuilder("<tr><th scope=\"col\">entries</th>");
    curves
        .sizes()
        .forEach(
            size -> html.append(String.format(Locale.ROOT, "<th scope=\"col\">%,d</th>", size)));
    html.append("</tr>\n");
    for (Curves.Curve curve : curves.curves()) {
      html.append("<tr><th scope=\"row\">").append(escape(curve.policy())).append("</th>");
      for (double ratio : curve.hitRatios()) {
        html.append(String.format(Locale.ROOT, "<td>%.2f</td>", ratio));
      }
      html.append("</tr>\n");
    }
    return html.toString();
  }

  /** As text between tags and within quoted attributes. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
