package dev.larder.micrometer;

import dev.larder.LarderCache;
import dev.larder.TierStatistics;
import dev.larder.tier.TierHealth;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The meters of what one cache has below its heap. */
final class TierMeters {
  private final MeterRegistry registry;
  private final LarderCache<?, ?> cache;
  private final Tags tags;

  private TierMeters(MeterRegistry registry, LarderCache<?, ?> cache, Tags tags) {
    this.registry = registry;
    this.cache = cache;
    this.tags = tags;
  }

  /** Binds them, if there is a tier. */
  static void bind(MeterRegistry registry, LarderCache<?, ?> cache, Iterable<Tag> tags) {
    cache.stats().tier().ifPresent(tier -> {
      TierMeters meters = new TierMeters(registry, cache, Tags.of(tags).and("tier", tier.type()));
      meters.bindTraffic();
      meters.bindCalls();
      meters.bindHealth(tier.health());
    });
  }

  private void bindTraffic() {
    String looked = "Entries that were looked for below the heap";
    counter("cache.tier.gets", looked, Tags.of("result", "hit"), TierStatistics::hits);
    counter("cache.tier.gets", looked, Tags.of("result", "miss"), TierStatistics::misses);
    counter("cache.tier.puts", "Entries stored", Tags.empty(), TierStatistics::puts);
    counter("cache.tier.removals", "Entries removed", Tags.empty(), TierStatistics::removals);
    counter(
        "cache.tier.not.kept",
        "Entries that the tier did not keep, for want of room or because it failed",
        Tags.empty(),
        TierStatistics::notKept);
    counter(
        "cache.tier.conflicts",
        "Changes that were begun anew because another JVM had come between",
        Tags.empty(),
        TierStatistics::conflicts);
    counter("cache.tier.failures", "Calls that threw", Tags.empty(), TierStatistics::failures);
    String told = "What the tier has had the heap forget";
    counter(
        "cache.tier.invalidations", told, Tags.of("scope", "key"), TierStatistics::invalidations);
    counter(
        "cache.tier.invalidations",
        told,
        Tags.of("scope", "all"),
        TierStatistics::invalidationsOfAll);
    bytes("read", TierStatistics::bytesRead);
    bytes("written", TierStatistics::bytesWritten);
  }

  private void bytes(String direction, ToDoubleFunction<TierStatistics> count) {
    builder("cache.tier.bytes", "Values that came up, and that were stored", count)
        .tags(Tags.of("direction", direction))
        .baseUnit("bytes")
        .register(registry);
  }

  private void counter(
      String name, String description, Tags more, ToDoubleFunction<TierStatistics> count) {
    builder(name, description, count).tags(more).register(registry);
  }

  private FunctionCounter.Builder<?> builder(
      String name, String description, ToDoubleFunction<TierStatistics> count) {
    return FunctionCounter.builder(name, cache, same -> now(same, count, 0))
        .tags(tags)
        .description(description);
  }

  private void bindCalls() {
    timer("read", TierStatistics::reads);
    timer("write", TierStatistics::writes);
    timer("remove", TierStatistics::removes);
  }

  private void timer(String operation, Function<TierStatistics, TierStatistics.Calls> calls) {
    FunctionTimer.builder(
            "cache.tier.calls",
            cache,
            same -> (long) now(same, tier -> calls.apply(tier).count(), 0),
            same -> now(same, tier -> calls.apply(tier).totalTime().toNanos(), 0),
            TimeUnit.NANOSECONDS)
        .tags(tags.and("operation", operation))
        .description("Calls of what is below the heap, and their time")
        .register(registry);
  }

  private void bindHealth(TierHealth first) {
    for (TierHealth.State state : TierHealth.State.values()) {
      gauge("cache.tier.state", tier -> tier.health().state() == state ? 1 : 0)
          .tags(Tags.of("state", state.name().toLowerCase(Locale.ROOT)))
          .description("1 for the state that the tier is in, 0 for the others")
          .register(registry);
    }
    for (String figure : first.figures().keySet()) {
      gauge(
              "cache.tier.figures",
              tier -> Optional.ofNullable(tier.health().figures().get(figure))
                  .map(Long::doubleValue)
                  .orElse(Double.NaN))
          .tags(Tags.of("figure", figure))
          .description("What the tier counts itself")
          .register(registry);
    }
  }

  private Gauge.Builder<?> gauge(String name, ToDoubleFunction<TierStatistics> value) {
    return Gauge.builder(name, cache, same -> now(same, value, Double.NaN)).tags(tags);
  }

  private static double now(
      LarderCache<?, ?> cache, ToDoubleFunction<TierStatistics> value, double closed) {
    return cache.isClosed()
        ? closed
        : cache.stats().tier().map(value::applyAsDouble).orElse(closed);
  }
}
