package dev.larder.internal.cache;

import dev.larder.internal.core.Lifetime;
import dev.larder.internal.core.StripedTable;
import dev.larder.internal.core.Sweeper;
import dev.larder.internal.core.TableConfig;
import dev.larder.internal.core.Ticker;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers in two tables of its own, each bounded as the cache is. */
final class RememberedLoads<K> extends LoadMemory<K> {
  /** When a load fails, the loader is left alone for so long; then for twice as long, and so on. */
  private static final long FIRST_BACK_OFF = Duration.ofSeconds(1).toNanos();

  private static final long LONGEST_BACK_OFF = Duration.ofSeconds(30).toNanos();

  /** In place of a bound that is a weight, or none. */
  private static final long USUAL_BOUND = 10_000;

  private final @Nullable StripedTable<K, Boolean> absent;
  private final @Nullable StripedTable<K, Expired> expired;
  private final long absentTime;
  private final long expiredTime;
  private final Ticker ticker;

  /** A value past its time. Guarded by the hold of its key. */
  private static final class Expired {
    final Object stored;
    long backOff;
    long retryAt;

    Expired(Object stored) {
      this.stored = stored;
    }
  }

  RememberedLoads(
      String cacheName,
      long maximumSize,
      Optional<Duration> negativeTtl,
      Optional<Duration> staleIfError,
      Ticker ticker) {
    long bound = maximumSize == TableConfig.UNBOUNDED ? USUAL_BOUND : maximumSize;
    this.ticker = ticker;
    this.absentTime = negativeTtl.map(Lifetime::of).orElse(0L);
    this.expiredTime = staleIfError.map(Lifetime::of).orElse(0L);
    this.absent = negativeTtl.isEmpty() ? null : table(cacheName, bound, ticker);
    this.expired = staleIfError.isEmpty() ? null : table(cacheName, bound, ticker);
  }

  private static <K, V> StripedTable<K, V> table(String cacheName, long bound, Ticker ticker) {
    return new StripedTable<>(TableConfig.<K, V>bounded(cacheName, bound).withTicker(ticker));
  }

  @Override
  boolean isKnownAbsent(K key) {
    return absent != null && absent.get(key) != null;
  }

  @Override
  void foundNothing(K key) {
    if (absent != null) {
      absent.put(key, true, absentTime, absentTime);
    }
    if (expired != null) {
      expired.remove(key, null);
    }
  }

  @Override
  boolean keepsExpired() {
    return expired != null;
  }

  @Override
  void expired(K key, Object stored) {
    if (expired != null) {
      expired.put(key, new Expired(stored), expiredTime, expiredTime);
    }
  }

  @Override
  @Nullable
  Object duringBackOff(K key) {
    Expired value = expired == null ? null : expired.get(key);
    return value != null && value.backOff > 0 && ticker.nanos() - value.retryAt < 0
        ? value.stored
        : null;
  }

  @Override
  @Nullable
  Object insteadOfFailure(K key) {
    Expired value = expired == null ? null : expired.get(key);
    if (value == null) {
      return null;
    }
    value.backOff =
        value.backOff == 0 ? FIRST_BACK_OFF : Math.min(LONGEST_BACK_OFF, 2 * value.backOff);
    value.retryAt = ticker.nanos() + value.backOff;
    return value.stored;
  }

  @Override
  void forget(K key) {
    if (absent != null) {
      absent.remove(key, null);
    }
    if (expired != null) {
      expired.remove(key, null);
    }
  }

  @Override
  void clear() {
    if (absent != null) {
      absent.clear();
    }
    if (expired != null) {
      expired.clear();
    }
  }

  @Override
  void start(Sweeper sweeper) {
    if (absent != null) {
      sweeper.add(absent);
    }
    if (expired != null) {
      sweeper.add(expired);
    }
  }

  @Override
  void close(Sweeper sweeper) {
    if (absent != null) {
      sweeper.remove(absent);
    }
    if (expired != null) {
      sweeper.remove(expired);
    }
    clear();
  }
}
