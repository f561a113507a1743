package dev.larder.benchmarks;

import dev.larder.benchmarks.Row.Figures;
import dev.larder.benchmarks.report.Latencies;
import dev.larder.benchmarks.report.Machine;
import dev.larder.benchmarks.report.MemoryLatency;
import dev.larder.benchmarks.report.Report;
import dev.larder.benchmarks.report.Sample;
import dev.larder.benchmarks.store.Probes;
import dev.larder.benchmarks.store.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** Runs a selection of rows in interleaved rounds. See {@link Plan#USAGE}. */
public final class Main {
  private final Plan plan;
  private final Path page;
  private final String command;
  private final List<Sample> samples = new ArrayList<>();
  private final List<Latencies.Call> calls = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final Progress progress;
  private final MemoryLatency memory = new MemoryLatency();

  private Main(Plan plan, Path results, String command) {
    this.plan = plan;
    this.page = results.resolve(plan.name() + ".md");
    this.command = command;
    int forks = plan.rounds()
        * plan.rows().stream().mapToInt(row -> plan.subjectsOf(row).size()).sum();
    this.progress = new Progress(forks);
  }

  public static void main(String... arguments) throws IOException {
    if (arguments.length == 1 && arguments[0].equals("rows")) {
      Rows.ALL.forEach(row -> System.out.printf("%-24s %s%n", row.name(), row.title()));
      return;
    }
    Plan plan;
    try {
      plan = Plan.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Path results = Path.of(System.getProperty("larder.results", "results"));
    new Main(plan, results, "./run.sh " + String.join(" ", arguments)).run();
  }

  private void run() throws IOException {
    Probes.check(plan.subjects());
    progress.start();
    System.out.println("all subjects are what they are measured as: bounded (not RI, not the map),"
        + " by reference, expiring, heard");
    for (int round = 1; round <= plan.rounds(); round++) {
      for (Row row : plan.rows()) {
        measure(row, round);
      }
      write();
    }
    System.out.println();
    System.out.println(tables());
    System.out.println("written to " + page);
    if (!failures.isEmpty()) {
      System.exit(1);
    }
  }

  /** All subjects of a row one after the other, each round beginning with another. */
  private void measure(Row row, int round) {
    List<Subject> order = new ArrayList<>(plan.subjectsOf(row));
    Collections.rotate(order, round - 1);
    for (Subject subject : order) {
      memory.sample();
      try {
        keep(row, round, Fork.run(plan, row, subject));
      } catch (RunnerException e) {
        // The others of a run of hours are still worth having. It is told on the page, and by the
        // exit code.
        failures.add(row.title() + ", " + subject.title() + ", round " + round + ": " + cause(e));
        progress.tell(failures.get(failures.size() - 1));
      }
    }
  }

  private void keep(Row row, int round, Fork fork) {
    if (row.circumstances().figures() == Figures.LATENCY) {
      calls.addAll(fork.calls());
      progress.tell("round " + round + ", " + fork.calls());
    } else {
      Sample sample = fork.sample(round);
      samples.add(sample);
      progress.tell(sample);
    }
  }

  /** JMH wraps what a fork threw, and tucks it away among the suppressed. */
  private static String cause(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null || cause.getSuppressed().length > 0) {
      cause = cause.getCause() != null ? cause.getCause() : cause.getSuppressed()[0];
    }
    return String.valueOf(cause.getMessage());
  }

  /** After every round, so that a run that is cut short leaves something. */
  private void write() throws IOException {
    Files.createDirectories(page.toAbsolutePath().getParent());
    Report report = new Report(samples);
    Files.writeString(
        page,
        "# Benchmarks: " + plan.name() + "\n\n"
            + Machine.here().markdown(command)
            + "- rounds " + plan.rounds() + ", each a fork per row and subject: warm-up "
            + plan.warmup().number() + " x " + plan.warmup().time().toMillis()
            + " ms, measured " + plan.measurement().number() + " x "
            + plan.measurement().time().toMillis() + " ms\n"
            + "- others had " + report.othersPercent().full()
            + " % of the machine meanwhile; a read from 4 MB that waits for the one before took "
            + memory.spread().full() + " ns\n\n"
            + tables());
  }

  private String tables() {
    String failed =
        failures.isEmpty() ? "" : "## FAILED\n\n- " + String.join("\n- ", failures) + "\n\n";
    return failed
        + (samples.isEmpty() ? "" : new Report(samples).markdown())
        + (calls.isEmpty() ? "" : new Latencies(calls).markdown());
  }
}
