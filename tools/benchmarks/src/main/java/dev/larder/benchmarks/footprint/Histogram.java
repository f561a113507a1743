package dev.larder.benchmarks.footprint;

import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * How many objects live in this JVM, and how many bytes they are: the last line of its class histogram, which collects first.
 *
 * @param objects arrays included
 * @param bytes headers and padding included
 */
record Histogram(long objects, long bytes) {
  static Histogram now() {
    try {
      String text = (String) ManagementFactory.getPlatformMBeanServer()
          .invoke(
              new ObjectName("com.sun.management:type=DiagnosticCommand"),
              "gcClassHistogram",
              new Object[] {new String[0]},
              new String[] {String[].class.getName()});
      List<String> lines = text.lines().toList();
      String[] total = lines.get(lines.size() - 1).trim().split("\\s+", -1);
      return new Histogram(Long.parseLong(total[1]), Long.parseLong(total[2]));
    } catch (JMException e) {
      throw new IllegalStateException("this JVM gives no class histogram", e);
    }
  }
}
