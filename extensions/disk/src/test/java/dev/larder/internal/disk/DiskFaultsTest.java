package dev.larder.internal.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Disks that are full, and directories that may not be written to: real ones, which a process of its own mounts for itself where it may (as
 * root, or in a name space of its own), or has a limit for the size of its files.
 */
class DiskFaultsTest {
  private static final long SEED = System.nanoTime();

  @TempDir
  private Path root;

  /** What a process said, and how it ended. */
  private record Outcome(int status, String said) {}

  @Test
  void aFullDiskCostsEntriesButGivesNoOlderOnes() throws Exception {
    assumeMountable();
    String small = "mount -t tmpfs -o size=8m tmpfs \"$0\" && exec \"$@\"";
    assertDone("a full disk", run(isolated(small), FaultyDisk.class, "full"));
  }

  @Test
  void writesThatFailCostEntriesButGiveNoOlderOnes() throws Exception {
    // Where there is no name space to be had, this is what is left of the full disk.
    assumeTrue(run(List.of("prlimit", "--fsize")).status() == 0, "skipped: there is no prlimit");
    assertDone("limited files", run(List.of(), FaultyDisk.class, "limited"));
  }

  @Test
  void aDirectoryThatMayNotBeWrittenToIsRefusedWithARemedy() throws Exception {
    if (isMountable()) {
      String readOnly =
          "mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\" && exec \"$@\"";
      assertRefused(run(isolated(readOnly), ReadOnlyDisk.class, "read-only"));
    } else {
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("r-xr-xr-x"));
      try {
        assumeTrue(!Files.isWritable(root), "skipped: root, who may not mount, may write anywhere");
        assertRefused(run(List.of(), ReadOnlyDisk.class, "read-only"));
      } finally {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  private static void assertRefused(Outcome outcome) {
    assertDone("a read-only directory", outcome);
    assertThat(outcome.said()).contains("make it a directory that this process may write to");
  }

  private static void assertDone(String what, Outcome outcome) {
    assertThat(outcome.status())
        .as(what + ", seed " + SEED + ": " + outcome.said())
        .isZero();
    assertThat(outcome.said()).endsWith("done\n").doesNotContain(": 0 failures of the disk");
    outcome
        .said()
        .lines()
        .filter(line -> line.contains("reads checked"))
        .forEach(line -> System.out.println(what + ", durability " + line));
  }

  // -- processes

  private void assumeMountable() throws Exception {
    assumeTrue(
        isMountable(),
        "skipped: this user may have no name space to mount a small disk in; the limit of files' sizes is tested instead");
  }

  private boolean isMountable() throws Exception {
    return run(isolated("mount -t tmpfs -o size=1m tmpfs \"$0\"")).status() == 0;
  }

  private List<String> isolated(String script) {
    return List.of("unshare", "--map-root-user", "--mount", "sh", "-c", script, root.toString());
  }

  private Outcome run(List<String> wrapper, Class<?> program, String what) throws Exception {
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx128m",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-XX:-UsePerfData",
        "-cp",
        System.getProperty("java.class.path"),
        program.getName(),
        what,
        root.toString(),
        Long.toString(SEED)));
    return run(command);
  }

  private static Outcome run(List<String> command) throws Exception {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException noSuchProgram) {
      return new Outcome(127, noSuchProgram.toString());
    }
    try (InputStream output = process.getInputStream()) {
      String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), said);
    } finally {
      process.destroyForcibly();
    }
  }
}
