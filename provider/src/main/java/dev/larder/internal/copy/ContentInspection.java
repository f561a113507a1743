package dev.larder.internal.copy;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks into one object where its class alone proves nothing: into doubtful fields and into frozen containers. Used once.
 *
 * <p>What it walks cannot change under it: it goes on only through final fields and frozen containers. It gives up, and so calls
 * the object mutable, rather than spend unbounded time or stack; serialization then decides.
 */
final class ContentInspection {
  /** Nested deeper than this it is a linked structure, of unknown length; the stack must not be what ends the walk. */
  private static final int MAXIMUM_DEPTH = 32;

  /** Objects with content to look into. Where many paths lead to the same objects, this ends what would grow as 2^depth. */
  private static final int MAXIMUM_OBJECTS = 100_000;

  private int objectsLeft = MAXIMUM_OBJECTS;

  boolean isProven(Object value) {
    return isProven(value, 0);
  }

  private boolean isProven(@Nullable Object value, int depth) {
    if (value == null) {
      return true;
    }
    var doubtful = Immutability.doubtfulFields(value.getClass());
    if (doubtful != null && doubtful.length == 0) {
      return true;
    }
    if (depth == MAXIMUM_DEPTH || objectsLeft-- == 0) {
      return false;
    }
    return doubtful != null
        ? areFieldsProven(value, doubtful, depth + 1)
        : isContainerProven(value, depth + 1);
  }

  private boolean areFieldsProven(Object value, Field[] fields, int depth) {
    for (var field : fields) {
      if (!isProven(contentOf(field, value), depth)) {
        return false;
      }
    }
    return true;
  }

  private boolean isContainerProven(Object value, int depth) {
    if (!FrozenJdkTypes.isContainer(value.getClass())) {
      return false;
    }
    if (value instanceof Collection<?> elements) {
      return areProven(elements, depth);
    }
    if (value instanceof Map<?, ?> map) {
      return areProven(map.keySet(), depth) && areProven(map.values(), depth);
    }
    if (value instanceof Map.Entry<?, ?> entry) {
      return isProven(entry.getKey(), depth) && isProven(entry.getValue(), depth);
    }
    return isProven(((Optional<?>) value).orElse(null), depth);
  }

  private boolean areProven(Collection<?> elements, int depth) {
    for (var element : elements) {
      if (!isProven(element, depth)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Object contentOf(Field field, Object owner) {
    try {
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new AssertionError(
          field + " was made accessible when its class was first looked at", e);
    }
  }
}
