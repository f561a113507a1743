package dev.larder.internal.core;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** About how many bytes of the heap an object takes with all that it refers to, with compressed references. */
final class DeepSize {
  private static final int HEADER = 12;
  private static final int ARRAY_HEADER = 16;
  private static final int REFERENCE = 4;

  /** What a small object of the JDK takes, such as an AtomicLong. */
  private static final int OF_THE_JDK = 24;

  private final Set<Object> met = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> left = new ArrayDeque<>();

  private DeepSize() {}

  /** Without what {@code others} are, and refer to. */
  static long of(Object object, Object... others) throws IllegalAccessException {
    DeepSize size = new DeepSize();
    for (Object other : others) {
      size.walk(other);
    }
    return size.walk(object);
  }

  private long walk(Object start) throws IllegalAccessException {
    long bytes = 0;
    add(start);
    for (Object next = left.poll(); next != null; next = left.poll()) {
      bytes += (visit(next) + 7) / 8 * 8;
    }
    return bytes;
  }

  private void add(@Nullable Object object) {
    if (object != null && !(object instanceof Class || object instanceof Enum) && met.add(object)) {
      left.add(object);
    }
  }

  private long visit(Object object) throws IllegalAccessException {
    Class<?> type = object.getClass();
    if (type.isArray()) {
      return ARRAY_HEADER + visitElements(object, type.getComponentType());
    }
    if (!type.getName().startsWith("dev.larder")) {
      return OF_THE_JDK;
    }
    long bytes = HEADER;
    for (Class<?> of = type; of.getName().startsWith("dev.larder"); of = of.getSuperclass()) {
      for (Field field : of.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          bytes += bytes(field.getType());
          if (!field.getType().isPrimitive()) {
            field.setAccessible(true);
            add(field.get(object));
          }
        }
      }
    }
    return bytes;
  }

  private long visitElements(Object array, Class<?> type) {
    int length = Array.getLength(array);
    if (!type.isPrimitive()) {
      for (Object element : (Object[]) array) {
        add(element);
      }
    }
    return (long) length * bytes(type);
  }

  private static int bytes(Class<?> type) {
    if (!type.isPrimitive()) {
      return REFERENCE;
    }
    if (type == long.class || type == double.class) {
      return 8;
    }
    if (type == int.class || type == float.class) {
      return 4;
    }
    return type == short.class || type == char.class ? 2 : 1;
  }
}
