package dev.larder.internal.cache;

import static java.util.Objects.requireNonNull;

import dev.larder.internal.copy.Copier;
import dev.larder.internal.copy.ObjectBytes;
import dev.larder.internal.core.Faults;
import dev.larder.internal.core.Lifetime;
import dev.larder.internal.core.RemovalCause;
import dev.larder.internal.core.RemovalListener;
import dev.larder.internal.core.StripedTable;
import dev.larder.internal.core.Ticker;
import dev.larder.internal.management.WatchedTier;
import dev.larder.tier.Tier;
import dev.larder.tier.TierClock;
import dev.larder.tier.TierEntry;
import dev.larder.tier.TierKey;
import dev.larder.tier.TierListener;
import dev.larder.tier.TierValue;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tier of a cache that has one, in the cache's own terms: keys, values as the table keeps them, lifetimes. Thread-safe.
 *
 * <pre>
 *   a key in the tier:    format (1) | key, as {@link ObjectBytes} has it
 *   a value in the tier:  format (1) | flags (1) | end of its time to live (8), if flagged | value, the same
 * </pre>
 */
final class Tiering<K> implements TierListener {
  private static final byte FORMAT = 1;
  private static final byte[] KEY_HEADER = {FORMAT};
  private static final byte[] PLAIN = {FORMAT, 0};
  private static final byte LIVES_UNTIL = 1;

  /** Idle times are told to the tier when so much of them has gone by. */
  private static final int TOUCHES = 8;

  private static final int TOUCHED = 1 << 10;

  private static final int MOST_REPORTED = 256;

  /** What was found below. */
  record Found(TierEntry entry, @Nullable Object stored, long lifetime) {
    boolean isLive() {
      return stored != null;
    }
  }

  private final Faults<K, Object> faults;
  private final StripedTable<K, Object> table;
  private final ObjectBytes keys;
  private final ObjectBytes values;
  private final TierClock clock;
  private final Ticker ticker;
  private final WatchedTier tier;

  /** Whose time to idle was told lately: hash and time. What is overwritten is told once more. */
  private final AtomicLongArray touched = new AtomicLongArray(TOUCHED);

  /** What has expired above, and that was told, but not yet dropped below: it is not to be told once more. */
  private final Set<TierKey> reported = ConcurrentHashMap.newKeySet();

  private volatile @Nullable RemovalListener<K, Object> listener;

  /** @param opening opens the tier, which may begin to tell of invalidations at once */
  Tiering(
      StripedTable<K, Object> table,
      ObjectBytes keys,
      ObjectBytes values,
      TierClock clock,
      Ticker ticker,
      Function<TierListener, WatchedTier> opening) {
    this.table = table;
    this.faults = new Faults<>(table);
    this.keys = keys;
    this.values = values;
    this.clock = clock;
    this.ticker = ticker;
    this.tier = opening.apply(new Relay());
  }

  /** The tier may speak before it is there. */
  private final class Relay implements TierListener {
    @Override
    public void invalidated(TierKey key) {
      Tiering.this.invalidated(key);
    }

    @Override
    public void invalidatedAll() {
      Tiering.this.invalidatedAll();
    }
  }

  long now() {
    return clock.nanos();
  }

  Ticker ticker() {
    return ticker;
  }

  WatchedTier tier() {
    return tier;
  }

  /** Whether there is a live entry below. Counted by nobody. */
  <V> boolean has(K key, Copier<V> copier) {
    TierEntry entry = tier.unwatched().get(bytesOf(key));
    return entry != null && read(entry, copier).isLive();
  }

  Faults<K, Object> faults() {
    return faults;
  }

  // -- bytes

  TierKey bytesOf(K key) {
    return TierKey.of(keys.encode(KEY_HEADER, key));
  }

  /** Null for bytes that are no key of ours. */
  @SuppressWarnings(
      "unchecked") // the arguments' check is all that could be done; what is of another type equals
  // nothing
  @Nullable
  K keyOf(TierKey key) {
    byte[] bytes = key.bytes();
    return bytes.length < 2 || bytes[0] != FORMAT ? null : (K) keys.decode(bytes, 1);
  }

