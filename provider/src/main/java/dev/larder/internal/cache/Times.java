package dev.larder.internal.cache;

import dev.larder.internal.config.CacheSettings;
import dev.larder.internal.config.Settings;
import dev.larder.internal.copy.Copier;
import dev.larder.internal.core.Lifetime;
import dev.larder.internal.core.StripedTable;
import dev.larder.internal.core.Ticker;
import dev.larder.internal.expiry.ExpiryRules;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;

/**
 * The times that a cache's entries have. One deadline an entry is the table's business; more than that needs a {@link Stamped}.
 *
 * @param refreshAfter since the last write
 */
record Times(
    String cacheName,
    Optional<Duration> toLive,
    Optional<Duration> toIdle,
    Optional<Duration> refreshAfter,
    double jitter,
    Ticker ticker) {
  static Times of(CacheSettings<?, ?> settings, Ticker ticker) {
    return new Times(
        settings.name(),
        settings.get(Settings.TIME_TO_LIVE),
        settings.get(Settings.TIME_TO_IDLE),
        settings.get(Settings.REFRESH_AFTER),
        settings.get(Settings.JITTER),
        ticker);
  }

  /** @param policy asked for only when there is neither a time to live nor one to idle */
  ExpiryRules rules(Supplier<ExpiryPolicy> policy) {
    if (toLive.isEmpty() && toIdle.isEmpty()) {
      return new ExpiryRules(cacheName, policy.get(), jitter);
    }
    long live = nanos(toLive);
    long idle = nanos(toIdle);
    boolean isIdleAlone = toLive.isEmpty();
    return ExpiryRules.of(
        cacheName,
        Math.min(live, idle),
        isIdleAlone ? idle : ExpiryRules.UNCHANGED,
        isIdleAlone ? 0 : jitter);
  }

  <K> Uses<K> uses(ExpiryRules rules, StripedTable<K, Object> table) {
    return hasTwoDeadlines() ? Uses.within(nanos(toIdle), table) : Uses.by(rules, table);
  }

  /** The copier with a stamp on each value, if one is needed. */
  <V> Copier<V> stamping(Copier<V> values) {
    if (!hasTwoDeadlines() && refreshAfter.isEmpty()) {
      return values;
    }
    ExpiryRules live = ExpiryRules.of(cacheName, nanos(toLive), ExpiryRules.UNCHANGED, jitter);
    return new Stamps<>(values, live, nanos(refreshAfter), ticker);
  }

  /** Other times, on top of these. */
  Times with(Optional<Duration> live, Optional<Duration> idle) {
    return new Times(cacheName, live, idle, refreshAfter, jitter, ticker);
  }

  /** The same contents by these times. {@code contents} are stamped if these times need it. */
  <K, V> Contents<K, V> applied(Contents<K, V> contents) {
    boolean isEternal = toLive.isEmpty() && toIdle.isEmpty();
    ExpiryRules rules = isEternal
        ? ExpiryRules.lasting(cacheName, ExpiryRules.ETERNAL)
        : rules(EternalExpiryPolicy::new);
    Copier<V> values = contents.values() instanceof Stamps<V> stamps
        ? stamps.with(ExpiryRules.of(cacheName, nanos(toLive), ExpiryRules.UNCHANGED, jitter))
        : contents.values();
    return contents.with(rules, uses(rules, contents.table()), values);
  }

  boolean hasTwoDeadlines() {
    return toLive.isPresent() && toIdle.isPresent();
  }

  private static long nanos(Optional<Duration> time) {
    return time.map(Lifetime::of).orElse(Lifetime.ETERNAL);
  }
}
