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
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    return element.isPrimitive() || isAllowed(element.getName()) ? Status.ALLOWED : Status.REJECTED;
  }

  boolean isAllowed(String className) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, className));
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
