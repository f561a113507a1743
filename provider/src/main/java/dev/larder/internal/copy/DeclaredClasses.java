package dev.larder.internal.copy;

import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The classes that objects of some types consist of, as far as their declarations tell: superclasses, types of fields with their arguments,
 * permitted subclasses of sealed types. What else a field may hold (another subclass, what a hook writes) they do not tell.
 */
final class DeclaredClasses {
  private final Set<String> names = new TreeSet<>();

  private DeclaredClasses() {}

  /** Their names. {@code Object} tells nothing. */
  static List<String> of(Iterable<Class<?>> types) {
    DeclaredClasses found = new DeclaredClasses();
    types.forEach(found::add);
    return List.copyOf(found.names);
  }

  private void add(Type type) {
    if (type instanceof Class<?> found) {
      addClass(found);
    } else if (type instanceof ParameterizedType generic) {
      add(generic.getRawType());
      addAll(generic.getActualTypeArguments());
    } else if (type instanceof GenericArrayType array) {
      add(array.getGenericComponentType());
    } else if (type instanceof WildcardType wildcard) {
      addAll(wildcard.getUpperBounds());
    } else if (type instanceof TypeVariable<?> variable) {
      // A variable may be bounded by itself; the class of the bound is what counts.
      for (Type bound : variable.getBounds()) {
        add(bound instanceof ParameterizedType generic ? generic.getRawType() : bound);
      }
    }
  }

  private void addAll(Type[] types) {
    for (Type type : types) {
      add(type);
    }
  }

  private void addClass(Class<?> found) {
    Class<?> type = found;
    while (type.isArray()) {
      type = type.getComponentType();
    }
    if (type.isPrimitive() || type == Object.class || !names.add(type.getName())) {
      return;
    }
    if (type.getName().startsWith("java.") || type.getName().startsWith("javax.")) {
      return; // how the JDK is made is nobody's declaration
    }
    Type parent = type.getGenericSuperclass();
    if (parent != null) {
      add(parent);
    }
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
        add(field.getGenericType());
      }
    }
    if (type.isSealed()) {
      addAll(type.getPermittedSubclasses());
    }
  }
}
