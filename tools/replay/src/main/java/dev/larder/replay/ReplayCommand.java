package dev.larder.replay;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
    name = "larder-replay",
    mixinStandardHelpOptions = true,
    description = "Replays access traces through Larder's core, reference policies and products.")
public final class ReplayCommand implements Callable<Integer> {
  private static final String USUAL_TRACES = "../shared/traces";

  @Spec
  private @Nullable CommandSpec spec;

  @Option(
      names = "--traces",
      paramLabel = "DIR",
      description = "Directory with traces.tsv and *.i64.gz (default: $LARDER_TRACES, or "
          + USUAL_TRACES + ").")
  private @Nullable Path traces;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      description = "Only traces whose name has this in it.")
  private Pattern only = Pattern.compile("");

  @Option(
      names = "--policies",
      split = ",",
      paramLabel = "NAME",
      description = "Larder and any of OPT, LRU, FIFO, LFU, ARC, LIRS, S3FIFO, SIEVE, WT1, WT10; "
          + "\"all\" (default: Larder).")
  private List<String> policies = List.of("Larder");

  @Option(
      names = "--provider",
      split = ",",
      paramLabel = "CLASS",
      description = "JCache providers on the class path to compare with.")
  private List<String> providers = List.of();

  @Option(
      names = "--stripes",
      split = ",",
      paramLabel = "N",
      description = "Stripe counts to run Larder with; 0 is its own choice (default: 0).")
  private List<Integer> stripes = List.of(0);

  @Option(
      names = "--repeats",
      paramLabel = "R",
      description = "Runs with different seeds (default: 1).")
  private int repeats = 1;

  @Option(names = "--seed", paramLabel = "N", description = "The first run's seed (default: 1).")
  private int seed = 1;

  @Option(names = "--write", paramLabel = "FILE", description = "Writes a Markdown page, too.")
  private @Nullable Path page;

  @Option(names = "--cells", description = "Prints each cell, not only the summary.")
  private boolean printsCells;

  /** Runs the command and exits with its status: 0, or 2 for wrong options. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new ReplayCommand()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = out();
    Path directory = tracesDirectory();
    if (!TraceSet.isAt(directory)) {
      out.println("There are no traces at " + directory.toAbsolutePath().normalize()
          + ": no traces.tsv there. Name their directory with --traces DIR or LARDER_TRACES.");
      return 0;
    }
    TraceSet set = TraceSet.at(directory).only(name -> only.matcher(name).find());
    List<Contestant> contestants = contestants();
    if (set.entries().isEmpty() || contestants.isEmpty()) {
      out.println("Nothing to do: no trace or no policy matches.");
      return 0;
    }
    Scoreboard board = run(set, contestants, Anchors.at(directory));
    print(board);
    return 0;
  }

  private Path tracesDirectory() {
    if (traces != null) {
      return traces;
    }
    String environment = System.getenv("LARDER_TRACES");
    return Path.of(environment == null ? USUAL_TRACES : environment);
  }

  private List<Contestant> contestants() {
    List<Contestant> chosen = new ArrayList<>();
    boolean all = policies.contains("all");
    if (all || policies.contains("Larder")) {
      stripes.forEach(count -> chosen.add(Contestant.larder(count)));
    }
    Contestant.references().stream()
        .filter(c -> all || policies.contains(c.name()))
        .forEach(chosen::add);
    providers.forEach(provider -> chosen.add(Contestant.product(provider)));
    return chosen;
  }

  private Scoreboard run(TraceSet set, List<Contestant> contestants, Anchors anchors)
      throws IOException {
    Scoreboard board = new Scoreboard(anchors);
    long perPolicy = set.requests();
    long total = contestants.stream().mapToLong(c -> perPolicy * runsOf(c)).sum();
    try (ProgressBar bar = new ProgressBarBuilder()
        .setTaskName("replay")
        .setInitialMax(total)
        .setUpdateIntervalMillis(500)
        .build()) {
      for (TraceSet.Entry entry : set.entries()) {
        Trace trace = entry.read();
        bar.setExtraMessage(trace.name());
        for (int size : entry.sizes()) {
          for (Contestant contestant : contestants) {
            for (int run = 0; run < runsOf(contestant); run++) {
              Policy policy = contestant.maker().make(trace, size, seed + run);
              board.add(
                  new Cell(trace.name(), size),
                  contestant.name(),
                  Replay.run(trace, policy, bar::stepBy));
            }
          }
        }
      }
    }
    return board;
  }

  private int runsOf(Contestant contestant) {
    return contestant.varies() ? repeats : 1;
  }

  private void print(Scoreboard board) throws IOException {
    Report report = new Report(board);
    PrintWriter out = out();
    if (printsCells) {
      out.println(report.cells());
    }
    out.println(report.summary());
    out.println(report.spread());
    if (page != null) {
      Path directory = page.toAbsolutePath().getParent();
      if (directory != null) {
        Files.createDirectories(directory);
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

  private PrintWriter out() {
    return requireNonNull(spec, "run through CommandLine").commandLine().getOut();
  }
}
