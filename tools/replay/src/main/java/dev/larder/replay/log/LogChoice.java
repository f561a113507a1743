package dev.larder.replay.log;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the user says of a log, and what it turns out to be.
 *
 * @param column a name (CSV) or a number from 1
 * @param separator between columns; null for the usual one
 * @param hasHeader whether a CSV's first record names its columns
 */
public record LogChoice(
    LogKind kind,
    @Nullable Pattern regex,
    @Nullable String column,
    @Nullable String separator,
    boolean hasHeader) {
  /* What a Java flight recording begins with. */
  private static final byte[] FLIGHT_RECORDING = {'F', 'L', 'R', 0};
  private static final Pattern COMPRESSED = Pattern.compile("\\.(gz|xz|zst)$");

  /**
   * What a user says.
   *
   * @throws IllegalArgumentException if the parts contradict each other
   */
  public LogChoice {
    if (regex != null && (column != null || (kind != LogKind.AUTO && kind != LogKind.LINES))) {
      throw new IllegalArgumentException(
          "--regex finds the key in lines of text; leave out --column and --format");
    }
    boolean hasColumns = kind == LogKind.AUTO || kind == LogKind.LINES || kind == LogKind.CSV;
    if (column != null && !hasColumns) {
      throw new IllegalArgumentException("--format " + lower(kind)
          + " knows where its keys are; leave out --column, or read it with --format lines");
    }
    if (separator != null && (separator.isEmpty() || column == null)) {
      throw new IllegalArgumentException(
          "--separator stands between columns: it is not empty, and needs --column");
    }
    if (column != null && column.matches("-?[0-9]+") && columnNumber(column) < 1) {
      throw new IllegalArgumentException("--column " + column + ": columns are counted from 1");
    }
    if (kind == LogKind.LINES && column != null && columnNumber(column) < 1) {
      throw new IllegalArgumentException("--column \"" + column
          + "\": the columns of text have numbers, from 1; names need --format csv");
    }
  }

  private static String lower(LogKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** The number, or 0 when it is none. */
  static int columnNumber(String column) {
    try {
      return Integer.parseInt(column);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /**
   * What a file is.
   *
   * @param start its first bytes, decompressed
   * @throws LogException if nobody said, and it cannot be seen
   */
  LogFormat of(Path file, byte[] start) throws LogException {
    if (LogStream.startsWith(start, FLIGHT_RECORDING)) {
      throw new LogException(
          file + " is a flight recording; Larder has no events that tell the keys,"
              + " so there is nothing to replay in it");
    }
    String name = COMPRESSED.matcher(file.toString().toLowerCase(Locale.ROOT)).replaceFirst("");
    if (kind == LogKind.I64 || (kind == LogKind.AUTO && name.endsWith(".i64"))) {
      return new KeyIds();
    }
    for (byte b : start) {
      if (b == 0) {
        throw new LogException(file + " is no text, it has zero bytes; what can be read is text,"
            + " gzip, xz, zstd, and key ids with --format i64");
      }
    }
    return text(file, name, start);
  }

  private LogFormat text(Path file, String name, byte[] start) throws LogException {
    if (regex != null) {
      return RegexKey.format(regex);
    }
    boolean isTabbed = name.endsWith(".tsv");
    return switch (kind) {
      case CSV -> csv(isTabbed);
      case NGINX, APACHE -> WebLog.FORMAT;
      case REDIS -> RedisMonitor.FORMAT;
      case LINES -> lines();
      default -> isTabbed || name.endsWith(".csv") ? csv(isTabbed) : guess(file, start);
    };
  }

  private LogFormat csv(boolean isTabbed) {
    String usual = isTabbed ? "\t" : ",";
    return new Csv(column, separator == null ? usual : separator, hasHeader);
  }

  private LogFormat lines() {
    return column == null
        ? LineFormat.wholeLines()
        : TextColumn.format(columnNumber(column), separator);
  }

  private LogFormat guess(Path file, byte[] start) throws LogException {
    if (column != null) {
      if (columnNumber(column) < 1) {
        throw new LogException(
            file + " is not called .csv, so its columns have numbers; for --column \"" + column
                + "\" say --format csv");
      }
      return lines();
    }
    for (String line :
        (Iterable<String>) new String(start, StandardCharsets.UTF_8).lines()::iterator) {
      if (RedisMonitor.looksLike(line)) {
        return RedisMonitor.FORMAT;
      } else if (WebLog.looksLike(line)) {
        return WebLog.FORMAT;
      }
    }
    throw new LogException("what " + file + " is cannot be seen from its first lines; say where the"
        + " key is: --format lines (each line is a key), --column N, --regex PATTERN, or --format csv,"
        + " nginx, apache, redis or i64");
  }
}
