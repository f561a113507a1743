package dev.larder.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * CPU time per operation of the whole JVM, collector and the subject's own threads included, the compiler not; and how much of the
 * machine others had meanwhile. The first holds better than wall clock on a shared machine; the second tells how shared it was.
 */
public final class CpuProfiler implements InternalProfiler {
  public static final String CPU_NANOS = "cpu";
  static final String OTHERS_PERCENT = "others";

  private static final Path STAT = Path.of("/proc/stat");
  private static final double NANOS_PER_JIFFY = 1e7;

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private long cpuNanosBefore;
  private long compilerNanosBefore;
  private long wallNanosBefore;
  private double busyNanosBefore;

  @Override
  public String getDescription() {
    return "CPU time per operation; share of the machine that others had";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    busyNanosBefore = machineBusyNanos();
    wallNanosBefore = System.nanoTime();
    cpuNanosBefore = system.getProcessCpuTime();
    compilerNanosBefore = CompilerThreads.cpuNanos();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    long cpuNanos = system.getProcessCpuTime() - cpuNanosBefore;
    long compilerNanos = CompilerThreads.cpuNanos() - compilerNanosBefore;
    long wallNanos = System.nanoTime() - wallNanosBefore;
    double othersNanos = Math.max(0, machineBusyNanos() - busyNanosBefore - cpuNanos);
    double machineNanos = (double) wallNanos * system.getAvailableProcessors();
    long operations = Math.max(1, result.getMetadata().getAllOps());
    return List.of(
        new ScalarResult(
            CPU_NANOS,
            (double) (cpuNanos - compilerNanos) / operations,
            "ns/op",
            AggregationPolicy.AVG),
        new ScalarResult(
            OTHERS_PERCENT, 100 * othersNanos / machineNanos, "%", AggregationPolicy.AVG));
  }

  /** User, nice, system, interrupts and stolen time of all cores; 0 where there is no /proc. */
  private static double machineBusyNanos() {
    try {
      String[] fields = Files.readAllLines(STAT).get(0).trim().split("\\s+", -1);
      double jiffies = 0;
      for (int field : new int[] {1, 2, 3, 6, 7, 8}) {
        jiffies += Double.parseDouble(fields[field]);
      }
      return jiffies * NANOS_PER_JIFFY;
    } catch (IOException e) {
      return 0;
    }
  }
}
