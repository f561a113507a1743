package dev.larder.annotations.internal;

import java.io.Serializable;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one parameter becomes in a key: itself, or, where it is an array or a collection, an immutable copy. */
@SuppressWarnings(
    "serial") // the JDK's immutable collections are serializable, and parts no less than parameters
// are
final class KeyPart {
  /** Stands for null, which the JDK's immutable lists do not take. */
  private enum Nothing {
    NULL;

    @Override
    public String toString() {
      return "null";
    }
  }

  /** An array of objects. */
  private record Objects(Class<?> type, List<Object> elements) implements Serializable {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Objects objects
          && type == objects.type
          && areEqual(elements, objects.elements);
    }

    @Override
    public int hashCode() {
      return elements.hashCode();
    }

    @Override
    public String toString() {
      return elements.toString();
    }
  }

  /** An array of primitives; the array is nobody else's. */
  private record Primitives(Object array) implements Serializable {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Primitives primitives
          && Arrays.deepEquals(new Object[] {array}, new Object[] {primitives.array});
    }

    @Override
    public int hashCode() {
      return Arrays.deepHashCode(new Object[] {array});
    }

    @Override
    public String toString() {
      String text = Arrays.deepToString(new Object[] {array});
      return text.substring(1, text.length() - 1);
    }
  }

  private KeyPart() {}

  static Object of(@Nullable Object parameter) {
    if (parameter == null) {
      return Nothing.NULL;
    }
    Class<?> type = parameter.getClass();
    if (isPlain(type)) {
      return parameter;
    }
    if (type.isArray()) {
      return ofArray(parameter, type.getComponentType());
    }
    if (parameter instanceof Collection<?> collection) {
      return ofCollection(collection);
    }
    return parameter instanceof Map<?, ?> map ? ofMap(map) : parameter;
  }

  /** The usual ones, which need no further look: to ask whether something is a list takes longer than all else. */
  private static boolean isPlain(Class<?> type) {
    return type == String.class || type == Integer.class || type == Long.class;
  }

  private static Object ofArray(Object array, Class<?> componentType) {
    if (componentType.isPrimitive()) {
      int length = Array.getLength(array);
      Object copy = Array.newInstance(componentType, length);
      System.arraycopy(array, 0, copy, 0, length);
      return new Primitives(copy);
    }
    return new Objects(componentType, elementsOf(Arrays.asList((@Nullable Object[]) array)));
  }

  private static Object ofCollection(Collection<?> collection) {
    if (collection instanceof Set<?>) {
      return Set.copyOf(elementsOf(collection));
    }
    // A queue, say, has an order as a list has, and no equals of its own.
    return collection instanceof List<?>
        ? elementsOf(collection)
        : new Objects(collection.getClass(), elementsOf(collection));
  }

  private static Object ofMap(Map<?, ?> map) {
    Map<Object, Object> copy = new HashMap<>();
    map.forEach((key, value) -> copy.put(of(key), of(value)));
    return Map.copyOf(copy);
  }

  private static List<Object> elementsOf(Collection<? extends @Nullable Object> collection) {
    return List.of(collection.stream().map(KeyPart::of).toArray());
  }

  /** Whether they are equal one by one, and of the same class: a timestamp does not equal a date, though the date says so. */
  static boolean areEqual(List<?> some, List<?> others) {
    int size = some.size();
    if (size != others.size()) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (!areEqual(some.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean areEqual(Object one, Object other) {
    if (one == other) {
      return true;
    }
    if (isPlain(one.getClass())) {
      return one.equals(other);
    }
    if (one instanceof List<?> some && other instanceof List<?> others) {
      return areEqual(some, others);
    }
    if (isSetOrMap(one)) {
      return one.equals(other); // the JDK's immutable ones have several classes
    }
    return one.getClass() == other.getClass() && one.equals(other);
  }

  private static boolean isSetOrMap(Object part) {
    return part instanceof Set<?> || part instanceof Map<?, ?>;
  }
}
