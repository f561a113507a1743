package dev.larder.benchmarks.tiers;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Engines go on with what was written long after it was: they compact files, and read an index anew. */
final class Settling {
  private static final long LOOK_NANOS = 500_000_000;
  private static final int QUIET_LOOKS = 3;
  private static final int LOOKS = 120;

  private Settling() {}

  /** Waits until this JVM does next to nothing, a minute at most. */
  static void await() throws InterruptedException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    int quiet = 0;
    for (int look = 0; look < LOOKS && quiet < QUIET_LOOKS; look++) {
      long before = system.getProcessCpuTime();
      Thread.sleep(LOOK_NANOS / 1_000_000);
      quiet = system.getProcessCpuTime() - before < LOOK_NANOS / 20 ? quiet + 1 : 0;
    }
  }
}
