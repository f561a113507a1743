package dev.larder.internal.cache;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The border, where nulls and wrong types are refused, once. Messages name the cache and types, never keys or values. */
final class Arguments {
  private final String cacheName;
  private final Class<?> keyType;
  private final Class<?> valueType;

  Arguments(String cacheName, Class<?> keyType, Class<?> valueType) {
    this.cacheName = cacheName;
    this.keyType = keyType;
    this.valueType = valueType;
  }

  /** A key, be it to store or to look up. */
  void key(@Nullable Object key) {
    requireNonNull(key, "key");
    if (key.getClass() != keyType && keyType != Object.class && !keyType.isInstance(key)) {
      throw wrongType("keys", keyType, key);
    }
  }

  /** A value, be it to store or to compare. */
  void value(@Nullable Object value, String name) {
    requireNonNull(value, name);
    if (value.getClass() != valueType
        && valueType != Object.class
        && !valueType.isInstance(value)) {
      throw wrongType("values", valueType, value);
    }
  }

  private ClassCastException wrongType(String what, Class<?> expected, Object found) {
    return new ClassCastException("cache \"" + cacheName + "\" has " + what + " of "
        + expected.getName() + ", this is a " + found.getClass().getName());
  }

  /** Keys to look up, load or remove: all of them are looked at before the first one is used. */
  void keys(@Nullable Set<?> keys) {
    for (Object key : requireNonNull(keys, "keys")) {
      key(requireNonNull(key, "keys contains null"));
    }
  }

  /** Entries that are to be stored: all of them are looked at before the first one is. */
  void entries(@Nullable Map<?, ?> entries) {
    for (Map.Entry<?, ?> entry : requireNonNull(entries, "map").entrySet()) {
      requireNonNull(entry.getKey(), "map contains a null key");
      requireNonNull(entry.getValue(), "map contains a null value");
      key(entry.getKey());
      value(entry.getValue(), "value");
    }
  }
}
