package dev.larder.internal.config;

import dev.larder.error.CacheConfigurationException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes a value of a cache's type of what was said to be its default. */
final class DefaultValue {
  /** What a file or property can say; all that stands there is text. */
  private static final Map<Class<?>, Function<String, Object>> READERS = Map.of(
      Integer.class, Integer::valueOf,
      Long.class, Long::valueOf,
      Double.class, Double::valueOf,
      Boolean.class, DefaultValue::trueOrFalse);

  private DefaultValue() {}

  /** @throws CacheConfigurationException when it is no value of that type, nor a text that stands for one */
  static Object fitted(Assignment<Optional<Object>> said, Class<?> type) {
    Object value = said.value().orElseThrow();
    if (type.isInstance(value)) {
      return value;
    }
    Function<String, Object> reader = READERS.get(type);
    if (reader != null && value instanceof String text) {
      try {
        return reader.apply(text);
      } catch (IllegalArgumentException e) {
        throw mismatch(said, value, type);
      }
    }
    throw mismatch(said, value, type);
  }

  private static boolean trueOrFalse(String text) {
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    throw new IllegalArgumentException(text);
  }

  /** Says nothing of the value itself, which is the user's. */
  private static CacheConfigurationException mismatch(
      Assignment<?> said, Object value, Class<?> type) {
    return new CacheConfigurationException(said.described() + ": what stands here, a "
        + value.getClass().getName() + ", is no " + type.getName()
        + " as value-type has it; give one, or set value-type");
  }
}
