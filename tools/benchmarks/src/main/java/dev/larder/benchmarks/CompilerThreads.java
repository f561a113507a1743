package dev.larder.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The JIT compiler's threads: in a short run they are busy all along, which says nothing about what is measured. */
final class CompilerThreads {
  private static final Path TASKS = Path.of("/proc/self/task");

  private CompilerThreads() {}

  /** The CPU time they took so far; 0 where there is no /proc. */
  static long cpuNanos() {
    try (Stream<Path> tasks = Files.list(TASKS)) {
      List<Path> compilers = tasks.filter(CompilerThreads::isCompiler).toList();
      long nanos = 0;
      for (Path task : compilers) {
        String schedstat = Files.readString(task.resolve("schedstat"));
        nanos += Long.parseLong(schedstat.substring(0, schedstat.indexOf(' ')));
      }
      return nanos;
    } catch (IOException e) {
      return 0;
    }
  }

  private static boolean isCompiler(Path task) {
    try {
      String name = Files.readString(task.resolve("comm"));
      return name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler");
    } catch (IOException e) {
      return false; // it ended meanwhile
    }
  }
}
