package dev.larder.internal.copy;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how many bytes of the heap an object takes with all that it refers to, on a JVM with compressed references. Exact for
 * strings, boxes, arrays and what is kept serialized; for collections and users' classes it looks at up to 1,000 objects; what the
 * JDK hides counts with a flat sum. Classes, enums and what is met twice count nothing.
 */
public final class HeapEstimate {
  private static final int HEADER = 12;
  private static final int ARRAY_HEADER = 16;
  private static final int REFERENCE = 4;

  /** What a small object of the JDK takes, such as one of {@code java.time}. */
  private static final int UNKNOWN = 32;

  /** What a map or list takes for each element, besides the element. */
  private static final int NODE = 36;

  private static final int MOST_OBJECTS = 1_000;

  /** The fields of a class and its parents that can be looked into; empty for the JDK's own. */
  private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
    @Override
    protected List<Field> computeValue(Class<?> type) {
      return fieldsOf(type);
    }
  };

  private final Set<Object> met = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> toVisit = new ArrayDeque<>();
  private long bytes;

  private HeapEstimate() {}

  /** The estimate in bytes; 0 for null. Costs a look at each object. */
  public static long of(@Nullable Object object) {
    if (object instanceof String text) {
      return ofString(text);
    }
    if (object instanceof SerializedValue serialized) {
      return 24 + aligned(ARRAY_HEADER + (long) serialized.bytes().length);
    }
    var estimate = new HeapEstimate();
    estimate.add(object);
    return estimate.total();
  }

  private long total() {
    int visited = 0;
    for (Object next = toVisit.poll(); next != null; next = toVisit.poll()) {
      if (++visited > MOST_OBJECTS) {
        return bytes + (long) (toVisit.size() + 1) * UNKNOWN;
      }
      visit(next);
    }
    return bytes;
  }

  private void add(@Nullable Object object) {
    if (object != null
        && !(object instanceof Class)
        && !(object instanceof Enum)
        && met.add(object)) {
      toVisit.add(object);
    }
  }

  private void visit(Object object) {
    Class<?> type = object.getClass();
    if (object instanceof String text) {
      bytes += ofString(text);
    } else if (type.isArray()) {
      visitArray(object, type.getComponentType());
    } else if (object instanceof Map<?, ?> map) {
      bytes += 48 + (long) map.size() * NODE;
      addSome(map.keySet());
      addSome(map.values());
    } else if (object instanceof Collection<?> collection) {
      bytes +=
          40 + (long) collection.size() * (collection instanceof Set ? NODE + HEADER : REFERENCE);
      addSome(collection);
    } else {
      visitFields(object, FIELDS.get(type));
    }
  }

  private void visitArray(Object array, Class<?> component) {
    int length = Array.getLength(array);
    bytes += aligned(ARRAY_HEADER + (long) length * sizeOf(component));
    if (array instanceof Object[] elements) {
      for (int i = 0; i < Math.min(length, MOST_OBJECTS); i++) {
        add(elements[i]);
      }
    }
  }

  private void addSome(Collection<?> elements) {
    try {
      elements.stream().limit(MOST_OBJECTS).forEach(this::add);
    } catch (RuntimeException e) {
      // Somebody changes it meanwhile; an estimate may miss that.
    }
  }

  private void visitFields(Object object, List<Field> fields) {
    if (fields.isEmpty()) {
      bytes += object instanceof Number || object instanceof Boolean || object instanceof Character
          ? 16 + (object instanceof Long || object instanceof Double ? 8 : 0)
          : UNKNOWN;
      return;
    }
    long size = HEADER;
    for (Field field : fields) {
      size += sizeOf(field.getType());
      if (!field.getType().isPrimitive()) {
        add(read(field, object));
      }
    }
    bytes += aligned(size);
  }

  private static @Nullable Object read(Field field, Object object) {
    try {
      return field.get(object);
    } catch (IllegalAccessException e) {
      return null; // it was made accessible, so this does not happen
    }
  }

  private static List<Field> fieldsOf(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> part = type; part != null && part != Object.class; part = part.getSuperclass()) {
      for (Field field : part.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && field.trySetAccessible()) {
          fields.add(field);
        }
      }
    }
    return List.copyOf(fields);
  }

  private static long ofString(String text) {
    boolean isLatin = text.chars().limit(64).allMatch(c -> c < 256);
    return 24 + aligned(ARRAY_HEADER + (long) text.length() * (isLatin ? 1 : 2));
  }

  private static int sizeOf(Class<?> type) {
    if (type == long.class || type == double.class) {
      return 8;
    }
    if (type == int.class || type == float.class || !type.isPrimitive()) {
      return REFERENCE;
    }
    return type == short.class || type == char.class ? 2 : 1;
  }

  private static long aligned(long size) {
    return (size + 7) & ~7;
  }
}
