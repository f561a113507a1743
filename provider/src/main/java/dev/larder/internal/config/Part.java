package dev.larder.internal.config;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Something of the user's that a cache is to call: a loader, a writer, a weigher, a copier. Either named, or given by code.
 *
 * @param name the class, or a word such as {@code bytes}
 * @param given the object, or its {@code Factory}; null when only the name is known
 */
public record Part(String name, @Nullable Object given) {
  static Part named(String name) {
    return new Part(name, null);
  }

  static Part given(Object given) {
    return new Part(given.getClass().getName(), requireNonNull(given));
  }

  @Override
  public String toString() {
    return name;
  }
}
