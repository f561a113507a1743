package dev.larder.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.larder.LarderCache;
import dev.larder.LarderCachingProvider;
import dev.larder.LarderConfiguration;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.cache.JCacheMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LarderCacheMetricsTest {
  private static final AtomicInteger STORES = new AtomicInteger();
  private static final Duration LOAD_TIME = Duration.ofMillis(250);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2030-01-01T12:00:00Z"));
  private final InstantSource clock = now::get;
  private final LarderCachingProvider provider = new LarderCachingProvider(clock);
  private final CacheManager manager = provider.getCacheManager(URI.create("urn:meters"), null);
  private final MeterRegistry registry = new SimpleMeterRegistry();

  @AfterEach
  void close() {
    provider.close();
    registry.close();
  }

  private void advance(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  private Cache<String, String> products() {
    return manager.createCache(
        "products",
        new LarderConfiguration<String, String>().maximumSize(3).setStatisticsEnabled(true));
  }

  @SuppressWarnings("unchecked") // JCache's type tokens know no type parameters
  private static LarderCache<String, String> larder(Cache<String, String> cache) {
    return cache.unwrap(LarderCache.class);
  }

  private double count(String name, String... tags) {
    return registry
        .get(name)
        .tag("cache", "products")
        .tags(tags)
        .functionCounter()
        .count();
  }

  private double value(String name) {
    return registry.get(name).tag("cache", "products").gauge().value();
  }

  @Test
  void getsPutsAndRemovalsAreCounted() {
    Cache<String, String> cache = LarderCacheMetrics.monitor(registry, products());
    cache.put("a", "1");
    cache.put("b", "2");
    cache.get("a");
    cache.get("missing");
    cache.get("missing, too");
    cache.remove("b");
    assertThat(count("cache.gets", "result", "hit")).isEqualTo(1);
    assertThat(count("cache.gets", "result", "miss")).isEqualTo(2);
    assertThat(count("cache.puts")).isEqualTo(2);
    assertThat(count("cache.removals")).isEqualTo(1);
    assertThat(value("cache.size")).isEqualTo(1);
  }

  @Test
  void evictionsAndExpirationsAreToldApart() {
    LarderCache<String, String> cache = larder(LarderCacheMetrics.monitor(registry, products()));
    for (int i = 0; i < 5; i++) {
      cache.put("key " + i, "value", Duration.ofMinutes(1));
    }
    assertThat(count("cache.evictions")).isEqualTo(2);
    assertThat(count("cache.expirations")).isZero();
    advance(Duration.ofMinutes(1));
    cache.purgeExpired();
    assertThat(count("cache.evictions")).isEqualTo(2);
    assertThat(count("cache.expirations")).isEqualTo(3);
  }

  @Test
  void loadsAreCountedAndTimed() {
    LarderCache<String, String> cache = larder(LarderCacheMetrics.monitor(registry, products()));
    cache.get("a", key -> {
      advance(LOAD_TIME);
      return "made";
    });
    assertThatThrownBy(() -> cache.get("b", key -> {
          advance(LOAD_TIME);
          throw new IllegalStateException("on purpose");
        }))
        .hasMessage("on purpose");
    assertThat(count("cache.load", "result", "success")).isEqualTo(1);
    assertThat(count("cache.load", "result", "failure")).isEqualTo(1);
    assertThat(registry.get("cache.load.duration").timeGauge().value(TimeUnit.MILLISECONDS))
        .isCloseTo(2.0 * LOAD_TIME.toMillis(), within(0.001));
    FunctionTimer loads = registry.get("cache.loads").functionTimer();
    assertThat(loads.count()).isEqualTo(2);
    assertThat(loads.mean(TimeUnit.MILLISECONDS))
        .isCloseTo(1.0 * LOAD_TIME.toMillis(), within(0.001));
  }

  @Test
  void weightAndBoundAreShownAndFollowWhatIsChangedAtRunTime() {
    LarderCache<String, String> cache = larder(LarderCacheMetrics.monitor(registry, products()));
    cache.put("a", "1");
    assertThat(value("cache.weight")).isEqualTo(1);
    assertThat(value("cache.maximum.size")).isEqualTo(3);
    cache.reconfigure(change -> change.maximumSize(30));
    assertThat(value("cache.maximum.size")).isEqualTo(30);
  }

  @Test
  void noBoundIsNoNumber() {
    LarderCacheMetrics.monitor(
        registry,
        manager.createCache(
            "products", new LarderConfiguration<String, String>().maximumSize(Long.MAX_VALUE)));
    assertThat(value("cache.maximum.size")).isNaN();
  }

  @Test
  void allMetersHaveTheCachesNameAndTheTagsThatWereGiven() {
    LarderCacheMetrics.monitor(registry, products(), "region", "north");
    assertThat(registry.getMeters())
        .hasSize(13)
        .allSatisfy(meter -> assertThat(meter.getId().getTags())
            .contains(Tag.of("cache", "products"), Tag.of("region", "north")));
  }

  @Test
  void aClosedCacheStillHasMeters() {
    Cache<String, String> cache = LarderCacheMetrics.monitor(registry, products());
    cache.put("a", "1");
    cache.close();
    assertThat(count("cache.puts")).isZero();
    assertThat(count("cache.expirations")).isZero();
    assertThat(value("cache.size")).isZero();
    assertThat(value("cache.weight")).isNaN();
    assertThat(value("cache.maximum.size")).isNaN();
  }

  private Cache<String, String> tiered() {
    return manager.createCache(
        "products",
        new LarderConfiguration<String, String>()
            .maximumSize(1)
            .tier(Map.of("type", "memory", "store", "meters " + STORES.incrementAndGet())));
  }

  @Test
  void whatIsBelowTheHeapHasMetersWithItsType() {
    Cache<String, String> cache = LarderCacheMetrics.monitor(registry, tiered());
    cache.put("a", "1");
    cache.put("b", "2");
    cache.get("missing");
    cache.remove("b");
    assertThat(count("cache.tier.puts", "tier", "memory")).isEqualTo(2);
    assertThat(count("cache.tier.gets", "result", "miss")).isPositive();
    assertThat(count("cache.tier.removals")).isEqualTo(1);
    assertThat(count("cache.tier.bytes", "direction", "written")).isPositive();
    assertThat(count("cache.tier.failures")).isZero();
    FunctionTimer writes =
        registry.get("cache.tier.calls").tag("operation", "write").functionTimer();
    assertThat(writes.count()).isEqualTo(2);
    assertThat(gauge("cache.tier.state", "state", "up")).isEqualTo(1);
    assertThat(gauge("cache.tier.state", "state", "down")).isZero();
    assertThat(gauge("cache.tier.figures", "figure", "entries")).isEqualTo(1);
    cache.close();
    assertThat(count("cache.tier.puts")).isZero();
    assertThat(gauge("cache.tier.state", "state", "up")).isNaN();
  }

  private double gauge(String name, String... tags) {
    return registry.get(name).tags(tags).gauge().value();
  }

  @Test
  void aCacheOfAnotherProviderIsRefused() {
    Cache<?, ?> other = (Cache<?, ?>) Proxy.newProxyInstance(
        getClass().getClassLoader(), new Class<?>[] {Cache.class}, (proxy, method, arguments) -> {
          throw new IllegalArgumentException("cannot unwrap");
        });
    assertThatThrownBy(() -> LarderCacheMetrics.monitor(registry, other))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(registry.getMeters()).isEmpty();
  }

  /** Micrometer's own binder for JCache reads the statistics bean. */
  @Test
  void micrometersOwnBinderWorksUnchanged() {
    Cache<String, String> cache = JCacheMetrics.monitor(registry, products(), "region", "north");
    cache.put("a", "1");
    cache.put("b", "2");
    cache.get("a");
    cache.get("missing");
    cache.remove("b");
    for (int i = 0; i < 4; i++) {
      cache.put("key " + i, "value");
    }
    assertThat(count("cache.gets", "result", "hit")).isEqualTo(1);
    assertThat(count("cache.gets", "result", "miss")).isEqualTo(1);
    assertThat(count("cache.puts")).isEqualTo(6);
    assertThat(count("cache.evictions")).isEqualTo(2);
    assertThat(value("cache.removals")).isEqualTo(1);
  }

  /** Where both have a meter, it has one name and shows one number: a dashboard need not know which was bound. */
  @Test
  void ourMetersAgreeWithMicrometersOwn() {
    Cache<String, String> cache = products();
    MeterRegistry theirs = new SimpleMeterRegistry();
    JCacheMetrics.monitor(theirs, cache);
    LarderCacheMetrics.monitor(registry, cache);
    cache.put("a", "1");
    cache.get("a");
    cache.get("missing");
    List<Meter> shared = theirs.getMeters();
    assertThat(shared).isNotEmpty();
    for (Meter meter : shared) {
      Meter ours =
          registry.get(meter.getId().getName()).tags(meter.getId().getTags()).meter();
      assertThat(ours.measure().iterator().next().getValue())
          .as(meter.getId().getName())
          .isEqualTo(meter.measure().iterator().next().getValue());
    }
  }

  /** The example in {@code docs/observing.md} is the second line of this. */
  @Test
  void theDocsListTheMetersThereAre() throws IOException {
    Cache<String, String> cache = tiered();
    LarderCacheMetrics.monitor(registry, cache, "region", "north");
    String page = Files.readString(Path.of("..", "..", "docs", "observing.md"));
    assertThat(page)
        .contains("LarderCacheMetrics.monitor(registry, cache, \"region\", \"north\");");
    Set<String> listed = Pattern.compile("^\\| `(cache\\.[a-z.]+)` \\|", Pattern.MULTILINE)
        .matcher(page)
        .results()
        .map(row -> row.group(1))
        .collect(Collectors.toSet());
    assertThat(registry.getMeters().stream().map(meter -> meter.getId().getName()))
        .containsOnly(listed.toArray(String[]::new))
        .containsAll(listed);
  }
}
