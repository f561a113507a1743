package dev.larder.replay.curve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table for the terminal: a line a policy, a column a size. */
public final class CurveTable {
  private CurveTable() {}

  /** The table with a line above it that says what it is about. */
  public static String of(Curves curves) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("entries"));
    curves.sizes().forEach(size -> head.add(String.format(Locale.ROOT, "%,d", size)));
    rows.add(head);
    for (Curves.Curve curve : curves.curves()) {
      List<String> row = new ArrayList<>(List.of(curve.policy()));
      curve.hitRatios().forEach(ratio -> row.add(String.format(Locale.ROOT, "%.2f", ratio)));
      rows.add(row);
    }
    return String.format(
            Locale.ROOT,
            "%s: %,d requests for %,d different keys. Hit ratios in per cent:%n%n",
            curves.source(),
            curves.requests(),
            curves.keys())
        + aligned(rows);
  }

  private static String aligned(List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        int c = column;
        int width = rows.stream().mapToInt(r -> r.get(c).length()).max().orElse(0);
        String cell = row.get(column);
        String padding = " ".repeat(width - cell.length());
        text.append(column == 0 ? cell + padding : "  " + padding + cell);
      }
      text.append(System.lineSeparator());
    }
    return text.toString();
  }
}
