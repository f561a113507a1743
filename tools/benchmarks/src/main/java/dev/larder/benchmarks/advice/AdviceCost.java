package dev.larder.benchmarks.advice;

import dev.larder.LarderCachingProvider;
import dev.larder.LarderConfiguration;
import dev.larder.benchmarks.CpuProfiler;
import dev.larder.benchmarks.report.Machine;
import dev.larder.benchmarks.report.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Hits of two caches with statistics, one with the advisor and one without. They take turns within one JVM, iteration by iteration, so
 * that both run the same compiled code: two JVMs differ by more than what is looked for. Which of them was made first changes from
 * JVM to JVM.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // set by JMH
public class AdviceCost {
  /** So few that all of it stays near the processor: memory takes its time on a shared machine, and would hide what is looked for. */
  private static final int ENTRIES = 1 << 12;

  private static final int STREAM = 1 << 13;

  /** An even number of each treats both caches alike. */
  private static final int JVMS = 6;

  private static final int TURNS = 24;

  @Param("false")
  public boolean adviceFirst;

  private final LarderCachingProvider provider = new LarderCachingProvider();
  private final List<Cache<Long, Long>> caches = new ArrayList<>();
  private Cache<Long, Long> cache;
  private Long[] stream;
  private int turn;

  /** Each thread has a place of its own in the stream. */
  @State(Scope.Thread)
  public static class Place {
    int next = new Random().nextInt(STREAM);
  }

  /** Fills the caches. Keys to ask with are equal to those that are there, not the same. */
  @Setup
  public void open() {
    caches.add(filled("first", adviceFirst));
    caches.add(filled("second", !adviceFirst));
    Random random = new Random(1);
    stream = new Long[STREAM];
    for (int i = 0; i < STREAM; i++) {
      stream[i] = (long) (ENTRIES * Math.pow(random.nextDouble(), 3));
    }
  }

  private Cache<Long, Long> filled(String name, boolean advice) {
    Cache<Long, Long> made = provider
        .getCacheManager()
        .createCache(
            name,
            new LarderConfiguration<Long, Long>()
                .maximumSize(ENTRIES * 5 / 4)
                .advice(advice)
                .setStatisticsEnabled(true));
    for (long key = 0; key < ENTRIES; key++) {
      made.put(key, key);
    }
    return made;
  }

  @Setup(Level.Iteration)
  public void takeTurns() {
    cache = caches.get(turn++ % 2);
  }

  @TearDown
  public void close() {
    provider.close();
  }

  @Benchmark
  public @Nullable Long get(Place place) {
    place.next = (place.next + 1) & (STREAM - 1);
    return cache.get(stream[place.next]);
  }

  /** Runs it; {@code arguments}: the page to write, and for a quick look less JVMs, and less turns in each. */
  public static void main(String[] arguments) throws RunnerException, IOException {
    int jvms = arguments.length > 1 ? Integer.parseInt(arguments[1]) : JVMS;
    int turns = arguments.length > 2 ? Integer.parseInt(arguments[2]) : TURNS;
    StringBuilder page = new StringBuilder("# What the advisor costs a get\n\n")
        .append(Machine.here().markdown("tools/benchmarks/run.sh advice"))
        .append(String.format(Locale.ROOT, """
            - %d entries, Long keys, skewed; all reads are hits; statistics are on in both. %d JVMs; in each a cache with the advisor and one
              without take %d turns of 1 s. CPU time is the whole JVM's, so what the sweeper plays is in it. Ratios are taken between
              neighbouring turns: median (quartiles) of all.

            | threads | ns without | ns with | ratio | CPU ns without | CPU ns with | ratio | bytes allocated a get, with |
            | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            """, ENTRIES, jvms, turns));
    for (int threads = 1; threads <= 2; threads++) {
      page.append(new Turns().run(threads, jvms, turns).row(threads));
    }
    Files.writeString(Path.of(arguments[0]), page);
    System.out.println(page);
  }

  /** What was measured with a number of threads. */
  private static final class Turns {
    private final List<Double> without = new ArrayList<>();
    private final List<Double> with = new ArrayList<>();
    private final List<Double> cpuWithout = new ArrayList<>();
    private final List<Double> cpuWith = new ArrayList<>();
    private final List<Double> bytes = new ArrayList<>();

    Turns run(int threads, int jvms, int turns) throws RunnerException {
      for (int jvm = 0; jvm < jvms; jvm++) {
        boolean adviceFirst = jvm % 2 == 0;
        List<IterationResult> results = results(threads, turns, adviceFirst);
        for (int i = 0; i < results.size(); i++) {
          add(results.get(i), (i % 2 == 0) == adviceFirst);
        }
      }
      return this;
    }

    private static List<IterationResult> results(int threads, int turns, boolean adviceFirst)
        throws RunnerException {
      var result = new Runner(new OptionsBuilder()
              .include(AdviceCost.class.getName())
              .param("adviceFirst", Boolean.toString(adviceFirst))
              .threads(threads)
              .forks(1)
              .jvmArgs("-Xms1g", "-Xmx1g", "-XX:-UseDynamicNumberOfCompilerThreads")
              .warmupIterations(4) // an even number, so that the first turn is the first cache's
              .warmupTime(TimeValue.seconds(1))
              .measurementIterations(turns)
              .measurementTime(TimeValue.seconds(1))
              .addProfiler(CpuProfiler.class)
              .addProfiler(GCProfiler.class)
              .build())
          .runSingle();
      return List.copyOf(result.getBenchmarkResults().iterator().next().getIterationResults());
    }

    private void add(IterationResult turn, boolean hasAdvice) {
      (hasAdvice ? with : without).add(turn.getPrimaryResult().getScore());
      (hasAdvice ? cpuWith : cpuWithout).add(secondary(turn, CpuProfiler.CPU_NANOS));
      if (hasAdvice) {
        bytes.add(secondary(turn, "gc.alloc.rate.norm"));
      }
    }

    /** JMH may put a dot before a profiler's name. */
    @SuppressWarnings("rawtypes") // as JMH has it
    private static double secondary(IterationResult turn, String name) {
      Map<String, Result> all = turn.getSecondaryResults();
      return all.entrySet().stream()
          .filter(entry -> entry.getKey().endsWith(name))
          .mapToDouble(entry -> entry.getValue().getScore())
          .findFirst()
          .orElse(Double.NaN);
    }

    String row(int threads) {
      return String.format(
          Locale.ROOT,
          "| %d | %s | %s | %s | %s | %s | %s | %.3f |%n",
          threads,
          median(without),
          median(with),
          ratio(with, without),
          median(cpuWithout),
          median(cpuWith),
          ratio(cpuWith, cpuWithout),
          spread(bytes).median());
    }

    private static Spread spread(List<Double> figures) {
      return Spread.of(figures.stream().mapToDouble(d -> d).toArray());
    }

    private static String median(List<Double> figures) {
      return spread(figures).middle();
    }

    private static String ratio(List<Double> some, List<Double> others) {
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < some.size(); i++) {
        ratios.add(some.get(i) / others.get(i));
      }
      ratios.sort(null);
      return String.format(
          Locale.ROOT,
          "%.3f (%.3f...%.3f)",
          spread(ratios).median(),
          ratios.get(ratios.size() / 4),
          ratios.get(ratios.size() * 3 / 4));
    }
  }
}
