package dev.larder.internal.management;

import dev.larder.internal.management.TierTraffic.Kind;
import dev.larder.internal.management.jfr.Recorder;
import dev.larder.tier.LoadLease;
import dev.larder.tier.Tier;
import dev.larder.tier.TierCursor;
import dev.larder.tier.TierEntry;
import dev.larder.tier.TierHealth;
import dev.larder.tier.TierKey;
import dev.larder.tier.TierListener;
import dev.larder.tier.TierValue;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A tier, watched by a clock: what is asked of it goes to {@link TierTraffic}, and to flight recordings. Walks and leases are not timed:
 * they take as long as their user does. What the tier gives and throws comes out as it is.
 */
public final class WatchedTier implements Tier {
  private final String cache;
  private final String type;
  private final LongSupplier nanos;
  private final TierTraffic traffic = new TierTraffic();
  private final Tier tier;

  /** Kept here, since the flight recorder must not keep a cache from being collected. */
  private final Supplier<Recorder.TierState> state = this::state;

  private final Runnable unwatch;
  private final AtomicBoolean watching = new AtomicBoolean(true);

  /**
   * Watches a tier from before it is there.
   *
   * @param type the word in {@code tier { type = ... }}
   * @param nanos the clock for times; may be negative and may wrap
   * @param listener the one that the tier is to tell
   * @param opening opens the tier with a listener in place of that
   */
  public WatchedTier(
      String cache,
      String type,
      LongSupplier nanos,
      TierListener listener,
      Function<TierListener, Tier> opening) {
    this.cache = cache;
    this.type = type;
    this.nanos = nanos;
    this.tier = opening.apply(new WatchedListener(cache, type, traffic, listener));
    this.unwatch = Recorder.INSTANCE.tier(cache, type, state);
  }

  private Recorder.TierState state() {
    return new Recorder.TierState(
        tier.health().state().name(),
        traffic.hits(),
        traffic.misses(),
        traffic.puts(),
        traffic.removals(),
        traffic.notKept(),
        traffic.failures(),
        traffic.bytesRead(),
        traffic.bytesWritten(),
        traffic.invalidations(),
        traffic.invalidationsOfAll());
  }

  /** The word in {@code tier { type = ... }}. */
  public String type() {
    return type;
  }

  /** What is counted. */
  public TierTraffic traffic() {
    return traffic;
  }

  /** The tier itself, for those who look and are not to be counted. */
  public Tier unwatched() {
    return tier;
  }

  private Recorder.Call begin(Kind kind, String operation, int keys) {
    Recorder.Call recorded = Recorder.INSTANCE.tierCall(cache, type, operation, keys);
    long start = nanos.getAsLong();
    return failed -> {
      traffic.called(kind, nanos.getAsLong() - start, failed);
      recorded.end(failed);
    };
  }

  private <T> T timed(Kind kind, String operation, int keys, Supplier<T> call) {
    return begin(kind, operation, keys).around(call);
  }

  private void timed(Kind kind, String operation, int keys, Runnable call) {
    begin(kind, operation, keys).around(call);
  }

  // -- reading

  @Override
  public boolean isShared() {
    return tier.isShared();
  }

  @Override
  @SuppressWarnings("NullAway") // a supplier's null is a null
  public @Nullable TierEntry get(TierKey key) {
    TierEntry entry = timed(Kind.READ, "get", 1, () -> tier.get(key));
    if (entry == null) {
      traffic.missed(1);
    } else {
      found(entry);
    }
    return entry;
  }

  private void found(TierEntry entry) {
    traffic.found(entry.value().bytes().length);
  }

  @Override
  public Map<TierKey, TierEntry> getAll(Collection<TierKey> keys) {
    Map<TierKey, TierEntry> entries =
        timed(Kind.READ, "getAll", keys.size(), () -> tier.getAll(keys));
    entries.values().forEach(this::found);
    traffic.missed(keys.size() - entries.size());
    return entries;
  }

  @Override
  public TierCursor cursor() {
    return tier.cursor();
  }

  @Override
  public long size() {
    return tier.size();
  }

  // -- writing

  @Override
  public long put(TierKey key, TierValue value) {
    return written(value, timed(Kind.WRITE, "put", 1, () -> tier.put(key, value)));
  }

  private long written(TierValue value, long version) {
    if (version == CONFLICT) {
      traffic.conflicted();
    } else if (version == NOT_KEPT) {
      traffic.refused();
    } else {
      traffic.put(value.bytes().length);
    }
    return version;
  }

  @Override
  public void putAll(Map<TierKey, TierValue> values, TierListener listener) {
    Set<TierKey> refused = new HashSet<>();
    timed(
        Kind.WRITE,
        "putAll",
        values.size(),
        () -> tier.putAll(values, new TierListener() {
          @Override
          public void invalidated(TierKey key) {
            refused.add(key);
            listener.invalidated(key);
          }

          @Override
          public void invalidatedAll() {
            refused.addAll(values.keySet());
            listener.invalidatedAll();
          }
        }));
    values.forEach((key, value) -> written(value, refused.contains(key) ? NOT_KEPT : ABSENT));
  }

  @Override
  public long compareAndPut(TierKey key, long expected, TierValue value) {
    return written(
        value,
        timed(Kind.WRITE, "compareAndPut", 1, () -> tier.compareAndPut(key, expected, value)));
  }

  @Override
  public boolean touch(TierKey key, long expected, long expiresAt) {
    return timed(Kind.WRITE, "touch", 1, () -> tier.touch(key, expected, expiresAt));
  }

  @Override
  public boolean remove(TierKey key) {
    return removed(timed(Kind.REMOVE, "remove", 1, () -> tier.remove(key)));
  }

  @Override
  public boolean compareAndRemove(TierKey key, long expected) {
    return removed(
        timed(Kind.REMOVE, "compareAndRemove", 1, () -> tier.compareAndRemove(key, expected)));
  }

  private boolean removed(boolean done) {
    if (done) {
      traffic.removed(1);
    }
    return done;
  }

  @Override
  public void removeAll(Collection<TierKey> keys) {
    timed(Kind.REMOVE, "removeAll", keys.size(), () -> tier.removeAll(keys));
    traffic.removed(keys.size());
  }

  @Override
  public void clear() {
    timed(Kind.REMOVE, "clear", 0, tier::clear);
  }

  // -- the rest

  @Override
  public @Nullable LoadLease leaseLoad(TierKey key) {
    return tier.leaseLoad(key);
  }

  @Override
  public TierHealth health() {
    return tier.health();
  }

  @Override
  public void close() {
    end();
    tier.close();
  }

  @Override
  public void destroy() {
    end();
    tier.destroy();
  }

  private void end() {
    if (watching.getAndSet(false)) {
      unwatch.run();
    }
  }

  /** Counts what the tier tells. */
  private record WatchedListener(
      String cache, String type, TierTraffic traffic, TierListener listener)
      implements TierListener {
    @Override
    public void invalidated(TierKey key) {
      traffic.invalidated();
      listener.invalidated(key);
    }

    @Override
    public void invalidatedAll() {
      Recorder.INSTANCE.invalidatedAll(cache, type).around(() -> {
        traffic.invalidatedAll();
        listener.invalidatedAll();
      });
    }
  }
}
