package dev.larder.benchmarks;

import dev.larder.benchmarks.Row.Figures;
import dev.larder.benchmarks.report.Latencies;
import dev.larder.benchmarks.report.Sample;
import dev.larder.benchmarks.store.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** What one JVM measured: one row of one subject. */
final class Fork {
  private final Row row;
  private final Subject subject;
  private final RunResult result;

  private Fork(Row row, Subject subject, RunResult result) {
    this.row = row;
    this.subject = subject;
    this.result = result;
  }

  /** @throws RunnerException when the JVM failed, or what it measured was not what it should have been */
  static Fork run(Plan plan, Row row, Subject subject) throws RunnerException {
    String heap = row.circumstances().heap();
    boolean latency = row.circumstances().figures() == Figures.LATENCY;
    // A cache has to have grown full within each iteration.
    Duration shortest = latency ? Duration.ofSeconds(1) : Duration.ZERO;
    ChainedOptionsBuilder options = new OptionsBuilder()
        .include("^" + Pattern.quote(row.method()) + "$")
        .mode(latency ? Mode.SampleTime : Mode.Throughput)
        .timeUnit(TimeUnit.MICROSECONDS)
        .param("subject", subject.name())
        .threads(row.circumstances().threads())
        .forks(1)
        .jvmArgs("-Xms" + heap, "-Xmx" + heap, "-XX:-UseDynamicNumberOfCompilerThreads")
        .warmupIterations(plan.warmup().number())
        .warmupTime(atLeast(shortest, plan.warmup()))
        .measurementIterations(plan.measurement().number())
        .measurementTime(atLeast(shortest, plan.measurement()))
        .addProfiler(CpuProfiler.class)
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
    row.parameters().forEach(options::param);
    return new Fork(row, subject, new Runner(options.build()).runSingle());
  }

  private static TimeValue atLeast(Duration shortest, Plan.Iterations iterations) {
    return TimeValue.milliseconds(
        Math.max(shortest.toMillis(), iterations.time().toMillis()));
  }

  /** Of a row of speed. */
  Sample sample(int round) {
    boolean all = row.circumstances().figures() == Figures.SPEED;
    return new Sample(
        row.title(),
        subject,
        round,
        result.getPrimaryResult().getScore(),
        all ? secondary(CpuProfiler.CPU_NANOS) : Double.NaN,
        all ? secondary("gc.alloc.rate.norm") : Double.NaN,
        secondary(CpuProfiler.OTHERS_PERCENT));
  }

  /** Of a row of latencies. */
  List<Latencies.Call> calls() {
    return Stream.of("get", "put").map(this::call).toList();
  }

  private Latencies.Call call(String operation) {
    Statistics micros = Objects.requireNonNull(
            result.getSecondaryResults().get(operation), operation)
        .getStatistics();
    return new Latencies.Call(
        operation,
        subject,
        micros.getPercentile(50),
        micros.getPercentile(99),
        micros.getPercentile(99.9),
        micros.getPercentile(99.99));
  }

  /** JMH may put a dot before a profiler's name. */
  private double secondary(String name) {
    for (String label : result.getSecondaryResults().keySet()) {
      if (label.endsWith(name)) {
        return result.getSecondaryResults().get(label).getScore();
      }
    }
    return Double.NaN;
  }
}
