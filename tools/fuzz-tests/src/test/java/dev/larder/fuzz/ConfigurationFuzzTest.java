package dev.larder.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.larder.LarderCachingProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A configuration file works, or is refused with a {@link CacheException} that names it; nothing else comes of it. */
class ConfigurationFuzzTest {
  static Stream<Arguments> seeds() {
    return Stream.of(
            "",
            "larder.default.maximum-size = 10",
            "larder { caches { \"a*\" { maximum-size = unbounded, store-by-value = false } } }",
            "larder { default { maximum-size = -1 } }",
            "larder.caches.\"x\" = ${larder.caches.\"x\"}",
            "larder { default { maximum-size = 1e400 } }",
            "include \"other\"",
            "larder : [ ] \u0000 {",
            "larder.default.maximum-size = ${?NOBODY}",
            "a".repeat(5_000) + " { {")
        .map(text -> Arguments.of((Object) text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void aFileWorksOrIsRefused(byte[] content) throws IOException {
    Path file = Files.createTempFile("fuzz", ".conf");
    Files.write(file, content);
    try (LarderCachingProvider provider = new LarderCachingProvider()) {
      provider
          .getCacheManager(file.toUri(), null)
          .createCache("fuzzed", new MutableConfiguration<Object, Object>())
          .put("key", "value");
    } catch (CacheException e) {
      assertThat(e.getMessage()).isNotBlank();
    } finally {
      Files.delete(file);
    }
  }
}
