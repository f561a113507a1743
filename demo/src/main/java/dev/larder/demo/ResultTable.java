package dev.larder.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The runs as a table with its footnotes; the first run is the one without a cache. */
final class ResultTable {
  private final List<Run> runs;
  private final String row;

  ResultTable(List<Run> runs) {
    this.runs = List.copyOf(runs);
    int titleWidth =
        runs.stream().mapToInt(run -> run.choice().title().length()).max().orElse(1);
    this.row = "%-" + titleWidth + "s %15s %15s %9s %10s %15s%n";
  }

  String text() {
    StringBuilder table = new StringBuilder();
    append(
        table,
        row,
        "run",
        "SQL statements",
        "entity SELECTs",
        "time",
        "hit ratio",
        "bytes of cache");
    for (Run run : runs) {
      appendRun(table, run);
    }
    for (String note : notes()) {
      append(table, "%n%s", note);
    }
    return append(table, "%n").toString();
  }

  private void appendRun(StringBuilder table, Run run) {
    append(
        table,
        row,
        run.choice().title(),
        count(run.statements()),
        count(run.entitySelects()),
        seconds(run),
        run.hasCache() ? percent(100 * run.hits().overall()) : "-",
        run.hasCache() ? count(run.heapBytes()) : "-");
  }

  private List<String> notes() {
    Run without = runs.get(0);
    Run last = runs.get(runs.size() - 1);
    List<String> notes = new ArrayList<>();
    notes.add(
        "Entity SELECTs: those that read one customer, product, class, store or promotion by its id.");
    notes.add(
        "Hit ratio: entities and collections found in the second-level cache, of those looked for there.");
    notes.add(
        "Bytes of cache: heap in use after a full collection at the end, less that at the start with empty caches:");
    notes.add("keys, entries and the provider's tables. The run without cache, measured so, shows "
        + count(without.heapBytes()) + ": the error.");
    notes.add("");
    notes.add(
        "%s sent %s fewer SELECTs for entities than no second-level cache; the entities' values were equal."
            .formatted(last.choice().title(), percent(last.percentOfEntitySelectsSaved(without))));
    return notes;
  }

  private static String seconds(Run run) {
    return String.format(Locale.ROOT, "%.1f s", run.elapsed().toMillis() / 1000.0);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String percent(double number) {
    return String.format(Locale.ROOT, "%.1f %%", number);
  }

  private static StringBuilder append(StringBuilder table, String format, Object... values) {
    return table.append(String.format(Locale.ROOT, format, values));
  }
}
