package dev.larder;

import dev.larder.internal.cache.Extras;
import dev.larder.internal.core.Lifetime;
import dev.larder.internal.core.Upkeep;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/** What changes a whole cache at a time: its bound, its times, its contents. */
final class Changes<K, V> {
  private final ManagedCache<K, V> cache;
  private final Supplier<Extras<K, V>> extras;

  Changes(ManagedCache<K, V> cache, Supplier<Extras<K, V>> extras) {
    this.cache = cache;
    this.extras = extras;
  }

  /** Changes the times of what is put from now on: from what they are to what they shall be. */
  interface TimesChange {
    void change(UnaryOperator<Optional<Duration>> toLive, UnaryOperator<Optional<Duration>> toIdle);
  }

  /** Times first: they can be refused when the bound no longer can. */
  void apply(Reconfiguration wanted, TimesChange times) {
    if (wanted.maximumSize != null && !extras.get().upkeep().isResizable()) {
      throw new IllegalStateException("cache \"" + cache.getName()
          + "\" was made unbounded and keeps no order, so it cannot get a bound; create it with a maximum size, however large, or with"
          + " a policy other than tiny-lfu");
    }
    if (wanted.changesTimes()) {
      times.change(
          before -> changed(before, wanted.eternal, wanted.timeToLive),
          before -> changed(before, wanted.eternal, wanted.timeToIdle));
    }
    if (wanted.maximumSize != null) {
      extras.get().upkeep().resize(wanted.maximumSize);
    }
    if (wanted.statistics != null) {
      cache.enableStatistics(wanted.statistics);
    }
  }

  private static Optional<Duration> changed(
      Optional<Duration> before, boolean forgotten, @Nullable Duration wanted) {
    return wanted != null ? Optional.of(wanted) : forgotten ? Optional.empty() : before;
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
          larder.put(key, value, Duration.ofNanos(remaining));
        }
      });
    } else {
      target.putAll(cache.toMap());
    }
  }
}
