package dev.larder.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The {@code larder.conf} of a run: every cache may hold a given share of the rows that there are. */
final class LarderConf {
  private static final Map<String, Integer> ROWS_BY_CACHE = new TreeMap<>(Map.of(
      "dev.larder.demo.Customer", 10_281,
      "dev.larder.demo.Product", 1_560,
      "dev.larder.demo.Product##NaturalId", 1_560,
      "dev.larder.demo.ProductClass", 110,
      "dev.larder.demo.ProductClass.products", 110,
      "dev.larder.demo.Promotion", 1_864,
      "dev.larder.demo.Store", 25));

  private LarderConf() {}

  /** The file's text for caches that hold {@code percent} % of their rows, and one entry at least. */
  static String text(int percent) {
    // By reference, since Hibernate never changes what it has put into a cache.
    return text(percent, "store-by-value = false");
  }

  private static String text(int percent, String more) {
    StringBuilder conf = new StringBuilder(
        "larder.default { maximum-size = 10000, " + more + " }\nlarder.caches {\n");
    ROWS_BY_CACHE.forEach(
        (cache, rows) -> appendSize(conf, cache, Integer.toString((rows * percent + 99) / 100)));
    // One entry a table; losing one would make Hibernate trust query results that are out of date.
    appendSize(conf, "default-update-timestamps-region", "unbounded");
    return conf.append("}\n").toString();
  }

  /** Writes the file to where temporary files live, for the life of this JVM. */
  static URI write(int percent) {
    return writeText(text(percent));
  }

  /**
   * The same for caches that hold all rows, over a tier. By value, since a tier keeps bytes. What may be read from there is listed, since
   * Hibernate declares no types for its caches.
   */
  static URI write(String tierBlock) {
    return writeText(text(
        CacheChoice.FULL_PERCENT,
        "allowed-classes = [\"org.hibernate.**\", \"dev.larder.demo.**\", \"java.io.Serializable\", \"java.sql.*\"], "
            + tierBlock));
  }

  private static URI writeText(String text) {
    try {
      Path file = Files.createTempFile("larder-demo-", ".conf");
      file.toFile().deleteOnExit();
      return Files.writeString(file, text).toUri();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write the demo's larder.conf among the temporary files", e);
    }
  }

  private static void appendSize(StringBuilder conf, String cache, String maximumSize) {
    conf.append("  \"")
        .append(cache)
        .append("\" { maximum-size = ")
        .append(maximumSize)
        .append(" }\n");
  }
}
