package dev.larder.internal.cache;

import dev.larder.error.CacheWaitException;
import dev.larder.internal.copy.Copier;
import dev.larder.internal.core.Claim;
import dev.larder.internal.core.Cursor;
import dev.larder.internal.core.Deadlines;
import dev.larder.internal.core.HeldKeyException;
import dev.larder.internal.core.Hold;
import dev.larder.internal.core.Shadow;
import dev.larder.internal.core.StripedTable;
import dev.larder.internal.event.EventDispatcher;
import dev.larder.internal.expiry.ExpiryRules;
import dev.larder.internal.integration.LoaderCalls;
import dev.larder.internal.integration.WriterCalls;
import dev.larder.internal.management.SwitchableStatistics;
import dev.larder.internal.management.UserCode;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one cache consists of, for the classes that each do one chapter of its operations.
 *
 * @param arguments refuses what is null or of the wrong type
 * @param table keys as {@code keys} copies them, values as {@code values} stores them
 * @param readThrough whether a miss loads; {@code loadAll} does in any case
 * @param uses what a use does to an entry's deadline
 * @param memory what is remembered of loads
 * @param alwaysHolds whether each write holds its key: there is a writer, or something is remembered of loads
 * @param userCode how user code is called that is not in one of the others
 * @param tiering what is below the heap; null when nothing is
 * @param events takes values as the table keeps them, and reads them for each listener
 */
record Contents<K, V>(
    String name,
    Arguments arguments,
    StripedTable<K, Object> table,
    Copier<K> keys,
    Copier<V> values,
    ExpiryRules expiry,
    Uses<K> uses,
    LoadMemory<K> memory,
    boolean alwaysHolds,
    LoaderCalls<K, V> loader,
    boolean readThrough,
    WriterCalls<K, V> writer,
    UserCode userCode,
    EventDispatcher<K, V> events,
    SwitchableStatistics statistics,
    @Nullable Tiering<K> tiering) {

  /** Whether a write can be one step of the core's, because no user code has to run between its parts. */
  boolean writesDirectly() {
    return events.isEmpty() && !alwaysHolds && expiry.isFixed();
  }

  /** Whether a put need hold its key only for listeners, who are told when all is done. */
  boolean putsBeforeItTells() {
    return !alwaysHolds && expiry.isFixed();
  }

  /** Lets the table's shadow know how long entries live, as far as that is known beforehand. */
  void tellLifetimes() {
    Shadow shadow = table.shadow();
    if (shadow != null && expiry.isFixed()) {
      long idle = uses.areWithinLimits() ? uses.idleLimit() : expiry.forAccess();
      shadow.lifetimes(expiry.forCreation(), expiry.forUpdate(), idle);
    }
  }

  /** The same contents by other rules of expiry. */
  Contents<K, V> with(ExpiryRules rules, Uses<K> otherUses, Copier<V> otherValues) {
    return new Contents<>(
        name,
        arguments,
        table,
        keys,
        otherValues,
        rules,
        tiering == null ? otherUses : TieredUses.of(otherUses, rules, table, tiering),
        memory,
        alwaysHolds,
        loader,
        readThrough,
        writer,
        userCode,
        events,
        statistics,
        tiering);
  }

  /**
   * The same for entries that live so many nanoseconds; where there is a time to idle beside a time to live, never longer without a
   * use than that. {@link ExpiryRules#UNCHANGED} for the cache's own rules.
   */
  Contents<K, V> lasting(long lifetime) {
    if (lifetime == ExpiryRules.UNCHANGED) {
      return this;
    }
    long first = Math.min(lifetime, uses.idleLimit());
    Copier<V> stamped =
        values instanceof Stamps<V> stamps ? stamps.lasting(name, lifetime) : values;
    return with(ExpiryRules.lasting(name, first), uses, stamped);
  }

  /** Walks over all that the cache has. */
  Cursor<K, Object> cursor() {
    return tiering == null ? table.cursor() : new TierWalk<>(tiering, values);
  }

  /** Drops what has expired, and says how many. */
  long sweep() {
    long expired = table.sweep();
    if (tiering != null) {
      tiering.dropExpired();
    }
    return expired;
  }

  /** Brings an entry up that is only in the tier, for those who look at the table. May be evicted at once, as any. */
  void bringUp(K key) {
    if (tiering != null && table.peek(key) == null) {
      Hold<K, Object> hold = table.holds().tryAcquire(keys.copy(key));
      if (hold != null) {
        try {
          Commits.of(this).expired(hold);
        } finally {
          release(hold);
        }
      }
    }
  }

  /** Writes the entry, with the deadline that it has in the heap, to the tier if there is one. */
  void writeBelow(K key) {
    if (tiering == null) {
      return;
    }
    Hold<K, Object> hold = acquire(keys.copy(key), false);
    try {
      Object live = hold.live();
      long remaining = new Deadlines<>(table).remaining(key);
      if (live != null && remaining != Deadlines.ABSENT) {
        tiering.put(new Tiering.Change<>(hold.key(), live, remaining, null), false);
      } else {
        tiering.remove(hold.key(), null, false);
      }
    } finally {
      release(hold);
    }
  }

  /** The key as user code gets it: its own copy, since the hold's may be in the table. */
  K keyFor(Hold<K, Object> hold) {
    return keys.copy(hold.key());
  }

  /** What the table keeps of a value that a loader brought. */
  @Nullable
  Object storeLoaded(@Nullable V loaded) {
    if (loaded == null) {
      return null;
    }
    arguments.value(loaded, "loaded value");
    return values.store(loaded);
  }

  Hold<K, Object> acquire(K key, boolean overLoads) {
    try {
      return table.holds().acquire(key, overLoads);
    } catch (HeldKeyException e) {
      throw translated(e);
    }
  }

  List<Hold<K, Object>> acquireAll(Collection<K> keysToHold) {
    try {
      return table.holds().acquireAll(keysToHold);
    } catch (HeldKeyException e) {
      throw translated(e);
    }
  }

  @Nullable
  Hold<K, Object> await(Claim<K, Object> claim) {
    try {
      return claim.await();
    } catch (HeldKeyException e) {
      throw translated(e);
    }
  }

  void release(Hold<K, Object> hold) {
    table.holds().release(hold);
  }

  /** The core speaks of its own exceptions, JCache's users expect a CacheException. */
  static CacheWaitException translated(HeldKeyException e) {
    return new CacheWaitException(e.getMessage(), e);
  }
}
