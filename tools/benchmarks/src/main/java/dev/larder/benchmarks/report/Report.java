package dev.larder.benchmarks.report;

import dev.larder.benchmarks.store.Subject;
import dev.larder.benchmarks.store.Subject.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Medians and ratios of what was measured. Ratios are taken within a round, where noise hits both alike, and then the median. */
public final class Report {
  private final List<Sample> samples;

  public Report(List<Sample> samples) {
    this.samples = List.copyOf(samples);
  }

  /** The rows there are, in the order they were measured. */
  public List<String> rows() {
    return samples.stream().map(Sample::row).distinct().toList();
  }

  public Spread speed(String row, Subject subject) {
    return spread(row, subject, Sample::operationsPerMicro);
  }

  public Spread cpuNanos(String row, Subject subject) {
    return spread(row, subject, Sample::cpuNanos);
  }

  public Spread allocatedBytes(String row, Subject subject) {
    return spread(row, subject, Sample::allocatedBytes);
  }

  /** The share of the machine that others had while this was measured. */
  public Spread othersPercent() {
    return Spread.of(samples.stream().mapToDouble(Sample::othersPercent).toArray());
  }

  private Spread spread(String row, Subject subject, ToDoubleFunction<Sample> figure) {
    return Spread.of(samples.stream()
        .filter(sample -> sample.row().equals(row) && sample.subject() == subject)
        .mapToDouble(figure)
        .toArray());
  }

  /** How many times as fast as the other, by wall clock. */
  public Spread speedRatio(String row, Subject subject, Subject other) {
    return ratio(row, subject, other, Sample::operationsPerMicro);
  }

  /** How many times as much of the CPU the other takes: above 1 is better than the other. */
  public Spread cpuRatio(String row, Subject subject, Subject other) {
    return ratio(row, subject, other, sample -> 1 / sample.cpuNanos());
  }

  private Spread ratio(
      String row, Subject subject, Subject other, ToDoubleFunction<Sample> figure) {
    return Spread.of(samples.stream()
        .filter(sample -> sample.row().equals(row) && sample.subject() == subject)
        .flatMapToDouble(sample -> find(row, other, sample.round()).stream()
            .mapToDouble(peer -> figure.applyAsDouble(sample) / figure.applyAsDouble(peer)))
        .toArray());
  }

  private Optional<Sample> find(String row, Subject subject, int round) {
    return samples.stream()
        .filter(sample ->
            sample.row().equals(row) && sample.subject() == subject && sample.round() == round)
        .findFirst();
  }

  /** The JCache provider other than Larder with the highest median; none when no peer took part. */
  public Optional<Subject> fastestPeer(String row) {
    return Arrays.stream(Subject.values())
        .filter(subject -> subject.role() == Role.PEER && !speed(row, subject).isEmpty())
        .max(Comparator.comparingDouble(subject -> speed(row, subject).median()));
  }

  /** The page's tables, in Markdown. */
  public String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("## Operations per microsecond (medians; more is better)");
    lines.addAll(bySubject(this::speed));
    lines.add("## Larder's ratios (median of the rounds' ratios, min...max)");
    lines.addAll(ratios());
    lines.add("## CPU time per operation, ns (medians; less is better)");
    lines.addAll(bySubject(this::cpuNanos));
    lines.add("## Bytes allocated per operation (medians)");
    lines.addAll(bySubject(this::allocatedBytes));
    lines.add("## Spread of the operations per microsecond: median (min...max)");
    lines.addAll(table((row, subject) -> speed(row, subject).full()));
    return String.join("\n", lines) + "\n";
  }

  private interface Cell {
    String of(String row, Subject subject);
  }

  private interface Figure {
    Spread of(String row, Subject subject);
  }

  private List<String> bySubject(Figure figure) {
    return table((row, subject) -> figure.of(row, subject).middle());
  }

  private List<String> table(Cell cell) {
    List<Subject> subjects = Arrays.stream(Subject.values())
        .filter(subject -> samples.stream().anyMatch(sample -> sample.subject() == subject))
        .toList();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "| row | " + String.join(" | ", subjects.stream().map(Subject::title).toList()) + " |");
    lines.add("| --- |" + " ---: |".repeat(subjects.size()));
    for (String row : rows()) {
      lines.add("| " + row + " | "
          + String.join(
              " | ", subjects.stream().map(subject -> cell.of(row, subject)).toList())
          + " |");
    }
    lines.add("");
    return lines;
  }

  private List<String> ratios() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("| row | ÷ ConcurrentHashMap | ÷ fastest peer | which | by CPU time | ÷ Caffeine |");
    lines.add("| --- | ---: | ---: | --- | ---: | ---: |");
    for (String row : rows()) {
      Optional<Subject> peer = fastestPeer(row);
      lines.add("| " + row
          + " | " + speedRatio(row, Subject.LARDER, Subject.MAP).full()
          + " | " + peer.map(p -> speedRatio(row, Subject.LARDER, p).full()).orElse("–")
          + " | " + peer.map(Subject::title).orElse("–")
          + " | " + peer.map(p -> cpuRatio(row, Subject.LARDER, p).middle()).orElse("–")
          + " | " + speedRatio(row, Subject.LARDER, Subject.CAFFEINE).full() + " |");
    }
    lines.add("");
    return lines;
  }
}
