package dev.larder.memo;

import java.io.Serializable;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A copy of an array, compared by content. */
final class ArrayKey implements Serializable {
  private static final long serialVersionUID = 1;

  /** The elements' type; empty where that shall not matter. */
  private final String type;

  /** Keys, or primitives boxed. */
  @SuppressWarnings("serial") // keys of a cache that serializes must be serializable
  private final Object[] elements;

  private final int hash;

  private ArrayKey(String type, Object[] elements) {
    this.type = type;
    this.elements = elements;
    this.hash = 31 * type.hashCode() + Arrays.hashCode(elements);
  }

  static ArrayKey of(Object array, boolean typed, Function<@Nullable Object, Object> key) {
    Object[] elements = new Object[Array.getLength(array)];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = key.apply(Array.get(array, i));
    }
    return new ArrayKey(typed ? array.getClass().getName() : "", elements);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ArrayKey that
        && hash == that.hash
        && type.equals(that.type)
        && Arrays.equals(elements, that.elements);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
