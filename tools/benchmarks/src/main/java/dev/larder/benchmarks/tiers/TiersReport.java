package dev.larder.benchmarks.tiers;

import dev.larder.benchmarks.CpuProfiler;
import dev.larder.benchmarks.report.Machine;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

/** Measures all rows in rounds, each subject in a JVM of its own, and writes {@code tiers.md}. */
public final class TiersReport {
  /** One line: what is called, and beside which line of the same chapter. */
  private record Line(
      String chapter,
      String title,
      Class<?> benchmark,
      String method,
      String parameter,
      String word) {
    String key() {
      return chapter + title;
    }
  }

  private static final String HITS = "A hit in the heap, ns";
  private static final String DISK = "A read that is not in the heap, disk, ns";
  private static final String REDIS = "A read that is not in the heap, Redis, ns";
  private static final String START = "A start over the files of a million entries, ms";

  private static final List<Line> LINES = List.of(
      new Line(HITS, "Larder without a tier", HeapHit.class, "get", "tier", "none"),
      new Line(HITS, "Larder over disk", HeapHit.class, "get", "tier", "disk"),
      new Line(HITS, "Larder over Redis", HeapHit.class, "get", "tier", "redis"),
      new Line(DISK, "RocksDB itself", FaultIn.class, "get", "subject", "rocksdb"),
      new Line(DISK, "Larder over disk", FaultIn.class, "get", "subject", "larder-disk"),
      new Line(DISK, "Ehcache over disk", FaultIn.class, "get", "subject", "ehcache"),
      new Line(REDIS, "Lettuce's GET itself", FaultIn.class, "get", "subject", "lettuce"),
      new Line(REDIS, "Larder over Redis", FaultIn.class, "get", "subject", "larder-redis"),
      new Line(REDIS, "Redisson's JCache", FaultIn.class, "get", "subject", "redisson"),
      new Line(START, "until the first hit", Restart.class, "firstHit", "", ""),
      new Line(START, "until a thousand hits", Restart.class, "firstThousandHits", "", ""));

  /** What a fork measured, in the chapter's unit. */
  private record Score(double time, double cpu) {}

  private final Map<String, List<Score>> scores = new LinkedHashMap<>();
  private final int port;
  private final Path warm;

  private TiersReport(int port, Path warm) {
    this.port = port;
    this.warm = warm;
  }

