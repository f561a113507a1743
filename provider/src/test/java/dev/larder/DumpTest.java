package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a cache: into another one, into a file and back. */
class DumpTest {
  @RegisterExtension
  final Pantry pantry = new Pantry();

  @TempDir
  private Path directory;

  private LarderCache<String, Object> cache;
  private LarderCache<String, Object> other;

  @BeforeEach
  void makeCaches() {
    cache = larder(Pantry.NAME);
    other = larder("other");
  }

  @SuppressWarnings("unchecked")
  private LarderCache<String, Object> larder(String name) {
    LarderConfiguration<String, Object> byReference = new LarderConfiguration<>();
    byReference.setStoreByValue(false);
    return pantry.cache(name, byReference).unwrap(LarderCache.class);
  }

  private Path file() {
    return directory.resolve("cache.dump");
  }

  private void fill(int entries) {
    for (int i = 0; i < entries; i++) {
      cache.put("key " + i, "value " + i);
    }
  }

  @Test
  void allComesBackWithItsTimesAndTags() throws IOException {
    cache.put("eternal", List.of(1, 2, 3));
    cache.put("short", "value", Duration.ofSeconds(1));
    cache.put("long", "value", Duration.ofMinutes(1));
    cache.putTagged("tagged", "value", "red", "round");
    assertThat(cache.dump(file())).isEqualTo(4);
    pantry.advance(Duration.ofSeconds(1));
    RestoreReport report = other.restore(file());
    assertThat(report).isEqualTo(new RestoreReport(3, 1, List.of()));
    assertThat(report.isComplete()).isTrue();
    assertThat(other.toMap())
        .isEqualTo(Map.of("eternal", List.of(1, 2, 3), "long", "value", "tagged", "value"));
    assertThat(other.timeToLive("long")).contains(Duration.ofSeconds(59));
    assertThat(other.tags("tagged")).containsExactlyInAnyOrder("red", "round");
  }

  @Test
  void aDumpTakesThePlaceOfTheFileThatWasThere() throws IOException {
    Files.writeString(file(), "something else");
    fill(3);
    cache.dump(file());
    assertThat(other.restore(file()).restored()).isEqualTo(3);
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void whatCannotBeSerializedLeavesNoFile() throws IOException {
    cache.put("key", new Object());
    assertThatThrownBy(() -> cache.dump(file()))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("java.lang.Object");
    try (var files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void anotherFileIsRefused() throws IOException {
    Files.writeString(file(), "something else");
    assertThatThrownBy(() -> other.restore(file()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("was not written by");
    Files.write(file(), new byte[] {'L', 'A', 'R', 'D', 'E', 'R', 0, 7});
    assertThatThrownBy(() -> other.restore(file()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the format 7");
    assertThatThrownBy(() -> other.restore(directory.resolve("missing")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aFileThatWasCutOffGivesBackWhatIsThere() throws IOException {
    fill(100);
    cache.dump(file());
    byte[] bytes = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(bytes, bytes.length / 2));
    RestoreReport report = other.restore(file());
    assertThat(report.isComplete()).isFalse();
    assertThat(report.restored()).isBetween(40L, 60L);
    assertThat(report.problems()).anyMatch(problem -> problem.contains("cut off"));
    other.toMap().forEach((key, value) -> assertThat(value).isEqualTo(cache.get(key)));
  }

  @Test
  void damageInTheMiddleCostsOnlyWhatItHits() throws IOException {
    fill(100);
    cache.dump(file());
    long seed = ThreadLocalRandom.current().nextLong();
    Random random = new Random(seed);
    byte[] intact = Files.readAllBytes(file());
    for (int round = 0; round < 50; round++) {
      byte[] bytes = intact.clone();
      int from = 8 + random.nextInt(bytes.length - 80);
      int length = 1 + random.nextInt(30);
      for (int i = from; i < from + length; i++) {
        bytes[i] ^= (byte) (1 + random.nextInt(255));
      }
      Files.write(file(), bytes);
      other.clear();
      RestoreReport report = other.restore(file());
      assertThat(report.restored()).as("seed " + seed).isBetween(97L, 99L);
      assertThat(report.problems()).as("seed " + seed).isNotEmpty();
      other.toMap().forEach((key, value) -> assertThat(value).isEqualTo(cache.get(key)));
    }
  }

  @Test
  void aRestoreIsNeitherPutNorWrittenThroughAndMakesEvents() throws IOException {
    fill(3);
    cache.dump(file());
    other.stats().enable();
    List<String> told = new ArrayList<>();
    other.onPut((key, value, old) -> told.add(key));
    other.restore(file());
    assertThat(told).hasSize(3);
    assertThat(other.stats().snapshot().puts()).isZero();
  }

  @Test
  void aCopyInAnotherCacheHasTheSameTimes() {
    cache.put("eternal", 1);
    cache.put("short", 2, Duration.ofSeconds(1));
    cache.copyTo(other);
    assertThat(other.toMap()).isEqualTo(cache.toMap());
    assertThat(other.timeToLive("short")).contains(Duration.ofSeconds(1));
    Cache<String, Object> plain =
        pantry.manager.createCache("plain", new MutableConfiguration<String, Object>());
    cache.copyTo(plain);
    assertThat(plain.get("short")).isEqualTo(2);
  }
}