  private TierValue bytesOf(Object stored, long createdAt, long expiresAt) {
    if (!(stored instanceof Stamped stamped)) {
      return new TierValue(values.encode(PLAIN, stored), createdAt, expiresAt);
    }
    long left = stamped.nanosLeft(ticker.nanos());
    byte[] header = left == Lifetime.ETERNAL
        ? PLAIN
        : ByteBuffer.allocate(10)
            .put(FORMAT)
            .put(LIVES_UNTIL)
            .putLong(clock.nanos() + left)
            .array();
    return new TierValue(values.encode(header, stamped.stored), createdAt, expiresAt);
  }

  /** What the entry is to the table; not live when it has expired, or its bytes are not ours. */
  <V> Found read(TierEntry entry, Copier<V> copier) {
    TierValue value = entry.value();
    long now = clock.nanos();
    byte[] bytes = value.bytes();
    boolean isOurs = bytes.length > 2 && bytes[0] == FORMAT && (bytes[1] & ~LIVES_UNTIL) == 0;
    if (!isOurs || value.isExpiredAt(now)) {
      return new Found(entry, null, 0);
    }
    boolean livesUntil = bytes[1] == LIVES_UNTIL && bytes.length > 10;
    long until = livesUntil ? ByteBuffer.wrap(bytes).getLong(2) : TierValue.NEVER;
    Object object = until <= now ? null : values.decode(bytes, livesUntil ? 10 : 2);
    if (object == null) {
      return new Found(entry, null, 0);
    }
    return new Found(
        entry,
        stored(object, copier, until == TierValue.NEVER ? Lifetime.ETERNAL : until - now, value),
        value.expiresAt() == TierValue.NEVER ? Lifetime.ETERNAL : value.expiresAt() - now);
  }

  @SuppressWarnings("unchecked") // as above
  private <V> Object stored(Object object, Copier<V> copier, long left, TierValue value) {
    Object stored = copier.store((V) object);
    if (stored instanceof Stamped stamped) {
      long now = ticker.nanos();
      stamped.live(left, now);
      stamped.makeOlder(Math.max(0, clock.nanos() - value.createdAt()));
    }
    return stored;
  }

  /** The value of an entry that has expired, for those who want to know what it was; null when it is none of ours. */
  <V> @Nullable Object readExpired(TierEntry entry, Copier<V> copier) {
    TierValue value = entry.value();
    Found found = read(
        new TierEntry(
            new TierValue(value.bytes(), value.createdAt(), TierValue.NEVER), entry.version()),
        copier);
    return found.stored();
  }

  // -- reading

  /** What there is below; null when there is nothing. */
  <V> @Nullable Found find(K key, Copier<V> copier) {
    TierEntry entry = tier.get(bytesOf(key));
    return entry == null ? null : read(entry, copier);
  }

  /** The same for many keys, by one question. */
  <V> Map<K, Found> findAll(Collection<K> wanted, Copier<V> copier) {
    Map<TierKey, K> byBytes = new LinkedHashMap<>();
    wanted.forEach(key -> byBytes.put(bytesOf(key), key));
    Map<K, Found> found = new HashMap<>();
    tier.getAll(byBytes.keySet()).forEach((bytes, entry) -> {
      K key = byBytes.get(bytes);
      if (key != null) {
        found.put(key, read(entry, copier));
      }
    });
    return found;
  }

  // -- writing

  /**
   * An entry to be stored.
   *
   * @param before what was found; null for unknown, or for nothing
   * @param lifetime nanoseconds, or {@link Lifetime#UNCHANGED}
   */
  record Change<K>(
      K key, Object stored, long lifetime, @Nullable Found before) {}

  /**
   * Stores.
   *
   * @param compares only over the version that was found
   * @return a version, or what the tier says in place of it
   */
  long put(Change<K> change, boolean compares) {
    TierKey bytes = bytesOf(change.key);
    TierValue value = value(bytes, change);
    return compares && tier.isShared()
        ? tier.compareAndPut(
            bytes, change.before == null ? Tier.ABSENT : change.before.entry().version(), value)
        : tier.put(bytes, value);
  }

  /**
   * Stores many, whatever was there, by one call.
   *
   * @return those that were not kept; what was there before is gone
   */
  Set<K> putAll(Collection<Change<K>> changes) {
    Map<TierKey, TierValue> values = new LinkedHashMap<>();
    Map<TierKey, K> byBytes = new HashMap<>();
    for (Change<K> change : changes) {
      TierKey bytes = bytesOf(change.key);
      values.put(bytes, value(bytes, change));
      byBytes.put(bytes, change.key);
    }
    Set<K> refused = new HashSet<>();
    tier.putAll(values, new TierListener() {
      @Override
      public void invalidated(TierKey key) {
        refused.add(requireNonNull(byBytes.get(key)));
      }

      @Override
      public void invalidatedAll() {
        refused.addAll(byBytes.values());
      }
    });
    return refused;
  }

