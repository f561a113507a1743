package dev.larder.internal.copy;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Copies objects with all that they hold, where a copy cannot be told from one by serialization. Thread-safe. */
public interface GraphCopier {
  /**
   * How to copy this value, and copies of it.
   *
   * @param allowed whether a value may hold objects of a class
   * @return null when the copy may differ from what serialization would make, or holds what is not allowed: this is then left to
   *     serialization, which has words for it
   */
  @Nullable
  UnaryOperator<Object> wayToCopy(Object value, Predicate<Class<?>> allowed);
}
