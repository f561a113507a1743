package dev.larder.internal.disk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.LarderCachingProvider;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes is killed at some moment, again and again. What it was told is done must be there, and nothing older. */
class KillTest {
  private static final int KILLS = Integer.getInteger("larder.kills", 54);

  @TempDir
  private Path root;

  /** By key, what the cache must have: the last that was done; null for removed. */
  private final Map<String, @Nullable String> done = new HashMap<>();

  /** What was begun, and not said to be done. */
  private @Nullable String pendingKey;

  private @Nullable String pendingValue;
  private int acknowledged;
  private int checked;

  @Test
  void t53_whatWasAcknowledgedIsThereHoweverOftenTheProcessIsKilled() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> durabilities = List.of("sync", "interval", "none");
    for (int kill = 0; kill < KILLS; kill++) {
      // Blocks of the same durability, so that several kills meet the same files.
      String durability = durabilities.get(kill * durabilities.size() / KILLS);
      runAndKill(durability, random, kill);
      check(durability, "seed " + seed + ", kill " + kill + ", " + durability);
    }
    assertThat(acknowledged).isGreaterThan(KILLS);
    System.out.println(KILLS + " kills survived, " + acknowledged + " writes acknowledged, "
        + checked + " reads checked");
  }

  private void runAndKill(String durability, Random random, int kill) throws Exception {
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            KilledWriter.class.getName(),
            root.toString(),
            durability,
            Long.toString(random.nextLong()),
            Integer.toString(kill))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    int writes = acknowledged + random.nextInt(100);
    try (BufferedReader lines = new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("ready");
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        note(line);
        if (acknowledged >= writes && process.isAlive()) {
          LockSupport.parkNanos(random.nextInt(2_000_000)); // in the middle of one of the next
          process.toHandle().destroyForcibly(); // Process would throw away what is still to be read
        }
      }
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
  }

  private void note(String line) {
    String[] words = line.split(" ", -1);
    if (line.equals("done")) {
      if (pendingKey != null) {
        done.put(pendingKey, pendingValue);
        pendingKey = null;
        acknowledged++;
      }
    } else if (words.length >= 2) {
      pendingKey = words[1];
      pendingValue = words[0].equals("put") && words.length == 3 ? words[2] : null;
    }
  }

  private void check(String durability, String what) {
    try (LarderCachingProvider provider = new LarderCachingProvider()) {
      Cache<String, String> cache = provider
          .getCacheManager()
          .createCache("killed", KilledWriter.configuration(root.toString(), durability));
      for (int i = 0; i < KilledWriter.KEYS; i++) {
        String key = "k" + i;
        String found = cache.get(key);
        checked++;
        if (durability.equals("none")) {
          assertThat(found).as(what).isNull();
        } else if (!key.equals(pendingKey)) {
          assertThat(found).as(what + ", " + key).isEqualTo(done.get(key));
        } else if (found != null && !found.equals(done.get(key))) {
          // The line itself may be torn.
          assertThat(found).as(what + ", " + key).startsWith(requireNonNull(pendingValue));
        }
        done.put(key, found);
      }
      pendingKey = null;
    }
    if (durability.equals("none")) {
      done.clear();
    }
  }
}
