package dev.larder.internal.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three JVMs on one cache, while their server is killed, paused, and their connections are cut. It writes each change to a file before it
 * acknowledges it, so nothing that was acknowledged may be missing.
 */
class ThreeJvmsTest {
  private static final int JVMS = 3;
  private static final long BOUND_MILLIS = 5_000;
  private static final int SECONDS = Integer.getInteger("larder.redis.seconds", 20);

  @TempDir
  private Path directory;

  private int kills;
  private int pauses;
  private int cuts;

  @Test
  void nothingIsLostOrWonTwiceOrStale() throws Exception {
    long seed = System.nanoTime();
    Path file = directory.resolve("scoreboard");
    Scoreboard scoreboard = new Scoreboard(file);
    try (EmbeddedServer server =
        EmbeddedServer.start("dir " + directory, "appendonly yes", "appendfsync always")) {
      List<Process> jvms = new ArrayList<>();
      try {
        for (int i = 0; i < JVMS; i++) {
          jvms.add(jvm(server.uri(), file, i));
        }
        for (Process jvm : jvms) {
          String said = jvm.inputReader().readLine();
          assertThat(said).as(() -> errors()).isEqualTo("ready");
        }
        injectFaults(server, jvms, new Random(seed));
        long[] totals = new long[9];
        for (Process jvm : jvms) {
          add(totals, jvm);
        }
        check(totals, server, scoreboard, seed);
      } finally {
        jvms.forEach(Process::destroyForcibly);
      }
    }
  }

  private Process jvm(String uri, Path file, int index) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            // Surefire's own jar names it only as the tests begin.
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            LoadingJvm.class.getName(),
            uri,
            file.toString(),
            Integer.toString(index),
            Integer.toString(JVMS),
            Long.toString(BOUND_MILLIS))
        .redirectError(directory.resolve("errors" + index).toFile())
        .start();
  }

  private String errors() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < JVMS; i++) {
      try {
        text.append(Files.readString(directory.resolve("errors" + i)));
      } catch (IOException e) {
        text.append(e);
      }
    }
    return text.toString();
  }

  private void injectFaults(EmbeddedServer server, List<Process> jvms, Random random)
      throws Exception {
    long start = System.nanoTime();
    while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(SECONDS)) {
      letWork(jvms, 1_000 + random.nextInt(1_000));
      switch (random.nextInt(3)) {
        case 0 -> {
          kills++;
          server.kill();
          letWork(jvms, random.nextInt(500));
          server.restart();
        }
        case 1 -> {
          pauses++;
          server.pause(Duration.ofMillis(100 + random.nextInt(900)));
        }
        default -> {
          cuts++;
          server.cutConnections();
        }
      }
    }
  }

  /** So long they load the cache; none of them may end. */
  private void letWork(List<Process> jvms, long millis) throws InterruptedException {
    assertThat(jvms.get(0).waitFor(millis, TimeUnit.MILLISECONDS))
        .as(() -> errors())
        .isFalse();
    assertThat(jvms).allMatch(Process::isAlive, "goes on: " + errors());
  }

  private static void add(long[] totals, Process jvm) throws Exception {
    jvm.getOutputStream().close();
    BufferedReader output = jvm.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("totals ")) {
        try (Scanner figures = new Scanner(line.substring("totals ".length()))) {
          for (int i = 0; i < totals.length; i++) {
            totals[i] += figures.nextLong();
          }
        }
      } else {
        System.out.println(line);
      }
    }
    assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private void check(long[] totals, EmbeddedServer server, Scoreboard scoreboard, long seed)
      throws Exception {
    long counted = 0;
    try (SharedNumbers numbers = new SharedNumbers(server.uri(), "timeout", "10s")) {
      for (int i = 0; i < LoadingJvm.COUNTERS; i++) {
        Long number = numbers.get("counter" + i);
        counted += number == null ? 0 : number;
      }
    }
    long doubles = 0;
    int races = scoreboard.race();
    for (int i = 0; i < races; i++) {
      doubles += scoreboard.winners(i) > 1 ? 1 : 0;
    }
    System.out.printf(
        "three JVMs, %d s (seed %d): %d kills, %d pauses, %d times all connections cut; %d reads checked (%d found something), %d stale;"
            + " %d writes; %d increments (%d more with an unknown end), counted %d; %d races, %d won, %d twice; %d failures told%n",
        SECONDS, seed, kills, pauses, cuts, totals[0], totals[1], totals[2], totals[3], totals[4],
        totals[5], counted, races, totals[6], doubles, totals[8]);
    assertThat(totals[2]).as("stale reads").isZero();
    assertThat(counted).as("increments").isBetween(totals[4], totals[4] + totals[5]);
    assertThat(doubles).as("races with two winners").isZero();
    assertThat(totals[6] + totals[7])
        .as("races with a winner, or an unknown end")
        .isGreaterThanOrEqualTo(races);
    assertThat(totals[1]).as("reads that found something").isPositive();
  }
}