  private TierValue value(TierKey key, Change<K> change) {
    if (!reported.isEmpty()) {
      reported.remove(key);
    }
    long now = clock.nanos();
    return bytesOf(change.stored, now, expiresAt(key, change, now));
  }

  private long expiresAt(TierKey key, Change<K> change, long now) {
    if (change.lifetime == Lifetime.UNCHANGED) {
      TierEntry entry = change.before == null ? tier.get(key) : change.before.entry();
      return entry == null ? TierValue.NEVER : entry.value().expiresAt();
    }
    return epoch(now, change.lifetime);
  }

  private static long epoch(long now, long lifetime) {
    long sum = now + lifetime;
    return lifetime == Lifetime.ETERNAL || sum < now ? TierValue.NEVER : sum;
  }

  /** Removes; false when the entry is not the one that was found any more. */
  boolean remove(K key, @Nullable Found before, boolean compares) {
    TierKey bytes = bytesOf(key);
    if (compares && before != null && tier.isShared()) {
      return tier.compareAndRemove(bytes, before.entry().version());
    }
    tier.remove(bytes);
    return true;
  }

  /** The entry lives so long from now on. */
  void touch(K key, long lifetime) {
    if (lifetime == Lifetime.UNCHANGED) {
      return;
    }
    TierKey bytes = bytesOf(key);
    TierEntry entry = tier.get(bytes);
    if (entry == null) {
      return;
    }
    if (lifetime == 0) {
      tier.compareAndRemove(bytes, entry.version());
    } else {
      tier.touch(bytes, entry.version(), epoch(clock.nanos(), lifetime));
    }
  }

  /**
   * The same for a time to idle: told only now and then, so that a hit does not cost a write. It may end that much earlier.
   *
   * @param lifetime what it has to live from now on
   */
  void used(K key, long idleTime, long lifetime) {
    if (idleTime == Lifetime.UNCHANGED || idleTime == Lifetime.ETERNAL) {
      return;
    }
    int hash = key.hashCode() * 0x9E37_79B9;
    long period = ticker.nanos() / Math.max(1, idleTime / TOUCHES);
    long mark = ((long) hash << 32) | (period & 0xFFFF_FFFFL);
    int slot = hash >>> 22;
    if (touched.get(slot) != mark) {
      touched.set(slot, mark);
      touch(key, lifetime);
    }
  }

  /** The heap has dropped it because its time was up, and that was told. Below it goes with others, by few questions. */
  void dropExpired(K key) {
    reported.add(bytesOf(key));
    if (reported.size() >= MOST_REPORTED) {
      dropExpired();
    }
  }

  /** Drops below what the heap has dropped because its time was up. */
  void dropExpired() {
    List<TierKey> some = reported.stream().limit(MOST_REPORTED).toList();
    if (!some.isEmpty()) {
      long now = clock.nanos();
      tier.getAll(some).forEach((key, entry) -> {
        if (entry.value().isExpiredAt(now)) {
          tier.compareAndRemove(key, entry.version());
        }
      });
      some.forEach(reported::remove);
    }
  }

  /** Whether the entry's end has been told, though it may be met below once more. */
  boolean isReported(K key) {
    return !reported.isEmpty() && reported.contains(bytesOf(key));
  }

  /** First below, then above: what is brought up meanwhile was there before, and goes with the second step. */
  void clear() {
    tier.clear();
  }

  // -- being told, and telling

  @Override
  public void invalidated(TierKey bytes) {
    K key = keyOf(bytes);
    if (key != null) {
      faults.forget(key);
    }
  }

  @Override
  public void invalidatedAll() {
    table.clear();
  }

  /** Tells this one of what leaves the cache; what merely leaves the heap is no news. */
  void listen(RemovalListener<K, Object> other) {
    listener = other;
  }

  /** Whether somebody wants to know of what leaves the cache. */
  boolean tellsOfDepartures() {
    return listener != null;
  }

  void departed(K key, Object stored, RemovalCause cause) {
    RemovalListener<K, Object> told = listener;
    if (told != null) {
      told.removed(key, stored, cause);
    }
  }
}
