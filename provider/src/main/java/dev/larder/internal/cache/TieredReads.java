package dev.larder.internal.cache;

import dev.larder.internal.copy.Copier;
import dev.larder.internal.core.Hold;
import dev.larder.internal.core.Lifetime;
import dev.larder.internal.core.StripedTable;
import dev.larder.internal.core.Ticker;
import dev.larder.internal.management.Statistics;
import dev.larder.internal.management.SwitchableStatistics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reads of a cache with a tier: what the heap does not have is looked for below, and brought up, before it counts as missing. */
final class TieredReads<K, V> extends Reads<K, V> {
  /** So many keys are held at a time, and asked for in one question. */
  private static final int AT_ONCE = 1_000;

  private final Contents<K, V> contents;
  private final StripedTable<K, Object> table;
  private final Copier<V> values;
  private final SwitchableStatistics statistics;
  private final Tiering<K> tiering;
  private final Commits<K, V> commits;
  private final Loads<K, V> loads;
  private final @Nullable Refreshing<K, V> refreshing;
  private final Ticker ticker;
  private final @Nullable Hooks<K, V> hooks;

  /** A time to idle that the table counts; {@link Lifetime#UNCHANGED} where there is none, or more has to be asked. */
  private final long idleTime;

  private final boolean asksUses;

  /** Whether there is more to do with what was found. */
  private final boolean attends;

  TieredReads(
      Contents<K, V> contents,
      Tiering<K> tiering,
      Loads<K, V> loads,
      @Nullable Refreshing<K, V> refreshing,
      Ticker ticker,
      @Nullable Hooks<K, V> hooks) {
    super(contents, loads, refreshing);
    this.contents = contents;
    this.table = contents.table();
    this.values = contents.values();
    this.statistics = contents.statistics();
    this.tiering = tiering;
    this.commits = Commits.of(contents);
    this.loads = loads;
    this.refreshing = refreshing;
    this.ticker = ticker;
    this.hooks = hooks;
    this.asksUses = !contents.expiry().isFixed() || contents.uses().areWithinLimits();
    this.idleTime = asksUses ? Lifetime.UNCHANGED : contents.expiry().forAccess();
    this.attends = asksUses || idleTime != Lifetime.UNCHANGED || refreshing != null;
  }

  /** A hit of the heap costs what it costs without a tier. */
  @Override
  @Nullable
  V get(K key) {
    Statistics counting = statistics.current();
    long start = counting.startNanos();
    Object stored = lookUp(key, counting);
    V value =
        stored != null ? values.read(stored) : contents.readThrough() ? loads.load(key) : null;
    counting.recordGetTime(start);
    if (hooks != null) {
      hooks.read(key, value);
    }
    return value;
  }

  @Override
  Map<K, V> getAll(Set<? extends K> keys) {
    Statistics counting = statistics.current();
    long start = counting.startNanos();
    Map<K, Object> stored = lookUpAll(keys);
    Map<K, V> found = new HashMap<>(keys.size() * 4 / 3 + 1);
    stored.forEach((key, value) -> found.put(key, values.read(value)));
    List<K> missing = new ArrayList<>();
    for (K key : keys) {
      if (!stored.containsKey(key)) {
        missing.add(key);
      }
    }
    if (contents.readThrough() && !missing.isEmpty()) {
      found.putAll(loads.loadMissing(missing));
    }
    counting.recordGetTime(start);
    if (hooks != null) {
      keys.forEach(key -> hooks.read(key, found.get(key)));
    }
    return found;
  }

  private @Nullable Object lookUp(K key, Statistics counting) {
    int hash = table.hash(key);
    Object stored = table.get(key, hash, idleTime);
    if (stored == null) {
      return lookBelow(key, hash, counting);
    }
    counting.recordHit(hash);
    if (attends) {
      attend(key, stored);
    }
    return stored;
  }

  @Override
  @Nullable
  Object lookUp(K key) {
    return lookUp(key, statistics.current());
  }

  private @Nullable Object lookBelow(K key, int hash, Statistics counting) {
    Object stored = bringUp(contents.keys().copy(key));
    if (stored == null) {
      counting.recordMiss(hash);
      return null;
    }
    counting.recordHit(hash);
    attend(key, stored);
    return stored;
  }

  /** What the heap has not, the tier is asked for at once. */
  private Map<K, Object> lookUpAll(Set<? extends K> keys) {
    Map<K, Object> found = new HashMap<>();
    List<K> below = new ArrayList<>();
    for (K key : keys) {
      Object stored = table.get(key, idleTime);
      if (stored != null) {
        found.put(key, stored);
      } else {
        below.add(contents.keys().copy(key));
      }
    }
    for (int from = 0; from < below.size(); from += AT_ONCE) {
      bringUpAll(below.subList(from, Math.min(below.size(), from + AT_ONCE)), found);
    }
    statistics.recordHits(found.size());
    statistics.recordMisses(keys.size() - found.size());
    found.forEach(this::attend);
    return found;
  }

  private void bringUpAll(List<K> ownKeys, Map<K, Object> found) {
    Map<K, Hold<K, Object>> mine = new LinkedHashMap<>();
    List<K> held = new ArrayList<>();
    try {
      for (K key : ownKeys) {
        Hold<K, Object> hold = table.holds().tryAcquire(key);
        if (hold == null) {
          held.add(key);
        } else {
          mine.put(key, hold);
        }
      }
      commits.allExpired(mine.values());
      mine.forEach((key, hold) -> {
        Object live = broughtUp(hold);
        if (live != null) {
          found.put(key, live);
        }
      });
    } finally {
      table.holds().releaseAll(mine.values());
    }
    for (K key : held) {
      Object stored = peek(key);
      if (stored != null) {
        found.put(key, stored);
      }
    }
  }

  private @Nullable Object broughtUp(Hold<K, Object> hold) {
    Object live = hold.live();
    if (live != null && idleTime != Lifetime.UNCHANGED) {
      table.touch(hold.key(), live, idleTime);
    }
    return live;
  }

  private void attend(K key, Object stored) {
    if (asksUses) {
      contents.uses().of(key, stored, Lifetime.UNREAD);
    } else if (idleTime != Lifetime.UNCHANGED) {
      tiering.used(key, idleTime, idleTime);
    }
    if (refreshing != null) {
      refreshing.read(key, stored, ticker.nanos());
    }
  }

  private @Nullable Object bringUp(K ownKey) {
    Hold<K, Object> hold = table.holds().tryAcquire(ownKey);
    if (hold == null) {
      return peek(ownKey);
    }
    try {
      commits.expired(hold);
      return broughtUp(hold);
    } finally {
      contents.release(hold);
    }
  }

  /**
   * Somebody is at work on the key: what is below is returned, and not kept. Unless it has come up meanwhile: then that counts, since
   * the next reader will find that, too.
   */
  private @Nullable Object peek(K key) {
    Tiering.Found found = tiering.find(key, values);
    Object above = table.peek(key);
    return above != null ? above : found == null ? null : found.stored();
  }

  @Override
  boolean containsKey(K key) {
    return super.containsKey(key) || peek(key) != null;
  }
}
