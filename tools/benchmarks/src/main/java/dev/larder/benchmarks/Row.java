package dev.larder.benchmarks;

import dev.larder.benchmarks.store.Subject;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * One line of the tables: a benchmark method with its parameters, and who takes part.
 *
 * @param name what {@code run.sh row NAME} takes
 * @param title what the report calls it
 * @param method the JMH name: class and method
 * @param parameters JMH's, beside the subject
 */
public record Row(
    String name,
    String title,
    String method,
    Map<String, String> parameters,
    Field field,
    Circumstances circumstances) {

  /** Who takes part: those that have what the row measures. */
  public enum Field {
    ALL(EnumSet.allOf(Subject.class)),
    ALL_BUT_MAP(EnumSet.complementOf(EnumSet.of(Subject.MAP))),
    BOUNDED(EnumSet.complementOf(EnumSet.of(Subject.MAP, Subject.RI))),
    JCACHE(EnumSet.complementOf(EnumSet.of(Subject.MAP, Subject.NATIVE_CAFFEINE))),
    OURS(EnumSet.of(Subject.LARDER)),
    TINY_LFU(EnumSet.of(Subject.LARDER, Subject.CAFFEINE, Subject.NATIVE_CAFFEINE)),
    LRU(EnumSet.of(Subject.LARDER, Subject.EHCACHE));

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy
    private final Set<Subject> subjects;

    Field(Set<Subject> subjects) {
      this.subjects = Collections.unmodifiableSet(subjects);
    }

    public Set<Subject> subjects() {
      return subjects;
    }
  }

  /** What is asked of a row's figures. */
  public enum Figures {
    /** Operations per microsecond, CPU time and bytes per operation. */
    SPEED,
    /** Operations per microsecond only: what happens outside of the clock is in the other two. */
    CLOCK_ONLY,
    /** Percentiles of single calls. */
    LATENCY
  }

  /**
   * How a row's forks run.
   *
   * @param heap as in {@code -Xmx}
   */
  public record Circumstances(int threads, String heap, Figures figures) {
    static final Circumstances USUAL = new Circumstances(1, "2g", Figures.SPEED);
  }

  static Row of(String name, String title, Class<?> chapter, String method) {
    return new Row(
        name, title, chapter.getName() + "." + method, Map.of(), Field.ALL, Circumstances.USUAL);
  }

  Row with(String parameter, String value) {
    Map<String, String> more = new HashMap<>(parameters);
    more.put(parameter, value);
    return new Row(name, title, method, Map.copyOf(more), field, circumstances);
  }

  Row field(Field other) {
    return new Row(name, title, method, parameters, other, circumstances);
  }

  Row threads(int number) {
    return with(new Circumstances(number, circumstances.heap(), circumstances.figures()));
  }

  Row heap(String other) {
    return with(new Circumstances(circumstances.threads(), other, circumstances.figures()));
  }

  Row figures(Figures other) {
    return with(new Circumstances(circumstances.threads(), circumstances.heap(), other));
  }

  private Row with(Circumstances other) {
    return new Row(name, title, method, parameters, field, other);
  }
}
