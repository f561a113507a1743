package dev.larder.internal.fory;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks at all objects of one value before it is copied. Used once; calls none of the value's own methods. */
final class GraphInspection {
  /** Nested deeper than this it is a linked structure; whoever copies it needs stack for it. */
  private static final int MAXIMUM_DEPTH = 64;

  private static final int MAXIMUM_OBJECTS = 100_000;

  private final Set<String> admitted;
  private final Predicate<Class<?>> allowed;

  /** The first object that can change; most values consist of but one. */
  private @Nullable Object first;

  private @Nullable Set<Object> others;
  private boolean shared;
  private @Nullable Class<?> lastAdmitted;
  private @Nullable Class<?> lastLeaf;

  /**
   * An inspection of one value.
   *
   * @param admitted gets the names of all classes that are found to be copyable
   * @param allowed whether the cache's list of classes, if it has one, has a class
   */
  GraphInspection(Set<String> admitted, Predicate<Class<?>> allowed) {
    this.admitted = admitted;
    this.allowed = allowed;
  }

  /** Whether two paths lead to one object that can change; a circle is such a case. */
  boolean isShared() {
    return shared;
  }

  /** Whether a copy of all fields is what serialization would make of it. */
  boolean isPlain(@Nullable Object value) {
    return isPlain(value, 0);
  }

  private boolean isPlain(@Nullable Object value, int depth) {
    if (value == null) {
      return true;
    }
    if (CopyRule.isLeaf(value.getClass())) {
      return isLeafPlain(value);
    }
    if (!isNew(value)) {
      shared = true;
      return true;
    }
    if (depth == MAXIMUM_DEPTH || (others != null && others.size() > MAXIMUM_OBJECTS)) {
      return false;
    }
    Class<?> type = value.getClass();
    boolean plain = CopyRule.isBare(type)
        || (CopyRule.isContainer(type)
            ? isContentPlain(value, depth + 1)
            : value instanceof Object[] array
                ? arePlain(array, depth + 1)
                : areFieldsPlain(value, depth + 1));
    return plain && admit(type);
  }

  private boolean isLeafPlain(Object leaf) {
    Class<?> type =
        leaf instanceof Enum<?> constant ? constant.getDeclaringClass() : leaf.getClass();
    if (type == lastLeaf) {
      return true;
    }
    if (!allowed.test(type)) {
      return false;
    }
    lastLeaf = type;
    if (type.isEnum()) {
      admitted.add(type.getName());
    }
    return true;
  }

  /**
   * Fory may touch the class, and wants to know the types of its fields even where those are null.
   *
   * @return false when the class, or something that it holds unseen, is not allowed
   */
  private boolean admit(Class<?> type) {
    if (type == lastAdmitted) {
      return true; // as most elements of most collections
    }
    if (!allowed.test(type)) {
      return false;
    }
    if (!CopyRule.isBare(type) && !CopyRule.isContainer(type) && !type.isArray()) {
      if (!arePartsAllowed(type)) {
        return false;
      }
      for (Field field : CopyRule.references(type)) {
        admitted.add(field.getType().getName());
      }
    }
    lastAdmitted = type;
    admitted.add(type.getName());
    return true;
  }

  /** Superclasses are written with an object, too; and into fields of immutable types nobody looks. */
  private boolean arePartsAllowed(Class<?> type) {
    for (Class<?> part = type.getSuperclass();
        part != null && part != Object.class;
        part = part.getSuperclass()) {
      if (!allowed.test(part)) {
        return false;
      }
    }
    for (Field field : CopyRule.references(type)) {
      if (CopyRule.isLeaf(field.getType()) && !allowed.test(field.getType())) {
        return false;
      }
    }
    return true;
  }

  private boolean isNew(Object value) {
    if (first == null) {
      first = value;
      return true;
    }
    if (first == value) {
      return false;
    }
    Set<Object> seen = others;
    if (seen == null) {
      seen = Collections.newSetFromMap(new IdentityHashMap<>());
      others = seen;
    }
    return seen.add(value);
  }

  private boolean isContentPlain(Object container, int depth) {
    if (container instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (!isPlain(entry.getKey(), depth) || !isPlain(entry.getValue(), depth)) {
          return false;
        }
      }
      return true;
    }
    for (Object element : (Collection<?>) container) {
      if (!isPlain(element, depth)) {
        return false;
      }
    }
    return true;
  }

  private boolean arePlain(@Nullable Object[] array, int depth) {
    for (Object element : array) {
      if (!isPlain(element, depth)) {
        return false;
      }
    }
    return true;
  }

  private boolean areFieldsPlain(Object value, int depth) {
    Class<?> type = value.getClass();
    if (!CopyRule.isCopiedByField(type)) {
      return false;
    }
    for (Field field : CopyRule.doubtfulReferences(type)) {
      if (!isPlain(contentOf(field, value), depth)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Object contentOf(Field field, Object owner) {
    try {
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new AssertionError(
          field + " was made accessible when its class was first looked at", e);
    }
  }
}
