package dev.larder.benchmarks;

import dev.larder.benchmarks.store.Subject;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What to run, and for how long.
 *
 * @param name names the file of results
 */
record Plan(
    String name,
    List<Row> rows,
    Set<Subject> subjects,
    int rounds,
    Iterations warmup,
    Iterations measurement) {

  static final String USAGE = """
      run.sh short | policies | all | row NAME... | rows
          [--rounds N] [--warmup 2x1000ms] [--measure 2x1000ms] [--subjects LARDER,CACHE2K] [--name FILE]
      """;

  /** So many, each so long. */
  record Iterations(int number, Duration time) {
    static Iterations parse(String text) {
      String[] parts = text.split("x|ms", -1);
      return new Iterations(
          Integer.parseInt(parts[0]), Duration.ofMillis(Long.parseLong(parts[1])));
    }

    long millis() {
      return number * time.toMillis();
    }
  }

  /** @throws IllegalArgumentException naming what it does not understand */
  static Plan parse(String... arguments) {
    List<String> words = Arrays.asList(arguments);
    int options = words.size();
    for (int i = words.size() - 1; i >= 0; i--) {
      if (words.get(i).startsWith("--")) {
        options = i;
      }
    }
    Plan plan = selection(words.subList(0, options));
    for (int i = options; i + 1 < words.size(); i += 2) {
      plan = plan.with(words.get(i), words.get(i + 1));
    }
    if ((words.size() - options) % 2 != 0) {
      throw new IllegalArgumentException(words.get(words.size() - 1) + " lacks a value\n" + USAGE);
    }
    return plan;
  }

  private static Plan selection(List<String> words) {
    String selection = words.isEmpty() ? "" : words.get(0);
    return switch (selection) {
      case "short" -> plan("short", Rows.shortSelection(), "2x750ms", "2x500ms");
      case "policies" -> plan("policies", Rows.policies(), "1x750ms", "2x400ms");
      case "all" -> plan("all", Rows.ALL, "2x1000ms", "2x1000ms");
      case "row" -> {
        List<String> names = words.subList(1, words.size());
        yield plan(
            String.join("+", names),
            names.stream().map(Rows::byName).toList(),
            "2x1000ms",
            "2x1000ms");
      }
      default ->
        throw new IllegalArgumentException("\"" + selection + "\" is no selection\n" + USAGE);
    };
  }

  private static Plan plan(String name, List<Row> rows, String warmup, String measurement) {
    return new Plan(
        name,
        rows,
        EnumSet.allOf(Subject.class),
        3,
        Iterations.parse(warmup),
        Iterations.parse(measurement));
  }

  private Plan with(String option, String value) {
    return switch (option) {
      case "--rounds" ->
        new Plan(name, rows, subjects, Integer.parseInt(value), warmup, measurement);
      case "--warmup" ->
        new Plan(name, rows, subjects, rounds, Iterations.parse(value), measurement);
      case "--measure" -> new Plan(name, rows, subjects, rounds, warmup, Iterations.parse(value));
      case "--subjects" -> new Plan(name, rows, subjects(value), rounds, warmup, measurement);
      case "--name" -> new Plan(value, rows, subjects, rounds, warmup, measurement);
      default -> throw new IllegalArgumentException(option + " is no option\n" + USAGE);
    };
  }

  private static Set<Subject> subjects(String value) {
    Set<Subject> subjects = EnumSet.noneOf(Subject.class);
    for (String name : value.split(",", -1)) {
      subjects.add(Subject.valueOf(name.toUpperCase(java.util.Locale.ROOT)));
    }
    return subjects;
  }

  /** Who takes part in a row of this plan. */
  List<Subject> subjectsOf(Row row) {
    return row.field().subjects().stream().filter(subjects::contains).toList();
  }
}
