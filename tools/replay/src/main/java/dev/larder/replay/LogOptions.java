package dev.larder.replay;

import dev.larder.replay.log.LogChoice;
import dev.larder.replay.log.LogKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be said of access logs, and of what is to be made of them. */
final class LogOptions {
  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "What the logs are: lines, csv, nginx, apache, redis (MONITOR), i64 (key ids);"
          + " found out by itself where that is possible. gzip, xz and zstd are always.")
  private LogKind format = LogKind.AUTO;

  @Option(
      names = "--column",
      paramLabel = "N|NAME",
      description = "The key is in this column, from 1; in CSV it may be a name.")
  private @Nullable String column;

  @Option(
      names = "--separator",
      paramLabel = "TEXT",
      description = "What is between columns; \\t is a tab (default: white space; in CSV a comma).")
  private @Nullable String separator;

  @Option(
      names = "--no-header",
      description = "The first line of the CSV is a request, not column names.")
  private boolean hasNoHeader;

  @Option(
      names = "--regex",
      paramLabel = "PATTERN",
      description = "The key is what this finds in a line: its group \"key\", else its first group,"
          + " else all of it.")
  private @Nullable Pattern regex;

  @Option(
      names = "--sizes",
      split = ",",
      paramLabel = "N|P%",
      converter = CacheSize.Converter.class,
      description = "Cache sizes, in entries or as a share of the different keys (default: eight,"
          + " each half of the next, up to all keys).")
  private List<CacheSize> sizes = List.of();

  @Option(names = "--csv", paramLabel = "FILE", description = "Writes the figures as CSV.")
  private @Nullable Path csv;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures as JSON.")
  private @Nullable Path json;

  @Option(names = "--png", paramLabel = "FILE", description = "Writes the curves as a picture.")
  private @Nullable Path png;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Writes curves and figures as a page; it needs no network.")
  private @Nullable Path html;

  /** Throws IllegalArgumentException when what was said contradicts itself. */
  LogChoice choice() {
    String between = separator == null ? null : separator.replace("\\t", "\t");
    return new LogChoice(format, regex, column, between, !hasNoHeader);
  }

  /** In entries, ascending, each once. */
  List<Integer> sizes(int uniqueKeys) {
    Stream<Integer> all = sizes.isEmpty()
        ? Stream.of(128, 64, 32, 16, 8, 4, 2, 1).map(part -> Math.max(1, uniqueKeys / part))
        : sizes.stream().map(size -> size.entries(uniqueKeys));
    return all.distinct().sorted().toList();
  }

  @Nullable
  Path csv() {
    return csv;
  }

  @Nullable
  Path json() {
    return json;
  }

  @Nullable
  Path png() {
    return png;
  }

  @Nullable
  Path html() {
    return html;
  }

  /** All files that are to be written. */
  List<Path> outputs() {
    return Stream.of(csv, json, png, html).filter(Objects::nonNull).toList();
  }
}
