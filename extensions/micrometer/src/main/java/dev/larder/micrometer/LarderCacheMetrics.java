package dev.larder.micrometer;

import dev.larder.CacheStatistics;
import dev.larder.LarderCache;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.cache.CacheMeterBinder;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one cache. Names and tags are those that Micrometer gives to all caches, so that one dashboard shows them together:
 *
 * <pre>
 *   cache.size                         gauge            entries
 *   cache.gets      result=hit, miss   counter
 *   cache.puts                         counter
 *   cache.evictions                    counter          for want of room
 *   cache.removals                     counter          by request
 *   cache.load      result=success,    counter          calls of the loader, and of functions in its place
 *                   failure
 *   cache.load.duration                time             of all those calls together
 *   cache.loads                        timer            those calls and their time, as counters that a rate can be had of
 *   cache.expirations                  counter          because their time was up
 *   cache.weight                       gauge            of all entries; their number without a weigher
 *   cache.maximum.size                 gauge            the bound, in entries or weight; NaN when there is none
 * </pre>
 *
 * <p>A cache with a tier has those of the tier as well, with a tag {@code tier}, the tier's type:
 *
 * <pre>
 *   cache.tier.gets    result=hit,     counter          entries looked for below the heap
 *                      miss
 *   cache.tier.puts                    counter          entries stored
 *   cache.tier.removals                counter          entries removed
 *   cache.tier.not.kept                counter          entries that the tier did not keep, for want of room or as it failed
 *   cache.tier.conflicts               counter          changes begun anew, as another JVM had come between
 *   cache.tier.failures                counter          calls that threw
 *   cache.tier.bytes   direction=read, counter          values
 *                      written
 *   cache.tier.calls   operation=read, timer            calls and their time, as counters that a rate can be had of
 *                      write, remove
 *   cache.tier.invalidations           counter          what the tier had the heap forget
 *                      scope=key, all
 *   cache.tier.state   state=up,       gauge            1 for the state it is in: down is a breaker that is open
 *                      degraded, down
 *   cache.tier.figures figure=...      gauge            what the tier counts itself
 * </pre>
 *
 * <p>Each has the tag {@code cache}, the cache's name, and those that you give. Two caches of one name, as two managers can have, need
 * a tag that tells them apart, such as {@code cache.manager}.
 *
 * <p>Counts but {@code cache.expirations} and those of the tier stand still while the cache counts nothing: enable its statistics. Meters hold their cache
 * weakly; when it is closed, counters start anew at zero, size is zero, and other gauges are NaN.
 * Thread-safe. A reading costs a few memory reads, whatever the size; the cache itself does nothing for its meters.
 *
 * <pre>{@code
 * Cache<String, Product> products = LarderCacheMetrics.monitor(
 *     registry, manager.createCache("products", configuration.setStatisticsEnabled(true)), "region", "north");
 * }</pre>
 */
public final class LarderCacheMetrics extends CacheMeterBinder<LarderCache<?, ?>> {
  private static final System.Logger LOG = System.getLogger("dev.larder.micrometer");

