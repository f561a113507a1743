package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoadStatisticsTest {
  private static final Duration LOAD_TIME = Duration.ofMillis(30);

  @RegisterExtension
  final Pantry pantry = new Pantry();

  private final Store store = new Store();

  private LarderCache<String, String> cache(MutableConfiguration<String, String> configuration) {
    return larder(pantry.cache(configuration.setStatisticsEnabled(true)));
  }

  @SuppressWarnings("unchecked") // JCache's type tokens know no type parameters
  private static LarderCache<String, String> larder(Cache<String, String> cache) {
    return cache.unwrap(LarderCache.class);
  }

  @Test
  void eachCallOfTheLoaderCountsWithItsTime() {
    store.before = key -> pantry.advance(LOAD_TIME);
    LarderCache<String, String> cache = cache(store.through());
    cache.get("a");
    cache.getAll(Set.of("b", "c"));
    LoadStatistics loads = cache.stats().loads();
    assertThat(loads).isEqualTo(new LoadStatistics(2, 0, LOAD_TIME.multipliedBy(3)));
    assertThat(loads.averageTime()).isEqualTo(Duration.ofMillis(45));
  }

  @Test
  void aLoadThatThrowsHasFailed() {
    store.before = key -> {
      throw new IllegalStateException("on purpose");
    };
    LarderCache<String, String> cache = cache(store.through());
    assertThatThrownBy(() -> cache.get("a")).hasRootCauseMessage("on purpose");
    assertThat(cache.stats().loads()).isEqualTo(new LoadStatistics(0, 1, Duration.ZERO));
  }

  @Test
  void aFunctionIsALoadAndAHitIsNone() {
    LarderCache<String, String> cache = cache(Pantry.strings());
    cache.get("a", key -> "made");
    cache.get("a", key -> "made");
    assertThat(cache.stats().loads().count()).isEqualTo(1);
  }

  @Test
  void loadsAreCountedOnlyWhileStatisticsAre() {
    LarderCache<String, String> cache = cache(Pantry.strings());
    cache.stats().pause();
    cache.get("a", key -> "made");
    assertThat(cache.stats().loads()).isEqualTo(new LoadStatistics(0, 0, Duration.ZERO));
    assertThat(cache.stats().loads().averageTime()).isZero();
    cache.stats().resume();
    cache.get("b", key -> "made");
    cache.stats().reset();
    assertThat(cache.stats().loads().count()).isZero();
  }

  @Test
  void expirationsAreCountedHoweverTheyAreMet() {
    LarderCache<String, String> cache =
        larder(pantry.cache(new LarderConfiguration<String, String>().maximumSize(2)));
    Duration soon = Duration.ofSeconds(1);
    cache.put("swept", "1", soon);
    cache.put("replaced", "1", soon);
    pantry.advance(soon);
    cache.put("replaced", "2", soon);
    assertThat(cache.stats().expirations()).isEqualTo(1);
    Pantry.sweep(cache);
    assertThat(cache.stats().expirations()).isEqualTo(2);
    pantry.advance(soon);
    cache.evict();
    assertThat(cache.stats().expirations()).isEqualTo(3);
  }

  @Test
  void aListenerHearsOfEachLoadWhetherItFailedAndHowLongItTook() {
    LarderCache<String, String> cache = cache(new MutableConfiguration<>());
    List<String> heard = new ArrayList<>();
    Registration listening =
        cache.stats().onLoad((nanos, failed) -> heard.add(nanos / 1_000_000 + " ms " + failed));
    cache.get("a", key -> {
      pantry.advance(LOAD_TIME);
      return "made";
    });
    assertThatThrownBy(() -> cache.get("b", key -> {
          throw new IllegalStateException("on purpose");
        }))
        .hasMessage("on purpose");
    listening.close();
    cache.get("c", key -> "made");
    assertThat(heard).containsExactly("30 ms false", "0 ms true");
  }

  @Test
  void aListenerThatThrowsDisturbsNoLoad() {
    LarderCache<String, String> cache = cache(new MutableConfiguration<>());
    cache.stats().onLoad((nanos, failed) -> {
      throw new IllegalStateException("on purpose");
    });
    assertThat(cache.get("a", key -> "made")).isEqualTo("made");
    assertThat(cache.stats().loads().count()).isEqualTo(1);
  }
}
