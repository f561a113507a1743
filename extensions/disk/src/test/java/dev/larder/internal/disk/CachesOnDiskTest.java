package dev.larder.internal.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.LarderCachingProvider;
import dev.larder.LarderConfiguration;
import dev.larder.tier.TierException;
import dev.larder.tier.Tiers;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.integration.CacheLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Caches with a heap, a disk and a loader. */
class CachesOnDiskTest {
  private static final AtomicInteger LOADS = new AtomicInteger();

  @TempDir
  private Path root;

  private LarderCachingProvider provider = new LarderCachingProvider();

  @AfterEach
  void closeAll() {
    provider.close();
  }

  private void restart() {
    provider.close();
    provider = new LarderCachingProvider();
    LOADS.set(0);
  }

  private Map<String, Object> disk(Map<String, ?> more) {
    Map<String, Object> block = new HashMap<>(more);
    block.put("type", "disk");
    block.put("path", root.toString());
    return block;
  }

  private Cache<String, String> cache(String name, Map<String, Object> tier) {
    return provider
        .getCacheManager()
        .createCache(
            name,
            new LarderConfiguration<String, String>()
                .maximumSize(10)
                .tier(tier)
                .setReadThrough(true)
                .setCacheLoaderFactory(Squares::new));
  }

  private static final class Squares implements CacheLoader<String, String>, Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public String load(String key) {
      LOADS.incrementAndGet();
      int number = Integer.parseInt(key);
      return Integer.toString(number * number);
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      Map<String, String> loaded = new HashMap<>();
      keys.forEach(key -> loaded.put(key, load(key)));
      return loaded;
    }
  }

  private static Set<String> numbers(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(Integer::toString)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @Test
  void c77_t2_whatWasLoadedIsAboveOrBelowAndAfterARestartIsNotLoadedAgain() {
    Cache<String, String> first = cache("squares", disk(Map.of()));
    for (String number : numbers(0, 100)) {
      first.get(number);
    }
    assertThat(LOADS).hasValue(100);
    assertThat(first.getAll(numbers(0, 100))).hasSize(100).containsEntry("9", "81");
    assertThat(LOADS).hasValue(100);
    first.put("3", "nine");
    first.remove("4");
    restart();
    Cache<String, String> second = cache("squares", disk(Map.of()));
    assertThat(second.getAll(numbers(0, 105))).hasSize(105).containsEntry("3", "nine");
    assertThat(LOADS).as("the one that was removed, and the new ones").hasValue(6);
  }

  @Test
  void t18_whenATierCannotBeOpenedTheNextTakesItsPlace() {
    Cache<String, String> owner = cache("squares", disk(Map.of()));
    owner.put("1", "one");
    try (LarderCachingProvider another = new LarderCachingProvider()) {
      LarderConfiguration<String, String> alone =
          new LarderConfiguration<String, String>().tier(disk(Map.of()));
      assertThatThrownBy(() -> another.getCacheManager().createCache("squares", alone))
          .isInstanceOf(TierException.class)
          .hasMessageContaining("in use");
      Map<String, Object> elsewhere =
          Map.of("type", "disk", "path", root.resolve("elsewhere").toString());
      Cache<String, String> second = another
          .getCacheManager()
          .createCache(
              "squares",
              new LarderConfiguration<String, String>().tier(disk(Map.of("otherwise", elsewhere))));
      assertThat(second.get("1")).isNull();
      second.put("1", "another");
      assertThat(root.resolve("elsewhere/cache-squares/db")).isDirectory();
    }
    try (LarderCachingProvider another = new LarderCachingProvider()) {
      Cache<String, String> heap = another
          .getCacheManager()
          .createCache(
              "squares",
              new LarderConfiguration<String, String>()
                  .maximumSize(5)
                  .setStatisticsEnabled(true)
                  .tier(disk(Map.of("otherwise", Map.of("type", "none")))));
      for (String number : numbers(0, 20)) {
        heap.put(number, "x");
      }
      assertThat(heap.getAll(numbers(0, 20))).hasSize(5);
    }
    assertThat(owner.get("1")).isEqualTo("one");
  }

  @Test
  void t18_aTypeThatNobodyBringsGivesWayToOneThatIsThere() {
    Map<String, Object> wish = new HashMap<>(Map.of("type", "moon", "crater", "Tycho"));
    wish.put("otherwise", disk(Map.of()));
    Cache<String, String> cache = cache("squares", wish);
    assertThat(cache.get("2")).isEqualTo("4");
    assertThat(root.resolve("cache-squares/db")).isDirectory();
  }

  @Test
  void t47_theDiskIsAmongTheTypesThatCanBeHad() {
    Tiers tiers = Tiers.of(CachesOnDiskTest.class.getClassLoader());
    assertThat(tiers.availability("disk").isAvailable()).isTrue();
    Tiers.Availability choice = tiers.select("moon", "disk", "redis");
    assertThat(choice.type()).isEqualTo("disk");
    assertThat(choice.reason()).contains("no tier of type moon", "DiskTierFactory");
  }

  @Test
  void c77_aTierBelowATierIsRefusedWithARemedy() {
    Map<String, Object> redis = Map.of("type", "redis", "uri", "redis://localhost");
    assertThatThrownBy(() -> cache("squares", disk(Map.of("tier", redis))))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("a cache has one tier")
        .hasMessageContaining("otherwise");
    assertThat(provider.getCacheManager().getCache("squares")).isNull();
  }

  @Test
  void anOrderedWayDownIsNotTakenForAKeyOfTheTiersOwn() {
    assertThatThrownBy(() -> cache("squares", disk(Map.of("otherwize", Map.of("type", "none")))))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("unknown key");
  }
}
