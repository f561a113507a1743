package dev.larder.benchmarks;

import dev.larder.benchmarks.store.Subject;
import java.util.Collections;
import java.util.EnumSet;
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
    int threads,
    Field field) {

  /** Who takes part: those that have what the row measures. */
  public enum Field {
    ALL(EnumSet.allOf(Subject.class)),
    ALL_BUT_MAP(EnumSet.complementOf(EnumSet.of(Subject.MAP))),
    BOUNDED(EnumSet.complementOf(EnumSet.of(Subject.MAP, Subject.RI))),
    JCACHE(EnumSet.complementOf(EnumSet.of(Subject.MAP, Subject.NATIVE_CAFFEINE)));

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy
    private final Set<Subject> subjects;

    Field(Set<Subject> subjects) {
      this.subjects = Collections.unmodifiableSet(subjects);
    }

    public Set<Subject> subjects() {
      return subjects;
    }
  }

  static Row of(String name, String title, Class<?> chapter, String method) {
    return new Row(name, title, chapter.getName() + "." + method, Map.of(), 1, Field.ALL);
  }

  Row with(Map<String, String> others) {
    return new Row(name, title, method, others, threads, field);
  }

  Row threads(int number) {
    return new Row(name, title, method, parameters, number, field);
  }

  Row field(Field other) {
    return new Row(name, title, method, parameters, threads, other);
  }
}
