package dev.larder.memo;

import org.jspecify.annotations.Nullable;

/** Stands for null in a cache, which has no nulls. */
enum Null {
  VALUE;

  static Object mask(@Nullable Object value) {
    return value == null ? VALUE : value;
  }

  static @Nullable Object unmask(@Nullable Object value) {
    return value == VALUE ? null : value;
  }
}
