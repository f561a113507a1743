package dev.larder.benchmarks.footprint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A JVM of its own for one figure. */
final class Child {
  private Child() {}

  /**
   * Runs the class with this JVM's class path, and waits.
   *
   * @return the numbers in the last line that it prints
   * @throws IllegalStateException with all that it printed, when it failed
   */
  static double[] run(Class<?> main, String heap, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(
        System.getProperty("java.home") + "/bin/java",
        "-Xms" + heap,
        "-Xmx" + heap,
        "-cp",
        System.getProperty("java.class.path"),
        main.getName()));
    command.addAll(Arrays.asList(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    if (waitFor(process) != 0) {
      throw new IllegalStateException(main.getSimpleName() + " failed:\n" + output);
    }
    String lastLine = output.substring(output.lastIndexOf('\n') + 1);
    return Arrays.stream(lastLine.split(" ", -1))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  private static int waitFor(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
