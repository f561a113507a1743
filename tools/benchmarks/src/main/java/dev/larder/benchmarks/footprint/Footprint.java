package dev.larder.benchmarks.footprint;

import dev.larder.benchmarks.report.Machine;
import dev.larder.benchmarks.report.Spread;
import dev.larder.benchmarks.store.Lifetime;
import dev.larder.benchmarks.store.Lifetime.Kind;
import dev.larder.benchmarks.store.StoreSpec;
import dev.larder.benchmarks.store.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bytes and objects per entry, and the time of a full collection, of all subjects; writes {@code footprint.md}. Bytes and objects are
 * exact and the same in each run, so they are taken once; times in interleaved rounds.
 */
public final class Footprint {
  private static final int WEIGHED_ENTRIES = 1_000_000;
  private static final int COLLECTED_ENTRIES = 5_000_000;

  private final int rounds;
  private final List<String> lines = new ArrayList<>();

  private Footprint(int rounds) {
    this.rounds = rounds;
  }

  /** Takes the number of rounds, 3 when it is left out. */
  public static void main(String... arguments) throws IOException {
    int rounds = arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]);
    Path page = Path.of(System.getProperty("larder.results", "results"), "footprint.md");
    Footprint footprint = new Footprint(rounds);
    footprint.weigh();
    footprint.collect();
    Files.createDirectories(page.toAbsolutePath().getParent());
    Files.writeString(
        page,
        "# Footprint\n\n" + Machine.here().markdown("./run.sh footprint " + rounds) + "\n"
            + String.join("\n", footprint.lines) + "\n");
    System.out.println("written to " + page);
  }

  private void tell(String line) {
    System.out.println(line);
    lines.add(line);
  }

  private void weigh() throws IOException {
    tell("## Bytes (objects) per entry beyond its key and value, 1,000,000 Long keys");
    tell("");
    tell("| subject | eternal | TTL | TTI |");
    tell("| --- | ---: | ---: | ---: |");
    for (Subject subject : Subject.values()) {
      StringBuilder line = new StringBuilder("| " + subject.title());
      for (Kind kind : Kind.values()) {
        line.append(" | ").append(weight(subject, kind));
      }
      tell(line + " |");
    }
    tell("");
  }

  private static String weight(Subject subject, Kind kind) throws IOException {
    StoreSpec<Long, Long> spec =
        StoreSpec.bounded(Long.class, Long.class, 1).with(Lifetime.longer(kind));
    if (!subject.can(spec)) {
      return "–";
    }
    double[] figures = Child.run(
        Weighing.class, "3g", subject.name(), kind.name(), Integer.toString(WEIGHED_ENTRIES));
    return String.format(Locale.ROOT, "%.1f (%.3f)", figures[0], figures[1]);
  }

  private void collect() throws IOException {
    Map<Subject, List<double[]>> measured = new TreeMap<>();
    for (int round = 1; round <= rounds; round++) {
      for (Subject subject : Subject.values()) {
        double[] figures = Child.run(
            FullCollections.class, "4g", subject.name(), Integer.toString(COLLECTED_ENTRIES));
        measured.computeIfAbsent(subject, first -> new ArrayList<>()).add(figures);
        System.out.println("round " + round + ", full collection, " + subject.title() + ": "
            + Math.round(figures[0]) + " ms");
      }
    }
    tell("## Milliseconds of a full collection (G1), 5,000,000 entries, median (min...max)");
    tell("");
    tell("| subject | with the store | keys and values alone | with the store, ÷ Caffeine |");
    tell("| --- | ---: | ---: | ---: |");
    List<double[]> caffeine = measured.getOrDefault(Subject.CAFFEINE, List.of());
    measured.forEach((subject, figures) -> tell("| " + subject.title()
        + " | " + spread(figures, 0).full()
        + " | " + spread(figures, 1).full()
        + " | " + ratio(figures, caffeine).full() + " |"));
    tell("");
  }

  private static Spread spread(List<double[]> figures, int column) {
    return Spread.of(figures.stream().mapToDouble(figure -> figure[column]).toArray());
  }

  private static Spread ratio(List<double[]> figures, List<double[]> others) {
    double[] ratios = new double[figures.size()];
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] = figures.get(round)[0] / others.get(round)[0];
    }
    return Spread.of(ratios);
  }
}
