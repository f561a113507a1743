package dev.larder.internal.cache;

import dev.larder.internal.core.Cursor;
import dev.larder.internal.core.Deadlines;
import dev.larder.internal.core.Lifetime;
import dev.larder.internal.core.Ticker;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Entries that say themselves how long they live, in nanoseconds: storing them, and reading and moving their deadlines. Of the
 * writes all is true that is of others: they wait for held keys, are written through, make events and are counted.
 */
public final class Lifetimes<K, V> {
  /** The same writes, with another lifetime. */
  private record Lasting<K, V>(long lifetime, Writes<K, V> writes, BulkWrites<K, V> bulkWrites) {}

  private final Contents<K, V> contents;
  private final Runnable requireOpen;
  private final Deadlines<K, Object> deadlines;
  private final Ticker ticker;

  /** The last one used: callers mostly use few lifetimes. Racy: whoever misses it makes another. */
  private @Nullable Lasting<K, V> last;

  Lifetimes(Contents<K, V> contents, Runnable requireOpen, Ticker ticker) {
    this.ticker = ticker;
    this.contents = contents;
    this.requireOpen = requireOpen;
    this.deadlines = new Deadlines<>(contents.table());
  }

  private Lasting<K, V> lasting(long lifetime) {
    Lasting<K, V> present = last;
    if (present != null && present.lifetime == lifetime) {
      return present;
    }
    Contents<K, V> changed = contents.lasting(lifetime);
    Writes<K, V> writes = Writes.of(changed);
    Lasting<K, V> made = new Lasting<>(lifetime, writes, new BulkWrites<>(changed, writes));
    last = made;
    return made;
  }

  // -- storing

  /** Like {@code put}. Zero: what was there is gone at once, and nothing is there instead. */
  public void put(K key, V value, long lifetime) {
    store(Mutation.PUT, key, value, lifetime);
  }

  /** Like {@code putIfAbsent}. */
  public boolean putIfAbsent(K key, V value, long lifetime) {
    return store(Mutation.PUT_IF_ABSENT, key, value, lifetime) == null;
  }

  /** The same, giving what there was; null when the value was stored. */
  public @Nullable V getElsePut(K key, V value, long lifetime) {
    Object before = store(Mutation.PUT_IF_ABSENT, key, value, lifetime);
    return before == null ? null : contents.values().read(before);
  }

  private @Nullable Object store(Mutation mutation, K key, V value, long lifetime) {
    requireOpen.run();
    contents.arguments().key(key);
    contents.arguments().value(value, "value");
    long start = contents.statistics().startNanos();
    Object before = lasting(lifetime).writes.apply(mutation, key, value, null);
    contents.statistics().recordPutTime(start);
    return before;
  }

  /** Like {@code putAll}. */
  public void putAll(Map<? extends K, ? extends V> entries, long lifetime) {
    requireOpen.run();
    contents.arguments().entries(entries);
    long start = contents.statistics().startNanos();
    lasting(lifetime).bulkWrites.putAll(entries);
    contents.statistics().recordPutTime(start);
  }

  /** {@code putIfAbsent} for each; how many were. */
  public int putAllIfAbsent(Map<? extends K, ? extends V> entries, long lifetime) {
    requireOpen.run();
    contents.arguments().entries(entries);
    int added = 0;
    for (Map.Entry<? extends K, ? extends V> entry : entries.entrySet()) {
      added += putIfAbsent(entry.getKey(), entry.getValue(), lifetime) ? 1 : 0;
    }
    return added;
  }

  // -- deadlines

  /** What the entry has still to live: {@link Deadlines#ABSENT}, without end, or more than zero. */
  public long remaining(K key) {
    requireOpen.run();
    contents.arguments().key(key);
    contents.bringUp(key);
    return deadlines.remaining(key);
  }

  /** A live entry lives so long from now on; returns whether there is one. */
  public boolean set(K key, long lifetime) {
    requireOpen.run();
    contents.arguments().key(key);
    contents.bringUp(key);
    if (contents.table().peekEvenIfExpired(key) instanceof Stamped stamped) {
      stamped.live(lifetime, ticker.nanos());
    }
    boolean there = deadlines.set(key, Math.min(lifetime, contents.uses().idleLimit()));
    contents.writeBelow(key);
    return there;
  }

  /** A live entry that is not eternal lives so much longer; returns whether there is an entry. */
  public boolean extend(K key, long nanos) {
    requireOpen.run();
    contents.arguments().key(key);
    contents.bringUp(key);
    if (contents.uses().areWithinLimits()
        && contents.table().peekEvenIfExpired(key) instanceof Stamped stamped) {
      long left = stamped.nanosLeft(ticker.nanos());
      return set(key, left == Lifetime.ETERNAL ? left : left + nanos);
    }
    boolean there = deadlines.extend(key, nanos);
    contents.writeBelow(key);
    return there;
  }

  /** What each live entry has still to live. */
  public Map<K, Long> remaining() {
    requireOpen.run();
    Map<K, Long> remaining = new LinkedHashMap<>();
    for (Cursor<K, Object> cursor = contents.cursor(); cursor.advance(); ) {
      long nanos =
          cursor instanceof TierWalk<K> walk ? walk.remaining() : deadlines.remaining(cursor.key());
      if (nanos != Deadlines.ABSENT) {
        remaining.put(contents.keys().copy(cursor.key()), nanos);
      }
    }
    return remaining;
  }
}
