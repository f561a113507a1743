package dev.larder.memo;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Arguments as keys: what is compared by identity though it has content, and what may change later, gives way to a copy that is
 * compared by content. All else is its own key.
 */
final class DeepKey {
  /* A collection that holds itself never ends. */
  private static final int DEEPEST = 64;

  private final boolean typed;

  DeepKey(boolean typed) {
    this.typed = typed;
  }

  /**
   * The key that stands for an argument.
   *
   * @throws IllegalArgumentException when it is nested too deeply
   */
  Object of(@Nullable Object argument) {
    return of(argument, 0);
  }

  private Object of(@Nullable Object argument, int depth) {
    if (argument == null) {
      return Null.VALUE;
    }
    if (depth > DEEPEST) {
      throw new IllegalArgumentException(
          "an argument of class " + argument.getClass().getName() + " is nested more than "
              + DEEPEST + " deep, or holds itself; it cannot be a key");
    }
    if (argument.getClass().isArray()) {
      return ArrayKey.of(argument, typed, element -> of(element, depth + 1));
    }
    if (argument instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new HashMap<>();
      map.forEach((key, value) -> copy.put(of(key, depth + 1), of(value, depth + 1)));
      return Collections.unmodifiableMap(copy);
    }
    if (argument instanceof Set<?> set) {
      return Collections.unmodifiableSet(copy(set, new HashSet<>(), depth));
    }
    if (argument instanceof Collection<?> collection) {
      List<Object> list = Collections.unmodifiableList(copy(collection, new ArrayList<>(), depth));
      // Queues are no lists, and never equal to one.
      return collection instanceof List ? list : List.of("collection", list);
    }
    return simple(argument);
  }

  private <C extends Collection<Object>> C copy(Collection<?> elements, C into, int depth) {
    elements.forEach(element -> into.add(of(element, depth + 1)));
    return into;
  }

  private Object simple(Object argument) {
    if (argument instanceof StringBuilder || argument instanceof StringBuffer) {
      return argument.toString();
    }
    return typed ? argument : untyped(argument);
  }

  /** Numbers of one value are one key, whatever their type. */
  private static Object untyped(Object argument) {
    if (argument instanceof Integer
        || argument instanceof Long
        || argument instanceof Short
        || argument instanceof Byte) {
      return canonical(BigDecimal.valueOf(((Number) argument).longValue()));
    }
    if (argument instanceof Double || argument instanceof Float) {
      double value = ((Number) argument).doubleValue();
      return Double.isNaN(value) || Double.isInfinite(value)
          ? (Object) value
          : canonical(new BigDecimal(value));
    }
    if (argument instanceof BigInteger value) {
      return canonical(new BigDecimal(value));
    }
    return argument instanceof BigDecimal value ? canonical(value) : argument;
  }

  private static BigDecimal canonical(BigDecimal value) {
    return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
  }
}
