package dev.larder.internal.copy;

import java.lang.reflect.Array;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Arrays of which a clone is a full copy: those of primitives, and those whose elements are all immutable.
 *
 * <p>An array of arrays never is one. Its rows can be shared or, in an {@code Object[][]}, even be the array itself, and a copy
 * that keeps such a shape is what serialization makes.
 */
final class FrozenArrays {
  private FrozenArrays() {}

  /** A clone of the value if it is an array of which that is a full copy; else null. O(length). */
  static @Nullable Object cloneOrNull(Object value) {
    var element = value.getClass().getComponentType();
    if (element == null || element.isArray()) {
      return null;
    }
    // The clone is what gets looked at: nobody else can put something mutable into that one
    // afterwards.
    var clone = cloneOf(value);
    return element.isPrimitive() || areProven((Object[]) clone) ? clone : null;
  }

  /** A clone of an array, whatever its type. */
  static Object cloneOf(Object array) {
    var length = Array.getLength(array);
    var clone = Array.newInstance(array.getClass().getComponentType(), length);
    System.arraycopy(array, 0, clone, 0, length);
    return clone;
  }

  private static boolean areProven(@Nullable Object[] elements) {
    return Arrays.stream(elements)
        .allMatch(element -> element == null || Immutability.isProven(element));
  }
}
