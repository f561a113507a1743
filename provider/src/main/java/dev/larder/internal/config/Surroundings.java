package dev.larder.internal.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * What may override the file.
 *
 * @param manager the properties that the cache manager was asked for with
 * @param system the JVM's
 * @param environment the process's
 */
public record Surroundings(
    Map<String, Object> manager, Map<String, Object> system, Map<String, String> environment) {
  static final Surroundings NONE = new Surroundings(Map.of(), Map.of(), Map.of());

  /** Those of this process, as they are now. */
  public static Surroundings of(Properties manager) {
    return new Surroundings(
        texts(manager), texts((Properties) System.getProperties().clone()), System.getenv());
  }

  private static Map<String, Object> texts(Properties properties) {
    Map<String, Object> texts = new HashMap<>();
    properties.forEach((key, value) -> {
      if (key instanceof String text) {
        texts.put(text, value);
      }
    });
    return texts;
  }
}
