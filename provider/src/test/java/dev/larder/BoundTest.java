package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many entries a cache holds, as {@code larder.conf} has it, and that it does. */
class BoundTest {
  @TempDir
  private Path directory;

  private final LarderCachingProvider provider = new LarderCachingProvider();

  @AfterEach
  void close() {
    provider.close();
  }

  private URI conf(String text) throws IOException {
    return Files.writeString(directory.resolve("larder.conf"), text).toUri();
  }

  private static LarderCache<Integer, Integer> cache(CacheManager manager, String name) {
    Cache<Integer, Integer> cache =
        manager.createCache(name, new MutableConfiguration<Integer, Integer>());
    @SuppressWarnings("unchecked")
    LarderCache<Integer, Integer> larder = cache.unwrap(LarderCache.class);
    return larder;
  }

  private static void fill(Cache<Integer, Integer> cache, int entries) {
    for (int i = 0; i < entries; i++) {
      cache.put(i, i);
    }
  }

  @Test
  void tenThousandWhereNothingIsSaid() {
    LarderCache<Integer, Integer> cache =
        cache(provider.getCacheManager(URI.create("urn:bound"), null), "any");
    fill(cache, 20_000);
    assertThat(cache.maximumSize()).isEqualTo(10_000);
    assertThat(cache.size()).isEqualTo(10_000);
  }

  @Test
  void byNameByPatternAndUnboundedOnlyWhenWritten() throws IOException {
    CacheManager manager = provider.getCacheManager(conf("""
        larder {
          default { maximum-size = 50 }
          caches {
            "orders" { maximum-size = 7 }
            "com.acme.*" { maximum-size = 20 }
            "com.acme.all" { maximum-size = unbounded }
          }
        }
        """), null);
    LarderCache<Integer, Integer> orders = cache(manager, "orders");
    LarderCache<Integer, Integer> patterned = cache(manager, "com.acme.Customer");
    LarderCache<Integer, Integer> unbounded = cache(manager, "com.acme.all");
    LarderCache<Integer, Integer> rest = cache(manager, "rest");
    fill(orders, 100);
    fill(patterned, 100);
    fill(unbounded, 30_000);
    fill(rest, 100);
    assertThat(orders.size()).isEqualTo(7);
    assertThat(patterned.size()).isEqualTo(20);
    assertThat(unbounded.size()).isEqualTo(30_000);
    assertThat(unbounded.maximumSize()).isEqualTo(Long.MAX_VALUE);
    assertThat(rest.size()).isEqualTo(50);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "larder.default { maximum-sise = 5 }",
        "larder.default { maximum-size = -5 }",
        "larder.default { maximum-size = 5 parsecs }",
        "larder { default",
      })
  void aFileWithAMistakeMakesNoManagerUntilItIsMended(String mistake) throws IOException {
    URI file = conf(mistake);
    assertThatThrownBy(() -> provider.getCacheManager(file, null))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("larder.conf");
    conf("larder.default { maximum-size = 5 }");
    assertThat(cache(provider.getCacheManager(file, null), "mended").maximumSize())
        .isEqualTo(5);
  }

  /** The worst that a hashCode can be. */
  private record Colliding(int number) implements Serializable {
    @Override
    public int hashCode() {
      return 42;
    }
  }

  @Test
  void keysWithOneHashCodeArePutAndFoundWithinTheBound() {
    CacheManager manager = provider.getCacheManager(URI.create("urn:bound"), null);
    Cache<Colliding, Integer> cache =
        manager.createCache("colliding", new MutableConfiguration<Colliding, Integer>());
    for (int i = 0; i < 50_000; i++) {
      cache.put(new Colliding(i), i);
      assertThat(cache.get(new Colliding(i))).isEqualTo(i);
    }
    ((ManagedCache<?, ?>) cache).checkConsistency();
  }
}
