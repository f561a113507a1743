package dev.larder.internal.copy;

import dev.larder.error.CacheSerializationException;
import java.util.function.UnaryOperator;

/** A private copy, of which others are made the same way. */
final class CopiedGraph extends PrivateCopy {
  private final Object object;
  private final UnaryOperator<Object> way;

  CopiedGraph(Object object, UnaryOperator<Object> way) {
    this.object = object;
    this.way = way;
  }

  @Override
  Object fresh(JavaSerialization serialization) {
    try {
      return way.apply(object);
    } catch (RuntimeException | StackOverflowError e) {
      throw new CacheSerializationException(
          "a " + object.getClass().getName()
              + " could be copied when it was stored, and now cannot; see the cause",
          e);
    }
  }

  @Override
  Object once(JavaSerialization serialization) {
    return object;
  }
}
