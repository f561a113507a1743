package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** JSR-107's table of what each operation counts: h hits, m misses, p puts, r removals; the same on all ways. */
class StatisticsTest {
  @RegisterExtension
  final Pantry pantry = new Pantry();

  record Row(
      String name, Consumer<Cache<String, String>> operation, String present, String absent) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Operations on "k"; where it is present its value is "old". */
  static List<Row> table() {
    return List.of(
        new Row("get", c -> c.get("k"), "h1 m0 p0 r0", "h0 m1 p0 r0"),
        new Row("getAll", c -> c.getAll(Set.of("k", "z")), "h1 m1 p0 r0", "h0 m2 p0 r0"),
        new Row("containsKey", c -> c.containsKey("k"), "h0 m0 p0 r0", "h0 m0 p0 r0"),
        new Row("clear", Cache::clear, "h0 m0 p0 r0", "h0 m0 p0 r0"),
        new Row("put", c -> c.put("k", "v"), "h0 m0 p1 r0", "h0 m0 p1 r0"),
        new Row("putAll", c -> c.putAll(Map.of("k", "v", "z", "v")), "h0 m0 p2 r0", "h0 m0 p2 r0"),
        new Row("getAndPut", c -> c.getAndPut("k", "v"), "h1 m0 p1 r0", "h0 m1 p1 r0"),
        new Row("putIfAbsent", c -> c.putIfAbsent("k", "v"), "h1 m0 p0 r0", "h0 m1 p1 r0"),
        new Row("replace", c -> c.replace("k", "v"), "h1 m0 p1 r0", "h0 m1 p0 r0"),
        new Row("getAndReplace", c -> c.getAndReplace("k", "v"), "h1 m0 p1 r0", "h0 m1 p0 r0"),
        new Row("replace3 equal", c -> c.replace("k", "old", "v"), "h1 m0 p1 r0", "h0 m1 p0 r0"),
        new Row("replace3 other", c -> c.replace("k", "other", "v"), "h1 m0 p0 r0", "h0 m1 p0 r0"),
        new Row("remove", c -> c.remove("k"), "h0 m0 p0 r1", "h0 m0 p0 r0"),
        new Row("remove2 equal", c -> c.remove("k", "old"), "h1 m0 p0 r1", "h0 m1 p0 r0"),
        new Row("remove2 other", c -> c.remove("k", "other"), "h1 m0 p0 r0", "h0 m1 p0 r0"),
        new Row("getAndRemove", c -> c.getAndRemove("k"), "h1 m0 p0 r1", "h0 m1 p0 r0"),
        new Row("removeAll", Cache::removeAll, "h0 m0 p0 r1", "h0 m0 p0 r0"),
        new Row("removeAll keys", c -> c.removeAll(Set.of("k", "z")), "h0 m0 p0 r1", "h0 m0 p0 r0"),
        new Row("iterate", c -> c.forEach(entry -> {}), "h1 m0 p0 r0", "h0 m0 p0 r0"),
        new Row(
            "iterate and remove",
            c -> {
              for (var i = c.iterator(); i.hasNext(); ) {
                i.next();
                i.remove();
              }
            },
            "h1 m0 p0 r1",
            "h0 m0 p0 r0"),
        new Row("invoke nothing", c -> c.invoke("k", (e, a) -> null), "h1 m0 p0 r0", "h0 m1 p0 r0"),
        new Row(
            "invoke get",
            c -> c.invoke("k", (e, a) -> e.getValue() + e.getValue()),
            "h1 m0 p0 r0",
            "h0 m1 p0 r0"),
        new Row(
            "invoke exists",
            c -> c.invoke("k", (e, a) -> e.exists()),
            "h1 m0 p0 r0",
            "h0 m1 p0 r0"),
        new Row(
            "invoke set",
            c -> c.invoke("k", (e, a) -> {
              e.setValue("v");
              e.setValue("w");
              return null;
            }),
            "h1 m0 p1 r0",
            "h0 m1 p1 r0"),
        new Row(
            "invoke remove",
            c -> c.invoke("k", (e, a) -> {
              e.remove();
              return null;
            }),
            "h1 m0 p0 r1",
            "h0 m1 p0 r0"),
        new Row(
            "invokeAll",
            c -> c.invokeAll(Set.of("k", "z"), (e, a) -> e.getValue()),
            "h1 m1 p0 r0",
            "h0 m2 p0 r0"));
  }

