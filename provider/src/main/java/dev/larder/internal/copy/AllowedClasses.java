package dev.larder.internal.copy;

import java.io.ObjectInputFilter;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Lets nothing be deserialized but classes that somebody has listed, and the JDK's that values are commonly made of. */
final class AllowedClasses implements ObjectInputFilter {
  private static final List<String> JDK =
      List.of("java.lang.*", "java.util.*", "java.math.*", "java.time.**");

  private final List<String> patterns;

  AllowedClasses(Collection<String> patterns) {
    this.patterns = Stream.concat(patterns.stream(), JDK.stream()).toList();
  }

  @Override
  public Status checkInput(FilterInfo info) {
    Status limits = SerializationLimits.FILTER.checkInput(info);
    Class<?> type = info.serialClass();
    if (limits == Status.REJECTED || type == null) {
      return limits;
    }
    return isAllowed(type) ? Status.ALLOWED : Status.REJECTED;
  }

  /** Of an array its elements count. Looks through the whole list. */
  boolean isAllowed(Class<?> type) {
    Class<?> element = elementOf(type);
    return element.isPrimitive()
        || patterns.stream().anyMatch(pattern -> matches(pattern, element.getName()));
  }

  /** What an array, or an array of arrays, holds; any other class itself. */
  static Class<?> elementOf(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    return element;
  }

  private static boolean matches(String pattern, String className) {
    if (pattern.endsWith(".**")) {
      return className.startsWith(pattern.substring(0, pattern.length() - 2));
    }
    if (pattern.endsWith(".*")) {
      String prefix = pattern.substring(0, pattern.length() - 1);
      return className.startsWith(prefix) && className.indexOf('.', prefix.length()) < 0;
    }
    return className.equals(pattern);
  }
}
