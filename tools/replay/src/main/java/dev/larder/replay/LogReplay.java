package dev.larder.replay;

import dev.larder.replay.curve.CurveFiles;
import dev.larder.replay.curve.CurvePage;
import dev.larder.replay.curve.CurveTable;
import dev.larder.replay.curve.Curves;
import dev.larder.replay.log.AccessLog;
import dev.larder.replay.log.LogChoice;
import dev.larder.replay.log.Trace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** Reads access logs as one trace, compares policies and sizes over it, and writes down what came of it. */
final class LogReplay {
  private final List<Path> files;
  private final LogOptions options;
  private final PrintWriter out;
  private final PrintWriter err;

  /** {@code out} gets the table, {@code err} what is to be known about the log. */
  LogReplay(List<Path> files, LogOptions options, PrintWriter out, PrintWriter err) {
    this.files = files;
    this.options = options;
    this.out = out;
    this.err = err;
  }

  /** Writes nothing unless all went well. */
  void run(LogChoice choice, List<Contestant> contestants, int seed, int repeats)
      throws IOException {
    Trace trace = read(choice);
    List<Integer> sizes = options.sizes(trace.uniqueKeys());
    Comparison comparison = new Comparison(trace, sizes, contestants, seed, repeats);
    Curves curves;
    try (ProgressBar bar = Bars.bar("replay", comparison.requests())) {
      curves = comparison.run(bar::stepBy);
    }
    out.println(CurveTable.of(curves));
    write(options.csv(), file -> CurveFiles.writeCsv(curves, file));
    write(options.json(), file -> CurveFiles.writeJson(curves, file));
    write(options.png(), file -> CurveFiles.writePng(curves, file));
    write(options.html(), file -> CurvePage.write(curves, file));
    out.flush();
  }

  private Trace read(LogChoice choice) throws IOException {
    Trace.Builder builder = new Trace.Builder(title());
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
    }
    List<String> summaries = new ArrayList<>();
    try (ProgressBar bar = Bars.bar("read", bytes)) {
      for (Path file : files) {
        summaries.add(summary(file, AccessLog.read(file, choice, builder::add, bar::stepBy)));
      }
    }
    // Not before the bar is done: it draws on the same lines.
    summaries.forEach(err::println);
    return builder.build();
  }

  private String title() {
    Path name = files.get(0).getFileName();
    String first = String.valueOf(name == null ? files.get(0) : name);
    return files.size() == 1 ? first : first + " and " + (files.size() - 1) + " more";
  }

  private static String summary(Path file, AccessLog.Tally tally) {
    StringBuilder text = new StringBuilder(String.format(
        Locale.ROOT, "%s (%s): %,d requests", file, tally.format(), tally.requests()));
    if (tally.skipped() > 0) {
      text.append(String.format(Locale.ROOT, "; %,d lines that read nothing", tally.skipped()));
    }
    if (tally.rejected() > 0) {
      text.append(String.format(
          Locale.ROOT,
          "; left out: %,d lines without %s, the first is line %,d",
          tally.rejected(),
          tally.expects(),
          tally.firstRejected()));
    }
    return text.toString();
  }

  /** Writes one kind of file. */
  @FunctionalInterface
  private interface FileWriter {
    void writeTo(Path file) throws IOException;
  }

  private void write(@Nullable Path file, FileWriter writer) throws IOException {
    if (file != null) {
      Path directory = file.toAbsolutePath().getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      writer.writeTo(file);
      out.println("Written to " + file);
    }
  }
}
