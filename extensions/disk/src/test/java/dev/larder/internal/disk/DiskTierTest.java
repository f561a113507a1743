package dev.larder.internal.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.internal.config.TierBlock;
import dev.larder.tier.Tier;
import dev.larder.tier.TierContext;
import dev.larder.tier.TierContract;
import dev.larder.tier.TierException;
import dev.larder.tier.TierValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tier on disk, on real files. */
class DiskTierTest extends TierContract {
  @TempDir
  private Path root;

  @Override
  protected Tier open() {
    return disk(Map.of("maximum-bytes", "100MB"));
  }

  private DiskTier disk(Map<String, Object> more) {
    return disk("orders", more);
  }

  private DiskTier disk(String cacheName, Map<String, Object> more) {
    Map<String, Object> block = new HashMap<>(more);
    block.put("type", "disk");
    block.put("path", root.toString());
    TierContext context =
        new TierContext(cacheName, new TierBlock("test: tier", block), ear, now::get);
    return (DiskTier) new DiskTierFactory().open(context);
  }

  private Path folder() {
    return root.resolve("cache-orders");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void t2_whatWasThereIsThereAfterAnotherStart() {
    for (String durability : List.of("none", "interval", "sync")) {
      try (DiskTier first = disk("x" + durability, Map.of("durability", durability))) {
        first.put(key("a"), value("1"));
        first.put(key("b"), value("2"));
        first.remove(key("a"));
      }
      DiskTier second = disk("x" + durability, Map.of("durability", durability));
      assertThat(text(second.get(key("b")))).isEqualTo("2");
      assertThat(second.get(key("a"))).isNull();
      assertThat(second.put(key("c"), value("3"))).isPositive();
      second.destroy();
      assertThat(root.resolve("cache-x" + durability)).doesNotExist();
    }
  }

  @Test
  void t53_oneAtATimeHasTheFolder() {
    assertThatThrownBy(() -> disk(Map.of()))
        .isInstanceOf(TierException.class)
        .hasMessageContaining("in use by another cache of this process")
        .hasMessageContaining("another path");
  }

  @Test
  void t16_nobodyElseMayLookIn() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
        .isEqualTo("rwx------");
  }

  @Test
  void aPathThatIsNoDirectoryIsRefusedWithARemedy() throws IOException {
    Path file = Files.createFile(root.resolve("file"));
    Map<String, Object> block = Map.of("type", "disk", "path", file.toString());
    TierContext context =
        new TierContext("orders", new TierBlock("test: tier", block), ear, now::get);
    assertThatThrownBy(() -> new DiskTierFactory().open(context))
        .isInstanceOf(TierException.class)
        .hasMessageContaining("make it a directory that this process may write to");
  }

  @Test
  void settingsThatAreWrongAreRefusedWithARemedy() {
    assertRefused(Map.of("maximum-bytes", "much"), "tier.maximum-bytes = much");
    assertRefused(Map.of("compression", "zip"), "write one of lz4, zstd, none");
    assertRefused(Map.of("durabilty", "sync"), "did you mean durability?");
    assertRefused(Map.of("durability", "sync", "flush-interval", "1s"), "durability = interval");
  }

