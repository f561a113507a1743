package dev.larder.internal.disk;

import static java.util.Objects.requireNonNull;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
    return Disks.open(root, cacheName, more, ear, now::get);
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
    assertThat(requireNonNull(again.get(key("k0"))).value().bytes()).isEqualTo(bytes);
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
    assertThat(sizes.get("lz4")).isLessThan(requireNonNull(sizes.get("none")) / 2);
    assertThat(sizes.get("zstd")).isLessThan(requireNonNull(sizes.get("none")) / 2);
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

  @Test
  void versionsGoOnWhenTheClockGoesBackAcrossARestart() {
    DiskTier first = disk("clock", Map.of("large-value", "1kB"));
    long newest = 0;
    for (int i = 0; i < 10; i++) {
      newest = first.put(key("k" + i), value(new byte[2_000], TierValue.NEVER));
    }
    first.close();
    now.addAndGet(-TimeUnit.DAYS.toNanos(400));
    DiskTier second = disk("clock", Map.of("large-value", "1kB"));
    assertThat(second.put(key("new"), value(new byte[3_000], TierValue.NEVER)))
        .isGreaterThan(newest);
    second.close();
    DiskTier third = disk("clock", Map.of("large-value", "1kB"));
    long afterAll = third.put(key("k0"), value(new byte[4_000], TierValue.NEVER));
    assertThat(afterAll).isGreaterThan(newest);
    assertThat(requireNonNull(third.get(key("k0"))).value().bytes()).hasSize(4_000);
    assertThat(requireNonNull(third.get(key("k9"))).value().bytes()).hasSize(2_000);
    assertThat(requireNonNull(third.get(key("new"))).value().bytes()).hasSize(3_000);
    third.destroy();
  }

  @Test
  void anInterruptedThreadWritesAndReadsAndClosesAsAnyOther() {
    Map<String, Object> settings = Map.of("large-value", "1kB", "durability", "sync");
    Thread.currentThread().interrupt();
    DiskTier tier = disk("interrupted", settings);
    assertThat(tier.put(key("small"), value("1"))).isPositive();
    assertThat(tier.put(key("large"), value(new byte[2_000], TierValue.NEVER))).isPositive();
    assertThat(tier.get(key("large"))).isNotNull();
    tier.close();
    DiskTier again = disk("interrupted", settings);
    assertThat(text(again.get(key("small")))).isEqualTo("1");
    assertThat(again.get(key("large"))).isNotNull();
    again.destroy();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void t54_manyThatExpireAtOnceAllLeave() {
    DiskTier tier = (DiskTier) tier();
    for (int i = 0; i < 30_000; i++) {
      tier.put(key("k" + i), value(new byte[1], now.get() + 1_000));
    }
    now.addAndGet(1_000);
    tier.sweep();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!contents().isEmpty() && System.nanoTime() < deadline) {
      Thread.onSpinWait(); // the tier's own sweep may be at one of them
    }
    assertThat(contents()).isEmpty();
  }

  @Test
  void halfAnEmptyingLeavesNothingToBeReadAgain() throws IOException {
    DiskTier tier = disk("half", Map.of());
    tier.put(key("a"), value("1"));
    tier.close();
    Path folder = root.resolve("cache-half");
    Files.move(folder.resolve("db"), folder.resolve("gone"));
    Files.delete(folder.resolve("gone/CURRENT"));
    DiskTier again = disk("half", Map.of());
    assertThat(again.get(key("a"))).isNull();
    assertThat(again.put(key("a"), value("2"))).isPositive();
    again.destroy();
    assertThat(folder).doesNotExist();
  }

  @Test
  void aFailureThatIsWantedIsThereAtEachStart() throws IOException {
    DiskTier tier = disk("strict", Map.of());
    tier.put(key("a"), value("1"));
    tier.close();
    Path manifest;
    try (Stream<Path> files = Files.list(root.resolve("cache-strict/db"))) {
      manifest =
          files.filter(file -> file.toString().contains("MANIFEST")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(manifest);
    Files.write(manifest, Arrays.copyOf(bytes, bytes.length / 2));
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> disk("strict", Map.of("on-corruption", "fail")))
          .isInstanceOf(TierException.class)
          .hasMessageContaining("is damaged");
    }
    disk("strict", Map.of()).destroy();
  }

  private static DiskSettings settings(Map<String, Object> block) {
    Map<String, Object> all = new HashMap<>(block);
    all.put("type", "disk");
    return DiskSettings.of(new TierBlock("test: tier", all), "orders");
  }

  @Test
  void t12_withoutAPathItIsWherePlatformsHaveCaches() {
    Path home = Path.of("/home/me");
    assertThat(CacheHome.of("Linux", home, name -> null)).isEqualTo(home.resolve(".cache"));
    assertThat(CacheHome.of("Linux", home, name -> "XDG_CACHE_HOME".equals(name) ? "/xdg" : null))
        .isEqualTo(Path.of("/xdg"));
    assertThat(CacheHome.of("Linux", home, name -> "not/absolute"))
        .isEqualTo(home.resolve(".cache"));
    assertThat(CacheHome.of("Mac OS X", home, name -> null))
        .isEqualTo(home.resolve("Library/Caches"));
    assertThat(CacheHome.of("Windows 11", home, name -> null))
        .isEqualTo(home.resolve("AppData/Local"));
    assertThat(settings(Map.of()).folder())
        .isEqualTo(CacheHome.here().resolve("larder").resolve("cache-orders"));
    assertThat(settings(Map.of("application", "my-shop_2")).folder())
        .isEqualTo(CacheHome.here().resolve("my-shop_2").resolve("cache-orders"));
  }

  @Test
  void t9_t12_anApplicationsNameLeadsNowhereElse() {
    for (String name : List.of("..", "../other", "a/b", "a b", ".hidden", "käse")) {
      assertThatThrownBy(() -> settings(Map.of("application", name)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("letters, digits");
    }
    assertThatThrownBy(() -> settings(Map.of("application", "shop", "path", "/tmp")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leave it out, or path");
  }

  @Test
  void t9_aLongNameIsCutAndStaysItsOwn() {
    String one = DiskSettings.folderName("Method ".repeat(100) + "a");
    String other = DiskSettings.folderName("Method ".repeat(100) + "b");
    assertThat(one).hasSizeLessThan(255).isNotEqualTo(other);
  }

  @Test
  void t14_theLevelOfCompressionIsASetting() {
    DiskTier tier = disk("level", Map.of("compression", "zstd", "compression-level", 9));
    tier.put(key("a"), value("1"));
    assertThat(text(tier.get(key("a")))).isEqualTo("1");
    tier.destroy();
    assertRefused(Map.of("compression", "zstd", "compression-level", 10), "from 1 to 9");
    assertRefused(Map.of("compression-level", 3), "it needs compression = zstd");
  }

  @Test
  void t17_theSqlSwitchIsReadAndIgnored() {
    DiskTier tier = disk("sql", Map.of("use-sql", true));
    tier.put(key("a"), value("1"));
    assertThat(text(tier.get(key("a")))).isEqualTo("1");
    tier.destroy();
    assertRefused(Map.of("use-sql", "perhaps"), "use-sql = perhaps");
  }

  @Test
  void t21_filesMayBeReadByMappingThemAndWhatIsReadIsVerified() throws IOException {
    Map<String, Object> settings = Map.of("memory-mapped", true, "large-value", "4kB");
    DiskTier tier = disk("mapped", settings);
    for (int i = 0; i < 500; i++) {
      tier.put(key("k" + i), value("value " + i));
    }
    tier.put(key("large"), value(new byte[10_000], TierValue.NEVER));
    tier.close();
    Path large = root.resolve("cache-mapped/large");
    try (Stream<Path> files = Files.list(large)) {
      Path file = files.findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      bytes[5_000] ^= 1;
      Files.write(file, bytes);
    }
    DiskTier again = disk("mapped", settings);
    for (int i = 0; i < 500; i++) {
      assertThat(text(again.get(key("k" + i)))).isEqualTo("value " + i);
    }
    assertThat(again.get(key("large"))).isNull();
    again.destroy();
  }
}
