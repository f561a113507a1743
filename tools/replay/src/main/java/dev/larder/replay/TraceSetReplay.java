package dev.larder.replay;

import dev.larder.replay.log.Trace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** Replays a directory of traces, one run at a time, so that nanoseconds mean something. */
final class TraceSetReplay {
  private final Path directory;
  private final PrintWriter out;

  /** {@code directory}: may or may not be there. */
  TraceSetReplay(Path directory, PrintWriter out) {
    this.directory = directory;
    this.out = out;
  }

  /**
   * Runs, and prints what came of it.
   *
   * @param page where a Markdown page goes, if anywhere
   */
  void run(
      Predicate<String> wanted,
      List<Contestant> contestants,
      int seed,
      int repeats,
      boolean printsCells,
      @Nullable Path page)
      throws IOException {
    if (!TraceSet.isAt(directory)) {
      out.println("There are no traces at " + directory.toAbsolutePath().normalize()
          + ": no traces.tsv there. Name their directory with --traces DIR or LARDER_TRACES, or name"
          + " access logs; --help tells more.");
      return;
    }
    TraceSet set = TraceSet.at(directory).only(wanted);
    if (set.entries().isEmpty() || contestants.isEmpty()) {
      out.println("Nothing to do: no trace or no policy matches.");
      return;
    }
    print(run(set, contestants, Anchors.at(directory), seed, repeats), printsCells, page);
  }

  private static Scoreboard run(
      TraceSet set, List<Contestant> contestants, Anchors anchors, int seed, int repeats)
      throws IOException {
    Scoreboard board = new Scoreboard(anchors);
    long perPolicy = set.requests();
    long total = contestants.stream()
        .mapToLong(c -> perPolicy * (c.varies() ? repeats : 1))
        .sum();
    try (ProgressBar bar = Bars.bar("replay", total)) {
      for (TraceSet.Entry entry : set.entries()) {
        Trace trace = entry.read();
        bar.setExtraMessage(trace.name());
        for (int size : entry.sizes()) {
          for (Contestant contestant : contestants) {
            for (int run = 0; run < (contestant.varies() ? repeats : 1); run++) {
              board.add(
                  new Cell(trace.name(), size),
                  contestant.name(),
                  Replay.run(trace, contestant, size, seed + run, bar::stepBy));
            }
          }
        }
      }
    }
    return board;
  }

  private void print(Scoreboard board, boolean printsCells, @Nullable Path page)
      throws IOException {
    Report report = new Report(board);
    if (printsCells) {
      out.println(report.cells());
    }
    out.println(report.summary());
    out.println(report.spread());
    if (page != null) {
      Path parent = page.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.writeString(page, page(report, board));
      out.println("Written to " + page);
    }
    out.flush();
  }

  private static String page(Report report, Scoreboard board) {
    String validation = report.validation();
    return String.format(
        Locale.ROOT,
        """
        # Hit ratios

        Get, on a miss put; weight one; no expiry; nothing discarded as warm-up. Hit ratios in per cent over %d cells (a cell is a
        trace and a cache size); regret is what the best of the 13 online policies and products in the anchors has more in a cell
        (nothing where it has less). Larder is the real table through its own entry points, not a model of it. \
        Those with a star were
        measured elsewhere (`anchors.tsv`, beside the traces). Nanoseconds: one thread, wall clock, a shared machine.

        Written %s by `larder-replay`, Java %s on %s with %d processors.

        %s
        %s
        ## Our yardsticks beside the anchors

        %s
        ## Cell by cell

        %s""",
        board.cells().size(),
        LocalDate.now(ZoneOffset.UTC),
        System.getProperty("java.version"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        report.summary(),
        report.spread(),
        validation.isEmpty() ? "There are none here.\n" : validation,
        report.cells());
  }
}
