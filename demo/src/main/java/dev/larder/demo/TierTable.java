package dev.larder.demo;

import java.util.Locale;

/** What the JVMs of a {@link TierDemo} cost, as a table with its footnotes. */
final class TierTable {
  private static final String ROW = "%-30s %15s %15s %15s %10s %10s %9s %10s%n";

  private final TierKind kind;
  private final TierDemo.Result result;

  TierTable(TierKind kind, TierDemo.Result result) {
    this.kind = kind;
    this.result = result;
  }

  String text() {
    StringBuilder table = new StringBuilder();
    append(
        table,
        ROW,
        "JVM",
        "SQL statements",
        "entity SELECTs",
        "first SELECTs",
        "opened in",
        "first in",
        "all in",
        "hit ratio");
    for (TierDemo.Row row : result.rows()) {
      appendRow(table, row.title(), row.report());
    }
    append(
        table,
        "%nEach row is a JVM of its own, over one database in another process. First: the first %,d sales.%n",
        Shop.FIRST_SALES);
    append(table, "%s%n", saved());
    result.change().ifPresent(change -> append(table, "%s%n", seen(change)));
    return table.toString();
  }

  private static void appendRow(StringBuilder table, String title, ShopReport report) {
    append(
        table,
        ROW,
        title,
        count(report.statements()),
        count(report.entitySelects()),
        count(report.firstSelects()),
        seconds(report.openMillis()),
        seconds(report.firstMillis()),
        seconds(report.millis()),
        Double.isNaN(report.hitRatio()) ? "-" : percent(100 * report.hitRatio()));
  }

  /** What the start of the last row owes to those before it. */
  private String saved() {
    TierDemo.Row cold = result.rows().get(1);
    TierDemo.Row warm = result.rows().get(result.rows().size() - 1);
    double saved = 100 - 100.0 * warm.report().entitySelects() / cold.report().entitySelects();
    return String.format(
        Locale.ROOT,
        "\"%s\" sent %s fewer SELECTs for entities than \"%s\": the %s had them. The entities' values were equal.",
        warm.title(),
        percent(saved),
        cold.title(),
        kind.place());
  }

  private static String seen(TierDemo.Change change) {
    return String.format(
        Locale.ROOT,
        "JVM 2 changed a price from %s to %s; JVM 1, which had the old one in its heap, read the new one %d ms later, with"
            + " %d SQL statements.",
        change.before(),
        change.after(),
        change.millis(),
        change.statements());
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.2f s", millis / 1000.0);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String percent(double number) {
    return String.format(Locale.ROOT, "%.1f %%", number);
  }

  private static void append(StringBuilder table, String format, Object... values) {
    table.append(String.format(Locale.ROOT, format, values));
  }
}
