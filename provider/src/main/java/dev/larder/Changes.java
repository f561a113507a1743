package dev.larder;

import dev.larder.internal.cache.Extras;
import dev.larder.internal.core.Lifetime;
import dev.larder.internal.core.Upkeep;
import dev.larder.internal.expiry.ExpiryRules;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.configuration.Factory;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;

/** What changes a whole cache at a time: its bound, its times, its contents. */
final class Changes<K, V> {
  private final ManagedCache<K, V> cache;
  private final Supplier<Extras<K, V>> extras;

  Changes(ManagedCache<K, V> cache, Supplier<Extras<K, V>> extras) {
    this.cache = cache;
    this.extras = extras;
  }

  /** Gives what is put from now on other times, and shows them by JCache's configuration. */
  interface Expiry {
    void change(ExpiryRules rules, Factory<? extends ExpiryPolicy> shown);
  }

  void apply(Reconfiguration wanted, Expiry expiry) {
    refuseContradictions(wanted);
    if (wanted.maximumSize != null) {
      extras.get().upkeep().resize(wanted.maximumSize);
    }
    if (wanted.changesTimes()) {
      changeTimes(wanted, expiry);
    }
    if (wanted.statistics != null) {
      cache.enableStatistics(wanted.statistics);
    }
  }

  private void refuseContradictions(Reconfiguration wanted) {
    if (wanted.eternal && (wanted.timeToLive != null || wanted.timeToIdle != null)) {
      throw new IllegalArgumentException(
          "eternal() and a time contradict each other; leave one of them out");
    }
    if (wanted.maximumSize != null && !extras.get().upkeep().isResizable()) {
      throw new IllegalStateException("cache \"" + cache.getName()
          + "\" was made unbounded and keeps no order, so it cannot get a bound; create it with a maximum size, however large, or with"
          + " a policy other than tiny-lfu");
    }
  }

  private void changeTimes(Reconfiguration wanted, Expiry expiry) {
    String name = cache.getName();
    if (wanted.eternal) {
      expiry.change(ExpiryRules.lasting(name, Lifetime.ETERNAL), EternalExpiryPolicy.factoryOf());
    } else if (wanted.timeToIdle != null) {
      expiry.change(
          ExpiryRules.idling(name, Lifetime.of(wanted.timeToIdle)),
          TouchedExpiryPolicy.factoryOf(shown(wanted.timeToIdle)));
    } else if (wanted.timeToLive != null) {
      expiry.change(
          ExpiryRules.lasting(name, Lifetime.of(wanted.timeToLive)),
          ModifiedExpiryPolicy.factoryOf(shown(wanted.timeToLive)));
    }
  }

  /** JCache knows no less than a millisecond. */
  private static Duration shown(java.time.Duration time) {
    return new Duration(TimeUnit.MILLISECONDS, Math.max(1, time.toMillis()));
  }

  long evict() {
    long expired = extras.get().purge();
    Upkeep<K, Object> upkeep = extras.get().upkeep();
    return expired + (cache.isFull() ? upkeep.evict(1 + cache.weight() - cache.maximumSize()) : 0);
  }

  void copyTo(Cache<? super K, ? super V> target) {
    if (target instanceof LarderCache<? super K, ? super V> larder) {
      cache.toMap().forEach((key, value) -> {
        long remaining = extras.get().lifetimes().remaining(key);
        if (remaining == Lifetime.ETERNAL) {
          larder.put(key, value);
        } else if (remaining > 0) {
          larder.put(key, value, java.time.Duration.ofNanos(remaining));
        }
      });
    } else {
      target.putAll(cache.toMap());
    }
  }
}
