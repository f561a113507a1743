package dev.larder.internal.config;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One setting for all caches: a value by exact name, else by the pattern that matches with the longest text before its {@code *},
 * else the default. Immutable.
 */
final class ByCacheName<T> {
  private final T defaultValue;
  private final Map<String, T> values;

  /** What stands before the {@code *} of each pattern, the longest first. */
  private final List<String> prefixes;

  ByCacheName(T defaultValue, Map<String, T> valuesByNameOrPattern) {
    this.defaultValue = defaultValue;
    this.values = Map.copyOf(valuesByNameOrPattern);
    this.prefixes = values.keySet().stream()
        .filter(name -> name.endsWith("*"))
        .map(pattern -> pattern.substring(0, pattern.length() - 1))
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  /** O(number of patterns). */
  T of(String cacheName) {
    T exact = values.get(cacheName);
    if (exact != null) {
      return exact;
    }
    return prefixes.stream()
        .filter(cacheName::startsWith)
        .findFirst()
        .map(prefix -> values.get(prefix + "*"))
        .orElse(defaultValue);
  }
}
