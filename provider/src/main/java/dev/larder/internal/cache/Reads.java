package dev.larder.internal.cache;

import dev.larder.internal.copy.Copier;
import dev.larder.internal.core.Lifetime;
import dev.larder.internal.core.StripedTable;
import dev.larder.internal.core.TimedReads;
import dev.larder.internal.expiry.ExpiryRules;
import dev.larder.internal.management.Statistics;
import dev.larder.internal.management.SwitchableStatistics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reads. None takes a lock, unless it has to load. */
class Reads<K, V> {
  private final StripedTable<K, Object> table;
  private final Copier<V> values;
  private final ExpiryRules expiry;
  private final SwitchableStatistics statistics;
  private final boolean readThrough;
  private final Loads<K, V> loads;

  /** What an access gives the entry to live, when that is known beforehand. */
  private final long idleTime;

  /** Whether there is more to do with what was found: a policy to ask, a second time to look at, a refresh. */
  private final boolean attends;

  private final Uses<K> uses;
  private final @Nullable Refreshing<K, V> refreshing;
  private final TimedReads<K, Object> timed;

  Reads(Contents<K, V> contents, Loads<K, V> loads, @Nullable Refreshing<K, V> refreshing) {
    this.table = contents.table();
    this.values = contents.values();
    this.expiry = contents.expiry();
    this.statistics = contents.statistics();
    this.readThrough = contents.readThrough();
    this.loads = loads;
    this.uses = contents.uses();
    this.refreshing = refreshing;
    this.timed = new TimedReads<>(table);
    boolean movesDeadlines = !expiry.isFixed() || uses.areWithinLimits();
    this.attends = movesDeadlines || refreshing != null;
    this.idleTime = movesDeadlines ? Lifetime.UNCHANGED : expiry.forAccess();
  }

  @Nullable
  V get(K key) {
    Statistics counting = statistics.current();
    long start = counting.startNanos();
    Object stored = lookUp(key, counting);
    V value = stored != null ? values.read(stored) : readThrough ? loads.load(key) : null;
    counting.recordGetTime(start);
    return value;
  }

  Map<K, V> getAll(Set<? extends K> keys) {
    Statistics counting = statistics.current();
    long start = counting.startNanos();
    // Three quarters is where a HashMap grows.
    Map<K, V> found = new HashMap<>(keys.size() * 4 / 3 + 1);
    List<K> missing = null; // made when needed: mostly all are there
    long time = Lifetime.UNREAD; // of all of them, as soon as one has to know
    for (K key : keys) {
      int hash = table.hash(key);
      time = timed.timeFor(hash, time);
      Object stored = attends
          ? attend(key, time, counting)
          : count(timed.get(key, hash, idleTime, time), hash, counting);
      if (stored != null) {
        found.put(key, values.read(stored));
      } else if (readThrough) {
        missing = missing == null ? new ArrayList<>() : missing;
        missing.add(key);
      }
    }
    if (missing != null) {
      found.putAll(loads.loadMissing(missing));
    }
    counting.recordGetTime(start);
    return found;
  }

  /** What the table has for the key, counted as hit or miss, and as an access. */
  private @Nullable Object lookUp(K key, Statistics counting) {
    if (attends) {
      return attend(key, timed.timeFor(key), counting);
    }
    int hash = table.hash(key);
    return count(table.get(key, hash, idleTime), hash, counting);
  }

  private @Nullable Object count(@Nullable Object stored, int hash, Statistics counting) {
    if (stored == null) {
      counting.recordMiss(hash);
    } else {
      counting.recordHit(hash);
    }
    return stored;
  }

  /** Looks at the clock once for all that has to know the time. A hit is one though the policy that is asked then breaks down. */
  private @Nullable Object attend(K key, long time, Statistics counting) {
    Object stored = timed.get(key, time);
    if (stored == null) {
      counting.recordMissOn(key);
      return null;
    }
    counting.recordHitOn(key);
    uses.of(key, stored, time);
    if (refreshing != null) {
      refreshing.read(key, stored, timed.nanos(time));
    }
    return stored;
  }

  /** The same for those who read, or make, the value themselves. */
  @Nullable
  Object lookUp(K key) {
    return lookUp(key, statistics.current());
  }

  boolean containsKey(K key) {
    return table.peek(key) != null;
  }
}