  /**
   * Meters to be bound to a registry with {@code bindTo}.
   *
   * @param cache a cache of Larder's, or what unwraps to one
   * @param tags of all meters, beside the cache's name
   * @throws IllegalArgumentException when the cache is not Larder's
   */
  public LarderCacheMetrics(Cache<?, ?> cache, Iterable<Tag> tags) {
    super(larder(cache), cache.getName(), tags);
    if (!larder(cache).stats().isEnabled()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "cache \"" + cache.getName()
              + "\" has meters, but counts nothing; enable its statistics");
    }
  }

  private static LarderCache<?, ?> larder(Cache<?, ?> cache) {
    return cache.unwrap(LarderCache.class);
  }

  /**
   * Binds the meters of a cache.
   *
   * @param tags keys and values in turn
   * @return the cache, unchanged
   * @throws IllegalArgumentException when the cache is not Larder's
   */
  public static <C extends Cache<?, ?>> C monitor(MeterRegistry registry, C cache, String... tags) {
    return monitor(registry, cache, Tags.of(tags));
  }

  /**
   * The same with tags of Micrometer's.
   *
   * @return the cache, unchanged
   * @throws IllegalArgumentException when the cache is not Larder's
   */
  public static <C extends Cache<?, ?>> C monitor(
      MeterRegistry registry, C cache, Iterable<Tag> tags) {
    new LarderCacheMetrics(cache, tags).bindTo(registry);
    return cache;
  }

  // -- what all caches have

  @Override
  protected @Nullable Long size() {
    LarderCache<?, ?> open = open();
    return open == null ? null : open.size();
  }

  @Override
  protected long hitCount() {
    return (long) counted(stats -> stats.snapshot().hits());
  }

  @Override
  protected Long missCount() {
    return (long) counted(stats -> stats.snapshot().misses());
  }

  @Override
  protected Long evictionCount() {
    return (long) counted(stats -> stats.snapshot().evictions());
  }

  @Override
  protected long putCount() {
    return (long) counted(stats -> stats.snapshot().puts());
  }

  /** Zero when the cache is closed: a registry takes that for a counter that starts anew. */
  private double counted(ToDoubleFunction<CacheStatistics> count) {
    LarderCache<?, ?> open = open();
    return open == null ? 0 : count.applyAsDouble(open.stats());
  }

  private @Nullable LarderCache<?, ?> open() {
    LarderCache<?, ?> cache = getCache();
    return cache == null || cache.isClosed() ? null : cache;
  }

  // -- what ours have

  @Override
  protected void bindImplementationSpecificMetrics(MeterRegistry registry) {
    LarderCache<?, ?> cache = getCache();
    if (cache != null) {
      bindDepartures(registry, cache);
      bindLoads(registry, cache);
      bindRoom(registry, cache);
      TierMeters.bind(registry, cache, getTagsWithCacheName());
    }
  }

  private void bindDepartures(MeterRegistry registry, LarderCache<?, ?> cache) {
    counter("cache.removals", cache, stats -> stats.snapshot().removals())
        .description("Entries removed by request")
        .register(registry);
    counter("cache.expirations", cache, CacheStatistics::expirations)
        .description("Entries dropped because their time was up")
        .register(registry);
  }

  private void bindLoads(MeterRegistry registry, LarderCache<?, ?> cache) {
    String description = "Calls of the loader, and of functions in its place";
    counter("cache.load", cache, stats -> stats.loads().successes())
        .tag("result", "success")
        .description(description)
        .register(registry);
    counter("cache.load", cache, stats -> stats.loads().failures())
        .tag("result", "failure")
        .description(description)
        .register(registry);
    TimeGauge.builder("cache.load.duration", cache, TimeUnit.NANOSECONDS, same -> loadNanos())
        .tags(getTagsWithCacheName())
        .description("How long all calls of the loader took together")
        .register(registry);
    FunctionTimer.builder(
            "cache.loads", cache, same -> loadCount(), same -> loadNanos(), TimeUnit.NANOSECONDS)
        .tags(getTagsWithCacheName())
        .description(description + ", and their time")
        .register(registry);
  }

  private long loadCount() {
    return (long) counted(stats -> stats.loads().count());
  }

  private double loadNanos() {
    return counted(stats -> stats.loads().totalTime().toNanos());
  }

  private void bindRoom(MeterRegistry registry, LarderCache<?, ?> cache) {
    gauge("cache.weight", cache, LarderCache::weight)
        .description("What all entries weigh; their number without a weigher")
        .register(registry);
    gauge("cache.maximum.size", cache, LarderCacheMetrics::bound)
        .description("How many entries, or how much weight, the cache may hold")
        .register(registry);
  }

  /** No number is large enough for "unbounded" and small enough for a graph. */
  private static double bound(LarderCache<?, ?> cache) {
    return cache.maximumSize() == Long.MAX_VALUE ? Double.NaN : cache.maximumSize();
  }

  private FunctionCounter.Builder<?> counter(
      String name, LarderCache<?, ?> cache, ToDoubleFunction<CacheStatistics> count) {
    return FunctionCounter.builder(name, cache, same -> counted(count))
        .tags(getTagsWithCacheName());
  }

  private Gauge.Builder<?> gauge(
      String name, LarderCache<?, ?> cache, ToDoubleFunction<LarderCache<?, ?>> value) {
    return Gauge.builder(
            name, cache, same -> same.isClosed() ? Double.NaN : value.applyAsDouble(same))
        .tags(getTagsWithCacheName());
  }
}
