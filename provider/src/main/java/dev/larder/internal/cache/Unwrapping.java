package dev.larder.internal.cache;

import static java.util.Objects.requireNonNull;

/** What {@code unwrap} does everywhere in JCache. */
final class Unwrapping {
  private Unwrapping() {}

  /** @throws IllegalArgumentException if the object is not of that type */
  static <T> T unwrap(Object object, Class<T> type) {
    if (!requireNonNull(type, "type").isInstance(object)) {
      throw new IllegalArgumentException("cannot unwrap to " + type.getName() + "; this is a "
          + object.getClass().getName());
    }
    return type.cast(object);
  }
}
