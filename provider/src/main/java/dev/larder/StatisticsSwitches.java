package dev.larder;

import static java.util.Objects.requireNonNull;

import dev.larder.internal.cache.Extras;
import dev.larder.internal.management.SwitchableStatistics;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.management.CacheStatisticsMXBean;

/** The switches of one cache's statistics. Paused is: enabled by the configuration, and not counting. */
final class StatisticsSwitches<K, V> implements CacheStatistics {
  private final ManagedCache<K, V> cache;
  private final Supplier<Extras<K, V>> extras;

  StatisticsSwitches(ManagedCache<K, V> cache, Supplier<Extras<K, V>> extras) {
    this.cache = cache;
    this.extras = extras;
  }

  private SwitchableStatistics counts() {
    return extras.get().statistics();
  }

  @Override
  public void enable() {
    cache.enableStatistics(true);
  }

  @Override
  public void disable() {
    cache.enableStatistics(false);
    reset();
  }

  @Override
  public void pause() {
    if (isEnabled()) {
      counts().enable(false);
    }
  }

  @Override
  public void resume() {
    if (isEnabled()) {
      counts().enable(true);
    }
  }

  @Override
  public void reset() {
    counts().bean().clear();
  }

  @Override
  @SuppressWarnings("unchecked")
  public boolean isEnabled() {
    return cache.getConfiguration(CompleteConfiguration.class).isStatisticsEnabled();
  }

  @Override
  public boolean isPaused() {
    return isEnabled() && !isActive();
  }

  @Override
  public boolean isActive() {
    return counts().isEnabled();
  }

  @Override
  public StatisticsSnapshot snapshot() {
    CacheStatisticsMXBean bean = counts().bean();
    return new StatisticsSnapshot(
        bean.getCacheHits(),
        bean.getCacheMisses(),
        bean.getCachePuts(),
        bean.getCacheRemovals(),
        bean.getCacheEvictions(),
        cache.size());
  }

  @Override
  public LoadStatistics loads() {
    SwitchableStatistics counts = counts();
    return new LoadStatistics(
        counts.loadSuccesses(), counts.loadFailures(), Duration.ofNanos(counts.loadNanos()));
  }

  @Override
  public Registration onLoad(LoadListener listener) {
    requireNonNull(listener, "listener");
    return new Once(counts().onLoad(listener::onLoad));
  }

  @Override
  public long expirations() {
    return extras.get().expirations();
  }

  @Override
  public Optional<TierStatistics> tier() {
    return Optional.ofNullable(extras.get().tier()).map(TierStatistics::of);
  }

  @Override
  public long failures() {
    return extras.get().removals().failures() + extras.get().hooks().failures();
  }
}