  /**
   * Runs it, and writes to the directory {@code larder.results}.
   *
   * @param arguments how many rounds; then, if not all are wanted, words of the chapters' titles
   */
  public static void main(String[] arguments) throws IOException, RunnerException {
    int rounds = arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]);
    List<String> words =
        List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
    List<Line> lines = LINES.stream()
        .filter(line -> words.isEmpty() || words.stream().anyMatch(line.chapter()::contains))
        .toList();
    Path warm = Folders.make();
    int port = freePort();
    RedisServer server = server(port);
    server.start();
    try {
      if (lines.stream().anyMatch(line -> line.chapter().equals(START))) {
        Restart.fill(warm);
      }
      TiersReport report = new TiersReport(port, warm);
      for (int round = 0; round < rounds; round++) {
        for (Line line : lines) {
          report.measure(line);
        }
      }
      report.write(lines, rounds, "./run.sh tiers " + String.join(" ", arguments));
    } finally {
      server.stop();
      Folders.remove(warm);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static RedisServer server(int port) throws IOException {
    File executable = ExecutableProvider.newJarResourceProvider().get();
    executable.deleteOnExit();
    return RedisServer.newRedisServer()
        .executableProvider(() -> executable)
        .onShutdownForceStop(true)
        .bind("127.0.0.1")
        .port(port)
        .setting("save \"\"")
        .setting("appendonly no")
        .build();
  }

  private void measure(Line line) throws RunnerException {
    boolean start = line.chapter().equals(START);
    ChainedOptionsBuilder options = new OptionsBuilder()
        .include(line.benchmark().getName() + "\\." + line.method() + "$")
        .mode(start ? Mode.SingleShotTime : Mode.AverageTime)
        .timeUnit(start ? TimeUnit.MILLISECONDS : TimeUnit.NANOSECONDS)
        .forks(1)
        .jvmArgs("-Xms1g", "-Xmx1g")
        .warmupIterations(start ? 0 : 2)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(start ? 1 : 2)
        .measurementTime(TimeValue.seconds(1))
        .addProfiler(CpuProfiler.class)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
    if (start) {
      options.param("folder", warm.toString());
    } else {
      options.param(line.parameter(), line.word()).param("port", Integer.toString(port));
    }
    RunResult result = new Runner(options.build()).runSingle();
    double cpuNanos = cpuNanos(result);
    Score score =
        new Score(result.getPrimaryResult().getScore(), start ? cpuNanos / 1e6 : cpuNanos);
    System.out.printf(
        Locale.ROOT,
        "%-45s %-25s %,.1f, CPU %,.1f%n",
        line.chapter(),
        line.title(),
        score.time(),
        score.cpu());
    scores.computeIfAbsent(line.key(), anew -> new ArrayList<>()).add(score);
  }

  /** JMH may put a dot before a profiler's name. */
  private static double cpuNanos(RunResult result) {
    for (String label : result.getSecondaryResults().keySet()) {
      if (label.endsWith(CpuProfiler.CPU_NANOS)) {
        return result.getSecondaryResults().get(label).getScore();
      }
    }
    return Double.NaN;
  }

  private void write(List<Line> lines, int rounds, String command) throws IOException {
    StringBuilder text = new StringBuilder(
        "# Benchmarks: tiers\n\n"
            + Machine.here().markdown(command.strip())
            + "- " + rounds
            + " rounds, in each a fork per line, one after the other: warm-up 2 x 1 s, measured 2 x 1 s; a"
            + " start is measured once a fork, without warm-up\n- values of " + Values.LENGTH
            + " random bytes; at a start of " + Restart.LENGTH
            + "; one thread; files within the system's page cache; the server on the same machine\n"
            + "- CPU time counts the whole JVM, the JIT compiler and the server not: where others use the machine it holds better\n\n"
            + "Median of the rounds (least...most), and the same of each round's ratio to the chapter's first line.\n");
    String chapter = "";
    Line first = lines.get(0);
    for (Line line : lines) {
      if (!line.chapter().equals(chapter)) {
        chapter = line.chapter();
        first = line;
        text.append("\n| ")
            .append(chapter)
            .append(" | time | ratio | CPU time | ratio |\n| --- | ---: | ---: | ---: | ---: |\n");
      }
      boolean isCompared = !line.equals(first) && !chapter.equals(START);
      text.append("| ").append(line.title());
      for (ToDoubleFunction<Score> what :
          List.<ToDoubleFunction<Score>>of(Score::time, Score::cpu)) {
        text.append(" | ")
            .append(shown(of(line, what), "%,.0f"))
            .append(" | ")
            .append(isCompared ? shown(ratios(line, first, what), "%.2f") : "");
      }
      text.append(" |\n");
    }
    System.out.print(text);
    Path directory = Path.of(System.getProperty("larder.results", "results"));
    Files.writeString(directory.resolve("tiers.md"), text);
  }

  private List<Double> of(Line line, ToDoubleFunction<Score> what) {
    return scores.getOrDefault(line.key(), List.of()).stream()
        .map(what::applyAsDouble)
        .toList();
  }

  private List<Double> ratios(Line line, Line first, ToDoubleFunction<Score> what) {
    List<Double> these = of(line, what);
    List<Double> those = of(first, what);
    return IntStream.range(0, these.size())
        .mapToObj(i -> these.get(i) / those.get(i))
        .toList();
  }

  private static String shown(List<Double> values, String format) {
    List<Double> sorted = values.stream().sorted().toList();
    int last = sorted.size() - 1;
    return String.format(
        Locale.ROOT,
        format + " (" + format + "..." + format + ")",
        sorted.get(last / 2),
        sorted.get(0),
        sorted.get(last));
  }
}
