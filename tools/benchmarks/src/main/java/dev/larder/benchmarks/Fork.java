package dev.larder.benchmarks;

import dev.larder.benchmarks.report.Sample;
import dev.larder.benchmarks.store.Subject;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One JVM, measuring one row of one subject. */
final class Fork {
  private Fork() {}

  static Sample measure(Plan plan, Row row, Subject subject, int round) throws RunnerException {
    ChainedOptionsBuilder options = new OptionsBuilder()
        .include("^" + Pattern.quote(row.method()) + "$")
        .mode(Mode.Throughput)
        .timeUnit(TimeUnit.MICROSECONDS)
        .param("subject", subject.name())
        .threads(row.threads())
        .forks(1)
        .jvmArgs("-Xms2g", "-Xmx2g")
        .warmupIterations(plan.warmup().number())
        .warmupTime(TimeValue.milliseconds(plan.warmup().time().toMillis()))
        .measurementIterations(plan.measurement().number())
        .measurementTime(TimeValue.milliseconds(plan.measurement().time().toMillis()))
        .addProfiler(CpuProfiler.class)
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
    row.parameters().forEach(options::param);
    RunResult result = new Runner(options.build()).runSingle();
    return new Sample(
        row.title(),
        subject,
        round,
        result.getPrimaryResult().getScore(),
        secondary(result, CpuProfiler.CPU_NANOS),
        secondary(result, "gc.alloc.rate.norm"),
        secondary(result, CpuProfiler.OTHERS_PERCENT));
  }

  /** JMH may put a dot before a profiler's name. */
  private static double secondary(RunResult result, String name) {
    for (String label : result.getSecondaryResults().keySet()) {
      if (label.endsWith(name)) {
        return result.getSecondaryResults().get(label).getScore();
      }
    }
    return Double.NaN;
  }
}
