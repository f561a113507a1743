package dev.larder.internal.disk;

import dev.larder.tier.Tier;
import dev.larder.tier.TierContract.Ear;
import dev.larder.tier.TierEntry;
import dev.larder.tier.TierException;
import dev.larder.tier.TierHealth;
import dev.larder.tier.TierKey;
import dev.larder.tier.TierValue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;

/** The program that {@link DiskFaultsTest} runs where the disk is small. What goes wrong ends it with an exception. */
final class FaultyDisk {
  private static final int KEYS = 3_000;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  private final Path root;
  private final Map<String, Object> settings;
  private final Random random;
  private final Map<String, String> written = new HashMap<>();
  private long reads;
  private long refused;
  private long failures;

  private FaultyDisk(Path root, String durability, long seed) {
    this.root = root;
    // Often, so that it meets the writes when they fail.
    this.settings = durability.equals("interval")
        ? Map.of("durability", durability, "large-value", "20kB", "flush-interval", "1ms")
        : Map.of("durability", durability, "large-value", "20kB");
    this.random = new Random(seed);
  }

  /** What, where, seed. */
  public static void main(String[] args) throws IOException {
    for (String durability : List.of("none", "interval", "sync")) {
      Path root = Files.createDirectories(Path.of(args[1]).resolve(durability));
      FaultyDisk disk = new FaultyDisk(root, durability, Long.parseLong(args[2]));
      if (args[0].equals("full")) {
        disk.isFull();
      } else {
        disk.isLimited();
      }
      disk.open().destroy();
      System.out.println(durability + ": " + disk.failures + " failures of the disk, "
          + disk.refused + " writes not kept, " + disk.reads + " reads checked");
    }
    System.out.println("done");
  }

  private DiskTier open() {
    return Disks.open(root, "orders", settings, new Ear(), () -> 1_900_000_000L);
  }

  /** The whole file system has a few megabytes. */
  private void isFull() throws IOException {
    try (DiskTier tier = open()) {
      writeUntilItFails(tier);
      failAgainAndAgain(tier);
      fill();
      workFor(tier, 200);
      makeRoom();
      waitUntilItKeeps(tier);
      workFor(tier, 500);
      fill(); // and closes so
      checkAll(tier);
    }
    makeRoom();
    checkAnotherStart();
    fill();
    openWithoutRoom();
    makeRoom();
    checkAnotherStart();
  }

  /** No file may grow beyond some size: writes fail, and creating and deleting do not. */
  private void isLimited() throws IOException {
    RocksDB.loadLibrary(); // is unpacked into a larger file
    limitFiles();
    try (DiskTier tier = open()) {
      writeUntilItFails(tier);
      failAgainAndAgain(tier);
    }
    checkAnotherStart();
  }

  // -- steps

  private void writeUntilItFails(DiskTier tier) {
    long before = failuresOf(tier);
    long deadline = System.nanoTime() + PATIENCE;
    while (failuresOf(tier) == before) {
      require(System.nanoTime() < deadline, "the disk has not failed");
      step(tier);
    }
    failures += failuresOf(tier) - before;
    checkAll(tier);
  }

  private void failAgainAndAgain(DiskTier tier) {
    for (int i = 0; i < 3; i++) {
      waitUntilItKeeps(tier);
      writeUntilItFails(tier);
    }
  }

  private void workFor(DiskTier tier, int steps) {
    for (int i = 0; i < steps; i++) {
      step(tier);
    }
    checkAll(tier);
  }

  private void waitUntilItKeeps(DiskTier tier) {
    long deadline = System.nanoTime() + PATIENCE;
    while (put(tier, "again", "x" + random.nextInt()) < 0) {
      require(System.nanoTime() < deadline, "the tier has not come back: " + tier.health());
      LockSupport.parkNanos(10_000_000);
    }
    require(tier.health().state() != TierHealth.State.DOWN, tier.health().message());
  }

  private void checkAnotherStart() {
    try (DiskTier tier = open()) {
      checkAll(tier);
      workFor(tier, 20);
    }
  }

  /** Either way. */
  private void openWithoutRoom() {
    try (DiskTier tier = open()) {
      checkAll(tier);
      workFor(tier, 50);
    } catch (TierException refusedToOpen) {
      failures++;
    }
  }

  // -- one step

  private void step(DiskTier tier) {
    String key = "k" + random.nextInt(KEYS);
    if (random.nextInt(5) == 0) {
      tier.remove(key(key));
      written.remove(key);
    } else {
      int length = random.nextInt(50) == 0 ? 100_000 : random.nextInt(8_000);
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      put(tier, key, new String(bytes, StandardCharsets.ISO_8859_1));
    }
    check(tier, key);
    check(tier, "k" + random.nextInt(KEYS));
  }

  private long put(DiskTier tier, String key, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    long version = tier.put(key(key), new TierValue(bytes, 0, TierValue.NEVER));
    if (version == Tier.NOT_KEPT) {
      refused++;
      written.remove(key);
    } else {
      written.put(key, text);
    }
    return version;
  }

  private void checkAll(DiskTier tier) {
    for (int i = 0; i < KEYS; i++) {
      check(tier, "k" + i);
    }
  }

  private void check(DiskTier tier, String key) {
    TierEntry entry = tier.get(key(key));
    String found =
        entry == null ? null : new String(entry.value().bytes(), StandardCharsets.ISO_8859_1);
    reads++;
    if (found != null) {
      require(
          found.equals(written.get(key)), key + " is not what was written last, or should be gone");
    }
  }

  private static TierKey key(String text) {
    return TierKey.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static long failuresOf(DiskTier tier) {
    Long figure = tier.health().figures().get("write-failures");
    return figure == null ? 0 : figure;
  }

  private static void require(boolean holds, @Nullable String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  // -- the disk's room

  private static void limitFiles() throws IOException {
    String pid = Long.toString(ProcessHandle.current().pid());
    Process prlimit = new ProcessBuilder("prlimit", "--pid", pid, "--fsize=300000")
        .inheritIO()
        .start();
    require(prlimit.onExit().join().exitValue() == 0, "no limit could be set");
  }

  private Path filler() {
    return root.resolve("filler");
  }

  /** Leaves not a byte. */
  private void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(filler())) {
      for (int size = 1 << 20; size > 0; size /= 2) {
        writeWhilePossible(out, new byte[size]);
      }
    }
  }

  private static void writeWhilePossible(OutputStream out, byte[] bytes) {
    try {
      while (true) {
        out.write(bytes);
      }
    } catch (IOException full) {
      // as is meant
    }
  }

  private void makeRoom() throws IOException {
    Files.delete(filler());
  }
}
