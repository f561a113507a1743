package dev.larder.internal.cache;

import dev.larder.internal.copy.Copier;
import dev.larder.internal.core.Ticker;
import dev.larder.internal.expiry.ExpiryRules;

/** Puts a stamp on each value that is stored, and takes it off. */
final class Stamps<V> implements Copier<V> {
  private final Copier<V> values;
  private final ExpiryRules toLive;
  private final long refreshAfter;
  private final Ticker ticker;

  /**
   * Stamps what {@code values} stores.
   *
   * @param toLive gives the time to live
   * @param refreshAfter nanoseconds
   */
  Stamps(Copier<V> values, ExpiryRules toLive, long refreshAfter, Ticker ticker) {
    this.values = values;
    this.toLive = toLive;
    this.refreshAfter = refreshAfter;
    this.ticker = ticker;
  }

  @Override
  public Object store(V value) {
    long now = ticker.nanos();
    return new Stamped(values.store(value), now, toLive.forUpdate(), now + refreshAfter);
  }

  @Override
  public V read(Object stored) {
    return values.read(((Stamped) stored).stored);
  }

  /** The same for many values at once: the clock is looked at now, and not again. */
  Stamps<V> atOnce() {
    long now = ticker.nanos();
    return new Stamps<>(values, toLive, refreshAfter, () -> now);
  }

  /** The same for values that live so long. */
  Stamps<V> lasting(String cacheName, long lifetime) {
    return new Stamps<>(values, ExpiryRules.lasting(cacheName, lifetime), refreshAfter, ticker);
  }

  /** The same by other rules. */
  Stamps<V> with(ExpiryRules live) {
    return new Stamps<>(values, live, refreshAfter, ticker);
  }

  @Override
  public V copy(V value) {
    return values.copy(value);
  }
}
