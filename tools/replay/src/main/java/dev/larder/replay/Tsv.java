package dev.larder.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tab-separated values under a line of column names. */
final class Tsv {
  private Tsv() {}

  /** One line; asked by the column's name. */
  record Row(Path file, List<String> columns, List<String> cells) {
    String get(String column) throws IOException {
      int i = columns.indexOf(column);
      if (i < 0 || i >= cells.size()) {
        throw new IOException(
            file + " has no value in column \"" + column + "\"; it has " + columns);
      }
      return cells.get(i);
    }
  }

  static List<Row> read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<Row> rows = new ArrayList<>();
    if (!lines.isEmpty()) {
      List<String> columns = List.of(lines.get(0).split("\t", -1));
      for (String line : lines.subList(1, lines.size())) {
        if (!line.isBlank()) {
          rows.add(new Row(file, columns, List.of(line.split("\t", -1))));
        }
      }
    }
    return rows;
  }
}
