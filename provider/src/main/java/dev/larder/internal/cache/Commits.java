package dev.larder.internal.cache;

import dev.larder.internal.core.Hold;
import java.util.Collection;
import java.util.function.Function;
import javax.cache.event.CacheEntryListenerException;

/**
 * The last steps of each change to a held key, after user code had its say: expiry, table, statistics, events, in this order.
 * Writing through is the caller's business, and done before.
 */
class Commits<K, V> {
  private static final System.Logger LOG = System.getLogger("dev.larder.events");

  private final Contents<K, V> contents;

  Commits(Contents<K, V> contents) {
    this.contents = contents;
  }

  /** Those that fit the cache. */
  static <K, V> Commits<K, V> of(Contents<K, V> contents) {
    Tiering<K> tiering = contents.tiering();
    return tiering == null
        ? new Commits<>(contents)
        : new TieredCommits<>(contents, tiering, false);
  }

  /** The same, for changes that are made whatever other JVMs do meanwhile. */
  static <K, V> Commits<K, V> insisting(Contents<K, V> contents) {
    Tiering<K> tiering = contents.tiering();
    return tiering == null ? new Commits<>(contents) : new TieredCommits<>(contents, tiering, true);
  }

  /**
   * Tells listeners of the value that was found expired when the key was acquired. First of all that is done under the hold,
   * since it happened before. What a synchronous listener throws is logged, as it is when the sweep comes first: the operation
   * that happened to meet the expired entry did not make it expire, and goes on.
   */
  void expired(Hold<K, Object> hold) {
    Object expired = hold.expired();
    if (expired != null) {
      reportExpired(hold.key(), expired);
    }
  }

  /** The same, before an entry is put whatever there was. */
  void beforePut(Hold<K, Object> hold) {
    expired(hold);
  }

  /** The same for many keys. */
  void beforePuts(Collection<Hold<K, Object>> holds) {
    allExpired(holds);
  }

  /** Whether {@link #putAll} is more than one put after the other. */
  boolean putsTogether() {
    return false;
  }

  final void reportExpired(K key, Object expired) {
    contents.memory().expired(key, expired);
    try {
      contents.events().expired(key, expired);
    } catch (CacheEntryListenerException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "cache \"" + contents.name()
              + "\": a listener failed when told of an expired entry; the operation that met it goes on",
          e);
    }
  }

  /** The same for many keys: none goes unreported because a listener broke down at another. */
  void allExpired(Collection<Hold<K, Object>> holds) {
    FirstFailure failures = new FirstFailure();
    holds.forEach(hold -> failures.attempt(() -> expired(hold)));
    failures.throwIfAny();
  }

  /**
   * Creates or updates the entry. What its expiry policy gives no time at all is not even created.
   *
   * @throws CacheEntryListenerException from a synchronous listener; the value is stored then
   */
  void put(Hold<K, Object> hold, Object stored) {
    if (store(hold, stored)) {
      stored(hold, stored);
    }
  }

  /** Counts, and tells. */
  final void stored(Hold<K, Object> hold, Object stored) {
    contents.statistics().recordPut(hold.key(), hold.live() != null);
    tell(hold, stored);
  }

  /** The same, and releases the hold, whatever happens: one step less when no listener has to be told under the hold. */
  void putAndRelease(Hold<K, Object> hold, Object stored) {
    boolean released = false;
    K key = hold.key();
    boolean replaces = hold.live() != null;
    try {
      contents.memory().forget(key);
      long lifetime = lifetimeOf(hold);
      if (!isStillborn(hold, lifetime)) {
        released = true;
        if (contents.table().holds().storeAndRelease(hold, stored, lifetime)) {
          contents.statistics().recordPut(key, replaces);
        }
      }
    } finally {
      if (!released) {
        contents.release(hold);
      }
    }
  }

  /** The same for many; what goes wrong with one of them does not keep the others from being stored. */
  void putAll(
      Collection<Hold<K, Object>> holds, Function<K, Object> stored, FirstFailure failures) {
    holds.forEach(hold -> failures.attempt(() -> put(hold, stored.apply(hold.key()))));
  }

  /** Creates or updates the entry with what a loader brought, which is no put; nothing is stored when a write has won over the load. */
  void load(Hold<K, Object> hold, Object stored) {
    hold.letTimePass();
    if (store(hold, stored)) {
      tell(hold, stored);
    }
  }

  private boolean store(Hold<K, Object> hold, Object stored) {
    contents.memory().forget(hold.key());
    long lifetime = lifetimeOf(hold);
    return !isStillborn(hold, lifetime) && keep(hold, stored, lifetime);
  }

  /** Returns false when a write has taken the key over. */
  boolean keep(Hold<K, Object> hold, Object stored, long lifetime) {
    return contents.table().holds().store(hold, stored, lifetime);
  }

  final long lifetimeOf(Hold<K, Object> hold) {
    return hold.live() == null
        ? contents.expiry().forCreation()
        : contents.expiry().forUpdate();
  }

  private static boolean isStillborn(Hold<?, ?> hold, long lifetime) {
    return hold.live() == null && lifetime == 0;
  }

  /** Tells listeners of what was stored in place of what the hold found. */
  final void tell(Hold<K, Object> hold, Object stored) {
    Object before = hold.live();
    if (before == null) {
      contents.events().created(hold.key(), stored);
    } else {
      contents.events().updated(hold.key(), stored, before);
    }
  }

  /** Removes the entry, if there is one. */
  void remove(Hold<K, Object> hold) {
    contents.memory().forget(hold.key());
    Object before = hold.live();
    if (before != null) {
      drop(hold, before);
      contents.statistics().recordRemoval(hold.key());
      contents.events().removed(hold.key(), before);
    }
  }

  void drop(Hold<K, Object> hold, Object before) {
    contents.table().holds().remove(hold);
  }

  /** The entry was looked at: its expiry policy may give it another deadline. */
  void access(Hold<K, Object> hold) {
    Object before = hold.live();
    if (before != null) {
      contents.uses().of(hold, before);
    }
  }
}
