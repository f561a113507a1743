package dev.larder.internal.management;

import java.net.URI;
import java.util.regex.Pattern;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * Where JSR-107 wants a cache's MBeans: {@code javax.cache:type=<type>,CacheManager=<uri>,Cache=<name>}, with a full stop for each
 * character that an {@link ObjectName} cannot carry. The specification lists {@code : = , \n}; beyond it we replace {@code " * ?},
 * which start a quotation or make a pattern, and {@code \r}, which consoles take for a line end.
 */
record BeanName(URI manager, String cache) {
  private static final Pattern FORBIDDEN = Pattern.compile("[:=,\\n\\r\"*?]");

  ObjectName of(String type) {
    String name = "javax.cache:type=" + type + ",CacheManager=" + safe(manager.toString())
        + ",Cache=" + safe(cache);
    try {
      return new ObjectName(name);
    } catch (MalformedObjectNameException e) {
      throw new AssertionError("no character that an object name forbids is left in " + name, e);
    }
  }

  private static String safe(String part) {
    return FORBIDDEN.matcher(part).replaceAll(".");
  }
}
