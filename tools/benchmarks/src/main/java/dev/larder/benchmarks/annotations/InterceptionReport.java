package dev.larder.benchmarks.annotations;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Collects what each round brought, and tells medians of the rounds and of their differences. */
final class InterceptionReport {
  /** By the name of the benchmark. */
  static final Map<String, String> SUBJECTS = new LinkedHashMap<>();

  static {
    SUBJECTS.put("direct", "`cache.get` with a key at hand");
    SUBJECTS.put("guice", "`@CacheResult` hit in Guice");
    SUBJECTS.put("cdiByHand", "Weld, application-scoped bean whose plain method calls `cache.get`");
    SUBJECTS.put("cdiAlone", "Weld, application-scoped bean, an interceptor that does nothing");
    SUBJECTS.put("cdi", "`@CacheResult` hit in Weld, application-scoped bean");
    SUBJECTS.put("cdiSingletonAlone", "Weld, `@Singleton` bean, an interceptor that does nothing");
    SUBJECTS.put("cdiSingleton", "`@CacheResult` hit in Weld, `@Singleton` bean");
  }

  private final Map<String, List<Double>> rounds = new LinkedHashMap<>();

  void add(String subject, double nanos) {
    rounds.computeIfAbsent(subject, anew -> new ArrayList<>()).add(nanos);
  }

  String text(int count) {
    StringBuilder text = new StringBuilder(
        "# Benchmarks: annotations\n\n- "
            + Instant.now().truncatedTo(ChronoUnit.MINUTES) + ", `./run.sh annotations`\n- "
            + Runtime.getRuntime().availableProcessors() + " cores; "
            + System.getProperty("java.vm.name")
            + " " + System.getProperty("java.vm.version") + "\n- " + count
            + " rounds, in each a fork per line, one after the other: warm-up 2 x 700 ms, measured 2 x 500 ms\n\n"
            + "Nanoseconds a call: median of the rounds (least...most), and the same of each round's difference.\n\n"
            + "| call | ns | over `cache.get` | over the same bean by hand |\n| --- | ---: | ---: | ---: |\n");
    SUBJECTS.forEach((subject, label) -> text.append("| ")
        .append(label)
        .append(" | ")
        .append(shown(rounds.getOrDefault(subject, List.of())))
        .append(" | ")
        .append(subject.equals("direct") ? "" : over(subject, "direct"))
        .append(" | ")
        .append(
            subject.equals("cdi") || subject.equals("cdiAlone") ? over(subject, "cdiByHand") : "")
        .append(" |\n"));
    return text.toString();
  }

  private String over(String subject, String other) {
    List<Double> these = rounds.getOrDefault(subject, List.of());
    List<Double> those = rounds.getOrDefault(other, List.of());
    return shown(IntStream.range(0, these.size())
        .mapToObj(i -> these.get(i) - those.get(i))
        .toList());
  }

  private static String shown(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int last = sorted.size() - 1;
    return String.format(
        Locale.ROOT, "%.1f (%.1f...%.1f)", sorted.get(last / 2), sorted.get(0), sorted.get(last));
  }
}
