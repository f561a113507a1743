package dev.larder.internal.disk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.tier.TierContract.Ear;
import dev.larder.tier.TierCursor;
import dev.larder.tier.TierEntry;
import dev.larder.tier.TierException;
import dev.larder.tier.TierKey;
import dev.larder.tier.TierValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each file that a closed tier leaves is damaged, in several places: what is read then is the last value that was written, or nothing, and
 * no read throws.
 */
class FlippedBytesTest {
  private static final int KEYS = 60;
  private static final int GENERATIONS = 4;
  private static final int PLACES = 3;
  private static final Map<String, Object> SETTINGS =
      Map.of("large-value", "4kB", "durability", "interval");

  @TempDir
  private Path root;

  /** What there is; what is not in here was removed. */
  private final Map<String, String> written = new HashMap<>();

  private int reads;
  private int emptyStarts;
  private int misses;

  private static TierKey key(int i) {
    return TierKey.of(("k" + i).getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String text(@Nullable TierEntry entry) {
    return entry == null ? null : new String(entry.value().bytes(), StandardCharsets.UTF_8);
  }

  private DiskTier open(String name, Map<String, Object> settings) {
    return Disks.open(root.resolve(name), "orders", settings, new Ear(), () -> 1_900_000_000L);
  }

  @Test
  void aFlippedByteInAnyFileIsNeverAWrongValueNorAnExceptionOfARead() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    writeGenerations(random);
    Path whole = root.resolve("whole");
    Map<String, Integer> flips = new TreeMap<>();
    for (Path file : files(whole)) {
      for (int place = 0; place < PLACES; place++) {
        String what = file + ", place " + place + ", seed " + seed;
        copy(whole, root.resolve("damaged"));
        if (flip(root.resolve("damaged").resolve(file), random)) {
          flips.merge(kind(file), 1, Integer::sum);
        }
        strictlyOpened(what);
        copy(whole, root.resolve("damaged"));
        flip(root.resolve("damaged").resolve(file), new Random(seed + place));
        checkAll(what);
      }
    }
    assertThat(flips.keySet()).contains("sst", "MANIFEST", "CURRENT", "large", "closed");
    System.out.println("bytes flipped in " + flips + ", " + reads + " reads checked, " + misses
        + " of them found nothing, " + emptyStarts + " starts were empty");
  }

  /** Several files with older values below newer ones, and with the marks of removals. */
  private void writeGenerations(Random random) {
    for (int generation = 0; generation < GENERATIONS; generation++) {
      try (DiskTier tier = open("whole", SETTINGS)) {
        for (int i = 0; i < KEYS; i++) {
          write(tier, i, generation, random);
        }
      }
    }
  }

  private void write(DiskTier tier, int i, int generation, Random random) {
    boolean stays = i == 0; // so that there is always a file of a large value
    if (!stays && random.nextInt(4) == 0) {
      tier.remove(key(i));
      written.remove("k" + i);
    } else if (stays || random.nextInt(4) != 0) {
      String text = "value " + generation + " of " + i + " ".repeat(i % 20 == 0 ? 5_000 : i * 5);
      tier.put(key(i), new TierValue(bytes(text), 0, TierValue.NEVER));
      written.put("k" + i, text);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void checkAll(String what) {
    try (DiskTier tier = open("damaged", SETTINGS)) {
      emptyStarts += tier.size() == 0 ? 1 : 0;
      check(tier, what);
      assertThat(tier.put(key(3), new TierValue(bytes("new"), 0, TierValue.NEVER)))
          .as(what)
          .isNotZero();
      String after = text(tier.get(key(3)));
      assertThat(after == null ? "new" : after).as(what).isEqualTo("new");
    }
    try (DiskTier again = open("damaged", SETTINGS)) {
      String after = text(again.get(key(3)));
      assertThat(after == null ? "new" : after).as(what).isEqualTo("new");
      assertThat(again.remove(key(3)) || after == null).as(what).isTrue();
      assertThat(again.get(key(3))).as(what).isNull();
    }
  }

  private void check(DiskTier tier, String what) {
    for (int i = 0; i < KEYS; i++) {
      checkOne("k" + i, text(tier.get(key(i))), what);
    }
    List<TierKey> keys =
        Stream.iterate(0, i -> i < KEYS, i -> i + 1).map(FlippedBytesTest::key).toList();
    tier.getAll(keys).forEach((key, entry) -> checkOne(text(key), text(entry), what));
    try (TierCursor cursor = tier.cursor()) {
      while (cursor.advance()) {
        checkOne(text(cursor.key()), text(cursor.entry()), what);
      }
    }
  }

  private static String text(TierKey key) {
    return new String(key.bytes(), StandardCharsets.UTF_8);
  }

  private void checkOne(String key, @Nullable String found, String what) {
    reads++;
    if (found == null) {
      misses++;
    } else {
      assertThat(found).as(key + " after " + what).isEqualTo(written.get(key));
    }
  }

  /** Who wants a failure gets one when the cache is made, or what is right. */
  private void strictlyOpened(String what) {
    Map<String, Object> strict = new HashMap<>(SETTINGS);
    strict.put("on-corruption", "fail");
    for (int attempt = 0; attempt < 2; attempt++) {
      try (DiskTier tier = open("damaged", strict)) {
        check(tier, what);
      } catch (TierException damaged) {
        assertThat(damaged).as(what).hasMessageContaining("is damaged; remove that folder");
      }
    }
  }

  // -- files

  private static String kind(Path file) {
    String name = requireNonNull(file.getFileName()).toString();
    return file.toString().contains("large")
        ? "large"
        : name.contains(".")
            ? name.substring(name.lastIndexOf('.') + 1)
            : name.replaceAll("-.*", "");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).map(folder::relativize).toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Folder.deleteAll(to);
    for (Path file : files(from)) {
      Path target = to.resolve(file);
      Files.createDirectories(requireNonNull(target.getParent()));
      Files.copy(from.resolve(file), target);
    }
  }

  /** Returns whether there was anything to flip. */
  private static boolean flip(Path file, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length == 0) {
      return false;
    }
    int from = random.nextInt(bytes.length);
    int length = random.nextBoolean() ? 1 : 1 + random.nextInt(64);
    for (int i = from; i < Math.min(bytes.length, from + length); i++) {
      bytes[i] ^= (byte) (1 + random.nextInt(255));
    }
    Files.write(file, bytes);
    return true;
  }
}
