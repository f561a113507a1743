package dev.larder.benchmarks.report;

import dev.larder.benchmarks.store.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Percentiles of single calls, as a table: what a mean hides. */
public final class Latencies {
  private final List<Call> calls;

  public Latencies(List<Call> calls) {
    this.calls = List.copyOf(calls);
  }

  /**
   * What one fork measured of one operation, in microseconds.
   *
   * @param operation {@code get} or {@code put}
   */
  public record Call(
      String operation, Subject subject, double p50, double p99, double p999, double p9999) {}

  public boolean isEmpty() {
    return calls.isEmpty();
  }

  public Spread spread(String operation, Subject subject, ToDoubleFunction<Call> percentile) {
    return Spread.of(calls.stream()
        .filter(call -> call.operation().equals(operation) && call.subject() == subject)
        .mapToDouble(percentile)
        .toArray());
  }

  /** One table for each operation. */
  public String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("## Microseconds of single calls while the cache grows and evicts"
        + " (median of the rounds, min...max; less is better)");
    lines.add("");
    for (String operation :
        calls.stream().map(Call::operation).distinct().sorted().toList()) {
      lines.add("| " + operation + " | p50 | p99 | p99.9 | p99.99 |");
      lines.add("| --- | ---: | ---: | ---: | ---: |");
      Arrays.stream(Subject.values())
          .filter(subject -> !spread(operation, subject, Call::p50).isEmpty())
          .map(subject -> line(operation, subject))
          .forEach(lines::add);
      lines.add("");
    }
    return String.join("\n", lines) + "\n";
  }

  private String line(String operation, Subject subject) {
    return "| " + subject.title()
        + " | " + spread(operation, subject, Call::p50).full()
        + " | " + spread(operation, subject, Call::p99).full()
        + " | " + spread(operation, subject, Call::p999).full()
        + " | " + spread(operation, subject, Call::p9999).full() + " |";
  }
}
