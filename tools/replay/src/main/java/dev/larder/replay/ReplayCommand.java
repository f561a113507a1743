package dev.larder.replay;

import static java.util.Objects.requireNonNull;

import dev.larder.LarderCachingProvider;
import dev.larder.replay.log.LogChoice;
import dev.larder.replay.log.LogException;
import dev.larder.replay.log.Trace;
import dev.larder.replay.policy.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
    name = "larder-replay",
    mixinStandardHelpOptions = true,
    versionProvider = ReplayCommand.Version.class,
    sortOptions = false,
    usageHelpWidth = 110,
    description = {
      "How many hits would a cache have had? Replays access logs through Larder, through other policies and"
          + " through other products, at several sizes.",
      "Without FILE: a directory of traces, as Larder is tuned with."
    })
public final class ReplayCommand implements Callable<Integer> {
  private static final String USUAL_TRACES = "../shared/traces";

  @Spec
  private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Access logs, the oldest first; they are read as one.")
  private List<Path> files = List.of();

  @Option(
      names = "--policies",
      split = ",",
      paramLabel = "NAME",
      description = "Larder and any of OPT (Belady: the limit), LRU, FIFO, LFU, ARC, LIRS, S3FIFO,"
          + " SIEVE, WT1, WT10 (W-TinyLFU with a fixed window of so many per cent); \"all\""
          + " (default: all for FILEs, else Larder).")
  private List<String> policies = List.of();

  @Option(
      names = "--provider",
      split = ",",
      paramLabel = "PRODUCT",
      description = "Products on the class path to compare with: caffeine, cache2k, ehcache.")
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

  @ArgGroup(validate = false, heading = "%nAccess logs%n")
  private LogOptions log = new LogOptions();

  @ArgGroup(validate = false, heading = "%nA directory of traces%n")
  private TraceSetOptions traceSet = new TraceSetOptions();

  /** What can be said of a directory of traces. */
  static final class TraceSetOptions {
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

    @Option(names = "--write", paramLabel = "PAGE", description = "Writes a Markdown page, too.")
    private @Nullable Path page;

    @Option(names = "--cells", description = "Prints each cell, not only the summary.")
    private boolean printsCells;
  }

  /** Runs the command and exits with its status: 0, 1 for a log that cannot be used, 2 for wrong options. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new ReplayCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
          if (!(failure instanceof IOException)) {
            throw failure;
          }
          // A column's name out of a file may be anything; it must not steer the terminal.
          String message =
              failure instanceof LogException ? failure.getMessage() : failure.toString();
          commandLine.getErr().println(String.valueOf(message).replaceAll("\\p{Cntrl}", "?"));
          commandLine.getErr().flush();
          return CommandLine.ExitCode.SOFTWARE;
        });
  }

  @Override
  public Integer call() throws IOException {
    refuseWrongOptions();
    List<Contestant> contestants = contestants();
    if (files.isEmpty()) {
      new TraceSetReplay(tracesDirectory(), commandLineInUse().getOut())
          .run(
              name -> traceSet.only.matcher(name).find(),
              contestants,
              seed,
              repeats,
              traceSet.printsCells,
              traceSet.page);
    } else {
      new LogReplay(files, log, commandLineInUse().getOut(), commandLineInUse().getErr())
          .run(choice(), contestants, seed, repeats);
    }
    return 0;
  }

  private void refuseWrongOptions() {
    boolean saysTraceSet = traceSet.traces != null || traceSet.page != null || traceSet.printsCells;
    if (!files.isEmpty() && saysTraceSet) {
      throw wrong("--traces, --write and --cells are for a directory of traces;"
          + " for logs there are --html, --csv, --json and --png");
    }
    if (files.isEmpty() && !log.outputs().isEmpty()) {
      throw wrong("--html, --csv, --json and --png need an access log: name its FILE");
    }
    if (repeats < 1) {
      throw wrong("--repeats " + repeats + ": there has to be 1 at least");
    }
    for (int count : stripes) {
      if (count < 0 || Integer.bitCount(count) > 1) {
        throw wrong("--stripes " + count + " is no power of two; say 0, 1, 2, 4, 8 ...");
      }
    }
    for (Path output : log.outputs()) {
      if (Files.isDirectory(output)) {
        throw wrong(output + " is a directory; name a file in it");
      }
    }
  }

  private LogChoice choice() {
    try {
      return log.choice();
    } catch (IllegalArgumentException e) {
      throw wrong(requireNonNull(e.getMessage()));
    }
  }

  private Path tracesDirectory() {
    if (traceSet.traces != null) {
      return traceSet.traces;
    }
    String environment = System.getenv("LARDER_TRACES");
    return Path.of(environment == null ? USUAL_TRACES : environment);
  }

  private List<Contestant> contestants() {
    List<Contestant> known = new ArrayList<>();
    stripes.stream().distinct().forEach(count -> known.add(Contestant.larder(count)));
    known.addAll(Contestant.references());
    List<String> wanted = wantedPolicies();
    List<Contestant> chosen = new ArrayList<>();
    for (Contestant contestant : known) {
      if (wanted.contains("all") || wanted.contains(policyOf(contestant))) {
        chosen.add(contestant);
      }
    }
    List<String> names = known.stream().map(ReplayCommand::policyOf).toList();
    for (String name : wanted) {
      if (!name.equals("all") && !names.contains(name)) {
        throw wrong("--policies " + name + " is none of all, "
            + known.stream().map(Contestant::name).collect(Collectors.joining(", ")));
      }
    }
    providers.stream().distinct().forEach(provider -> chosen.add(product(provider)));
    return chosen;
  }

  private List<String> wantedPolicies() {
    if (policies.isEmpty()) {
      return List.of(files.isEmpty() ? "larder" : "all");
    }
    return policies.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  /** Larder has a name for each number of stripes. */
  private static String policyOf(Contestant contestant) {
    return contestant.name().replaceFirst("/.*", "").toLowerCase(Locale.ROOT);
  }

  /** Tries it in small, before a long log is read for nothing. */
  private Contestant product(String provider) {
    try {
      Contestant product = Contestant.product(Product.of(provider));
      Replay.run(Trace.of("trial", 1), product, 100, seed, requests -> {});
      return product;
    } catch (CacheException | IllegalArgumentException e) {
      throw wrong("--provider " + provider + " cannot take part: " + e.getMessage());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(commandLineInUse(), message);
  }

  private CommandLine commandLineInUse() {
    return requireNonNull(spec, "run through CommandLine").commandLine();
  }

  /** The version is that of the Larder that is replayed through. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"larder-replay " + LarderCachingProvider.version()};
    }
  }
}
