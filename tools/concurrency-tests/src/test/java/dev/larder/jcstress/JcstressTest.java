package dev.larder.jcstress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Runs {@link OptimisticReads} in JVMs of their own, of the same kind as this one. {@code -Dlarder.jcstress.mode=default} (or {@code
 * tough}) takes jcstress's own time for it, with all of its JIT compilation modes.
 */
class JcstressTest {
  private static final List<String> SHORT = List.of(
      "-f",
      "1",
      "-iters",
      "2",
      "-time",
      "100",
      "-sc",
      "false",
      "-af",
      "NONE",
      "-jvmArgs",
      "-Xmx256m");

  @Test
  void readersWithoutALockSeeNothingForbidden() throws IOException, InterruptedException {
    String mode = System.getProperty("larder.jcstress.mode", "short");
    Path directory = Path.of(System.getProperty("larder.jcstress.directory", "target/jcstress"));
    Files.createDirectories(directory);
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        "org.openjdk.jcstress.Main",
        "-t",
        OptimisticReads.class.getName(),
        "-r",
        "report"));
    command.addAll(mode.equals("short") ? SHORT : List.of("-m", mode));
    Path output = directory.resolve("output.txt");
    Process process = new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
    int exit = process.waitFor();
    String said = Files.readString(output);
    assertThat(exit).as(said).isZero();
    assertThat(said)
        .contains("Failed tests: No matches", "Error tests: No matches", "7 matching test results");
  }
}