  static Stream<Arguments> rowsOnAllWays() {
    return table().stream()
        .flatMap(row -> Stream.of(Way.values()).map(way -> Arguments.of(row, way)));
  }

  private Cache<String, String> counting(Way way) {
    MutableConfiguration<String, String> configuration =
        Pantry.strings().setStatisticsEnabled(true);
    way.take(configuration);
    return pantry.cache(configuration);
  }

  private static String counts(Cache<?, ?> cache) {
    return "h" + Pantry.count(cache, "CacheHits") + " m" + Pantry.count(cache, "CacheMisses") + " p"
        + Pantry.count(cache, "CachePuts") + " r" + Pantry.count(cache, "CacheRemovals");
  }

  @ParameterizedTest
  @MethodSource("rowsOnAllWays")
  void whatIsCountedWhenTheKeyIsThere(Row row, Way way) {
    Cache<String, String> cache = counting(way);
    pantry.manager.enableStatistics(Pantry.NAME, false);
    cache.put("k", "old");
    pantry.manager.enableStatistics(Pantry.NAME, true);
    row.operation.accept(cache);
    assertThat(counts(cache)).isEqualTo(row.present);
  }

  @ParameterizedTest
  @MethodSource("rowsOnAllWays")
  void whatIsCountedWhenTheKeyIsNotThere(Row row, Way way) {
    Cache<String, String> cache = counting(way);
    row.operation.accept(cache);
    assertThat(counts(cache)).isEqualTo(row.absent);
  }

  @ParameterizedTest
  @EnumSource
  void anExpiredEntryCountsNowhere(Way way) {
    MutableConfiguration<String, String> configuration =
        Pantry.strings().setStatisticsEnabled(true);
    way.take(configuration);
    Cache<String, String> cache = pantry.cache(
        configuration.setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ONE_MINUTE)));
    cache.put("k", "old");
    pantry.advance(java.time.Duration.ofMinutes(1));
    cache.get("k");
    cache.remove("k");
    cache.removeAll();
    cache.forEach(entry -> {});
    Pantry.sweep(cache);
    assertThat(counts(cache)).isEqualTo("h0 m1 p1 r0");
    assertThat(Pantry.count(cache, "CacheEvictions")).isZero();
  }

  @Test
  void anEntryThatIsStillbornIsNoPut() {
    Cache<String, String> cache = pantry.cache(Pantry.strings()
        .setStatisticsEnabled(true)
        .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ZERO)));
    cache.put("k", "v");
    cache.putIfAbsent("k", "v");
    assertThat(counts(cache)).isEqualTo("h0 m1 p0 r0");
  }

  @Test
  void loadsAreNoPutsAndLoadAllIsNoMiss() {
    Store store = new Store();
    store.rows.putAll(Map.of("k", "1", "z", "2"));
    Cache<String, String> cache =
        pantry.cache(store.readThrough(Pantry.strings().setStatisticsEnabled(true)));
    cache.get("k");
    cache.get("k");
    Completion completion = new Completion();
    cache.loadAll(Set.of("k", "z"), true, completion);
    completion.await();
    assertThat(counts(cache)).isEqualTo("h1 m1 p0 r0");
  }

  @Test
  void whatAWriterRefusesIsNotCounted() {
    Store store = new Store();
    Cache<String, String> cache =
        pantry.cache(store.writeThrough(Pantry.strings().setStatisticsEnabled(true)));
    store.before = key -> {
      throw new IllegalStateException("down");
    };
    assertThatThrownBy(() -> cache.put("k", "v")).hasRootCauseMessage("down");
    assertThatThrownBy(() -> cache.remove("k")).hasRootCauseMessage("down");
    assertThat(counts(cache)).isEqualTo("h0 m0 p0 r0");
  }

  @Test
  void evictionsAreCounted() {
    Cache<String, String> cache = pantry.cache(Pantry.strings().setStatisticsEnabled(true));
    for (int i = 0; i < 10_100; i++) {
      cache.put("k" + i, "v");
    }
    assertThat(Pantry.count(cache, "CacheEvictions")).isEqualTo(100);
    assertThat(cache.unwrap(LarderCache.class).size()).isEqualTo(10_000);
  }
}
