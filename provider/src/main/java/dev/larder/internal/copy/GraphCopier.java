package dev.larder.internal.copy;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Copies objects with all that they hold, where a copy cannot be told from one by serialization. Thread-safe. */
public interface GraphCopier {
  /**
   * How to copy this value, and copies of it.
   *
   * @return null when the copy may differ from what serialization would make: this is then left to serialization
   */
  @Nullable
  UnaryOperator<Object> wayToCopy(Object value);
}