  private void assertRefused(Map<String, Object> settings, String message) {
    assertThatThrownBy(() -> disk("other", settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void t9_noCacheNameLeadsElsewhere() {
    assertThat(DiskSettings.folderName("../../etc")).isEqualTo("cache-..%2F..%2Fetc");
    assertThat(DiskSettings.folderName("Orders")).isNotEqualTo(DiskSettings.folderName("orders"));
  }

  @Test
  void t13_itIsBoundedInBytesAndSaysWhoLeft() {
    DiskTier tier = disk("small", Map.of("maximum-bytes", "200kB"));
    byte[] bytes = new byte[1_000];
    for (int i = 0; i < 1_000; i++) {
      tier.put(key("k" + i), value(bytes, TierValue.NEVER));
    }
    assertThat(tier.health().figures().get("bytes")).isBetween(150_000L, 200_000L);
    assertThat(tier.size()).isBetween(150L, 200L);
    int there = 0;
    for (int i = 0; i < 1_000; i++) {
      boolean isThere = tier.get(key("k" + i)) != null;
      assertThat(ear.heard.contains(key("k" + i))).isNotEqualTo(isThere);
      there += isThere ? 1 : 0;
    }
    assertThat((long) there).isEqualTo(tier.size());
    tier.destroy();
  }

  @Test
  void whatIsUsedStays() {
    DiskTier tier = disk("small", Map.of("maximum-bytes", "200kB"));
    byte[] bytes = new byte[1_000];
    tier.put(key("favourite"), value(bytes, TierValue.NEVER));
    for (int i = 0; i < 2_000; i++) {
      tier.put(key("k" + i), value(bytes, TierValue.NEVER));
      tier.get(key("favourite"));
    }
    assertThat(tier.get(key("favourite"))).isNotNull();
    tier.destroy();
  }

  @Test
  void t54_whatHasExpiredLeavesTheDisk() {
    DiskTier tier = (DiskTier) tier();
    for (int i = 0; i < 100; i++) {
      tier.put(key("k" + i), value(new byte[10], now.get() + 1_000));
    }
    tier.put(key("eternal"), value("1"));
    now.addAndGet(1_000);
    tier.sweep();
    assertThat(contents()).isEqualTo(Map.of("eternal", "1"));
    assertThat(tier.size()).isEqualTo(1);
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  @Test
  void t3_largeValuesHaveFilesThatGoWithThem() throws IOException {
    DiskTier tier = disk("large", Map.of("large-value", "10kB"));
    byte[] bytes = new byte[20_000];
    for (int i = 0; i < 10; i++) {
      new Random(i).nextBytes(bytes);
      tier.put(key("k" + i % 3), value(bytes.clone(), TierValue.NEVER));
    }
    Path large = root.resolve("cache-large/large");
    assertThat(large).isDirectoryContaining(file -> true);
    assertThat(count(large)).isEqualTo(3);
    tier.remove(key("k1"));
    assertThat(count(large)).isEqualTo(2);
    Files.writeString(large.resolve("123"), "an orphan");
    tier.close();
    DiskTier again = disk("large", Map.of("large-value", "10kB"));
    assertThat(again.get(key("k0"))).isNotNull();
    assertThat(java.util.Objects.requireNonNull(again.get(key("k0"))).value().bytes())
        .isEqualTo(bytes);
    again.clear();
    assertThat(large).doesNotExist();
    again.destroy();
  }

  @Test
  void aStopThatWasNoneStartsEmptyWhenNothingIsDurable() throws IOException {
    DiskTier tier = disk("fleeting", Map.of("durability", "none"));
    tier.put(key("a"), value("1"));
    tier.close();
    Files.writeString(root.resolve("cache-fleeting/open"), "NONE");
    DiskTier again = disk("fleeting", Map.of("durability", "none"));
    assertThat(again.get(key("a"))).isNull();
    again.destroy();
  }

  /** Damage anywhere makes a miss, or an empty start, and never another value. */
  @Test
  void flippedBytesInAnyFileAreNeverAWrongValue() throws IOException {
    Map<String, String> written = new HashMap<>();
    Map<String, Object> settings = Map.of("large-value", "10kB", "durability", "sync");
    Random random = new Random(42);
    int checked = 0;
    int rounds = 0;
    for (int round = 0; round < 12; round++) {
      DiskTier tier = disk("flipped", settings);
      for (int i = 0; i < 60; i++) {
        String text = "value " + round + " " + "x".repeat(i % 10 == 0 ? 12_000 : 100);
        tier.put(key("k" + i), value(text));
        written.put("k" + i, text);
      }
      tier.remove(key("k7"));
      written.remove("k7");
      tier.close();
      List<Path> files = new ArrayList<>(files().stream()
          .filter(file -> file.toString().contains("cache-flipped"))
          .filter(file -> !file.endsWith("larder.lock"))
          .toList());
      for (int hit = 0; hit < 3; hit++) {
        flip(files.get((round * 3 + hit) % files.size()), random);
      }
      DiskTier again = disk("flipped", settings);
      for (int i = 0; i < 60; i++) {
        String found = text(again.get(key("k" + i)));
        checked++;
        if (found != null) {
          assertThat(found).isEqualTo(written.get("k" + i));
        }
      }
      again.close();
      rounds++;
    }
    System.Logger log = System.getLogger("dev.larder.disk.test");
    log.log(
        System.Logger.Level.INFO,
        rounds + " rounds of flipped bytes, " + checked + " reads checked");
    disk("flipped", settings).destroy();
  }

  private static void flip(Path file, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length > 0) {
      for (int i = 0; i < 1 + bytes.length / 500; i++) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file, bytes);
    }
  }

  @Test
  void t14_compressedValuesTakeLessRoom() throws IOException {
    Map<String, Long> sizes = new HashMap<>();
    for (String compression : List.of("none", "lz4", "zstd")) {
      DiskTier tier = disk(compression, Map.of("compression", compression));
      for (int i = 0; i < 200; i++) {
        tier.put(key("k" + i), value("all work and no play ".repeat(100)));
      }
      tier.close();
      long bytes = 0;
      for (Path file : files()) {
        bytes += file.toString().contains("cache-" + compression) ? Files.size(file) : 0;
      }
      sizes.put(compression, bytes);
      disk(compression, Map.of("compression", compression)).destroy();
    }
    assertThat(sizes.get("lz4"))
        .isLessThan(java.util.Objects.requireNonNull(sizes.get("none")) / 2);
    assertThat(sizes.get("zstd"))
        .isLessThan(java.util.Objects.requireNonNull(sizes.get("none")) / 2);
  }

  @Test
  void t11_aTemporaryFolderGoesWithTheCacheAndIsItsAlone() throws IOException {
    DiskTier one = disk("fleeting", Map.of("temporary", true));
    DiskTier other = disk("fleeting", Map.of("temporary", true));
    one.put(key("a"), value("1"));
    assertThat(other.get(key("a"))).isNull();
    one.close();
    other.destroy();
    assertThat(files()).noneMatch(file -> file.toString().contains("cache-fleeting"));
  }

  @Test
  void damageFailsTheStartWhenThatIsWanted() throws IOException {
    disk("strict", Map.of()).close();
    Path current = root.resolve("cache-strict/db/CURRENT");
    Files.writeString(current, "nonsense");
    assertThatThrownBy(() -> disk("strict", Map.of("on-corruption", "fail")))
        .isInstanceOf(TierException.class)
        .hasMessageContaining("is damaged");
    disk("strict", Map.of()).destroy();
  }

  @Test
  void theIndexIsReadAnewAfterAStartAndBoundsAgain() throws InterruptedException {
    DiskTier first = disk("again", Map.of("maximum-bytes", "10MB"));
    for (int i = 0; i < 2_000; i++) {
      first.put(key("k" + i), value(new byte[1_000], TierValue.NEVER));
    }
    first.close();
    DiskTier second = disk("again", Map.of("maximum-bytes", "500kB"));
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (second.size() > 500 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(second.size()).isLessThanOrEqualTo(500);
    second.destroy();
  }
}
