package dev.larder.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hit ratios that others have measured on the same traces, from {@code anchors.tsv}; to compare with, and to check ours by. */
final class Anchors {
  /* The file's online policies and products: neither the optimum nor the sketches of what Larder was to become. */
  private static final List<String> ONLINE = List.of(
      "LRU",
      "LFU",
      "2Q",
      "ARC",
      "LIRS",
      "S3FIFO",
      "SIEVE",
      "WT1",
      "WT10",
      "Caffeine-3.2.4",
      "Caffeine-3.3.1",
      "cache2k-2.6.1",
      "Ehcache-3.12");

  private final Map<Cell, Map<String, Double>> ratios;

  private Anchors(Map<Cell, Map<String, Double>> ratios) {
    this.ratios = ratios;
  }

  /** Of the directory; empty when it has none. */
  static Anchors at(Path directory) throws IOException {
    Path file = directory.resolve("anchors.tsv");
    Map<Cell, Map<String, Double>> ratios = new LinkedHashMap<>();
    if (Files.isReadable(file)) {
      for (Tsv.Row row : Tsv.read(file)) {
        Cell cell = new Cell(row.get("trace"), Integer.parseInt(row.get("size")));
        Map<String, Double> ofCell = new LinkedHashMap<>();
        for (String column : row.columns().subList(3, row.columns().size())) {
          ofCell.put(column, Double.valueOf(row.get(column)));
        }
        ratios.put(cell, ofCell);
      }
    }
    return new Anchors(ratios);
  }

  /** By policy; empty when there is nothing about the cell. */
  Map<String, Double> of(Cell cell) {
    return ratios.getOrDefault(cell, Map.of());
  }

  /** The policies that a regret is measured by. */
  static List<String> online() {
    return ONLINE;
  }
}
