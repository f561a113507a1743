package dev.larder.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.logging.LogManager;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program: replays FoodMart's sales without and with a second-level cache, and shows what the cache saved. */
@Command(
    name = "larder-demo",
    description = {
      "Replays the sales of the FoodMart data through Hibernate, without a second-level cache and with Larder at three"
          + " sizes. Prints what each run cost and draws the hit ratio over the replay. With --tier it starts JVMs one"
          + " after the other over a cache that stays.",
      ""
    })
public final class Demo implements Callable<Integer> {
  private static final int EXIT_VALUES_DIFFER = 3;

  @Mixin
  private final Options options = new Options();

  @Option(names = "--help", usageHelp = true, description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli reads it.
  private boolean helpRequested;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  private Demo() {}

  /** Runs the demo and ends the JVM: 0 when all went well, 2 for options that are wrong, else 1 or more. */
  public static void main(String[] args) throws IOException {
    keepLibrariesQuiet();
    System.exit(commandLine().execute(args));
  }

  /** The demo as a command that can be executed any number of times. */
  static CommandLine commandLine() {
    return new CommandLine(new Demo())
        .setParameterExceptionHandler(Demo::explain)
        .setUsageHelpAutoWidth(true);
  }

  @Override
  public Integer call() throws IOException {
    TierKind tier = options.tier();
    if (tier != null) {
      return showTier(tier);
    }
    System.setProperty("java.awt.headless", "true");
    return report(replayAll());
  }

  private int showTier(TierKind tier) throws IOException {
    if (!options.provider().getName().equals(CacheChoice.LARDER)) {
      throw new ParameterException(
          spec.commandLine(),
          "--tier " + tier.word() + " is Larder's, and does not go with --provider "
              + options.provider().getName() + "; leave one of them out");
    }
    PrintWriter err = spec.commandLine().getErr();
    TierDemo.Result result = new TierDemo(tier, options.sales(), err::println).run();
    if (!result.sawEqualValues()) {
      err.println("The values that the JVMs read differ; digests of the values:");
      result.rows().forEach(row -> explainDigest(row.title(), row.report().digest()));
      return EXIT_VALUES_DIFFER;
    }
    spec.commandLine().getOut().print(new TierTable(tier, result).text());
    spec.commandLine().getOut().flush();
    return CommandLine.ExitCode.OK;
  }

  private void explainDigest(String title, long digest) {
    spec.commandLine().getErr().printf(Locale.ROOT, "  %-26s %016x%n", title, digest);
  }

  /** Shows table and picture; or, when the runs did not see equal values, says so and shows nothing that one could trust. */
  int report(List<Run> runs) throws IOException {
    if (runs.stream().mapToLong(Run::digest).distinct().count() > 1) {
      explainDifference(runs);
      return EXIT_VALUES_DIFFER;
    }
    HitRatioChart.write(runs, options.out());
    PrintWriter out = spec.commandLine().getOut();
    out.println(new ResultTable(runs).text());
    out.println("Picture: " + options.out());
    return CommandLine.ExitCode.OK;
  }

  private List<Run> replayAll() {
    List<CacheChoice> choices = new ArrayList<>(List.of(CacheChoice.none()));
    choices.addAll(CacheChoice.of(options.provider()));
    spec.commandLine().getErr().println("Opening the FoodMart data (about ten seconds) ...");
    List<Sale> sales = FoodMart.openAndReadSales().subList(0, options.sales());
    List<Run> runs = new ArrayList<>();
    try (ProgressBar bar = progressBar((long) choices.size() * sales.size())) {
      Replay replay = new Replay(Basket.group(sales), bar::stepBy);
      for (CacheChoice choice : choices) {
        bar.setExtraMessage(choice.title());
        runs.add(replay.run(choice));
      }
    }
    return runs;
  }

  private static ProgressBar progressBar(long sales) {
    return new ProgressBarBuilder()
        .setTaskName("Replaying")
        .setInitialMax(sales)
        .setUnit(" sales", 1)
        .setStyle(ProgressBarStyle.ASCII)
        // A fixed width: finding out the terminal's makes the library load native code, of which
        // new JDKs warn.
        .setConsumer(new ConsoleProgressBarConsumer(System.err, 110))
        .build();
  }

  private void explainDifference(List<Run> runs) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        "The values read with a cache differ from those read without; digests of the values:");
    runs.forEach(run -> explainDigest(run.choice().title(), run.digest()));
  }

  private static int explain(ParameterException exception, String[] args) {
    PrintWriter err = exception.getCommandLine().getErr();
    err.println(exception.getMessage());
    err.println("For what is allowed, see --help.");
    return CommandLine.ExitCode.USAGE;
  }

  static void keepLibrariesQuiet() throws IOException {
    // Without this, HSQLDB puts its own logging configuration in place of ours.
    System.setProperty("hsqldb.reconfig_logging", "false");
    try (InputStream configuration = Demo.class.getResourceAsStream("/logging.properties")) {
      LogManager.getLogManager().readConfiguration(configuration);
    }
  }
}
