package dev.larder.internal.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a {@link StripedTable} that somebody is at work on with user code: loaders, writers, processors, listeners. No lock
 * is held while they are. Thread-safe.
 *
 * <pre>
 *   Hold&lt;K, V&gt; hold = holds.acquire(key, false);
 *   try {
 *     ... user code, that sees hold.live() ...
 *     holds.store(hold, value, lifetime);   // or remove, or neither
 *   } finally {
 *     holds.release(hold);
 *   }
 * </pre>
 */
public final class Holds<K, V> {
  private final StripedTable<K, V> table;

  Holds(StripedTable<K, V> table) {
    this.table = table;
  }

  /**
   * Makes the caller the only one who may change the key, until {@link #release}. Waits for whoever has it.
   *
   * @param overLoads take the key over from a load at once, so that what it brings is not kept; else wait for that, too
   * @throws HeldKeyException when the wait would never end, because the one waited for waits for the caller, or is the caller;
   *     or when it is interrupted
   */
  public Hold<K, V> acquire(K key, boolean overLoads) {
    return acquire(key, overLoads, Lifetime.UNREAD);
  }

  /** {@code time}: what time it is, if somebody has looked already; forgotten when it takes some to wait. */
  Hold<K, V> acquire(K key, boolean overLoads, long time) {
    int hash = table.hash(key);
    Stripe<K, V> stripe = table.stripe(hash);
    long begun = time;
    while (true) {
      long stamp = stripe.lock();
      Hold<K, V> other;
      CountDownLatch released;
      try {
        other = stripe.heldKeys().holderOf(key, hash);
        if (other == null || (overLoads && other.yieldsToMe())) {
          stripe.beginAt(begun);
          return newHold(stripe, key, hash, false);
        }
        released = other.latch();
      } finally {
        table.unlock(stripe, stamp);
      }
      WaitGraph.await(other, released);
      begun = Lifetime.UNREAD;
    }
  }

  /** The same without waiting: null when somebody has the key. */
  public @Nullable Hold<K, V> tryAcquire(K key) {
    int hash = table.hash(key);
    Stripe<K, V> stripe = table.stripe(hash);
    long stamp = stripe.lock();
    try {
      return stripe.heldKeys().holderOf(key, hash) == null
          ? newHold(stripe, key, hash, false)
          : null;
    } finally {
      table.unlock(stripe, stamp);
    }
  }

  /**
   * Asks for a key to load. One caller gets a hold; to others it says whom to wait for. Does not wait.
   *
   * @param evenIfPresent a live value does not make the load superfluous
   */
  public Claim<K, V> claim(K key, boolean evenIfPresent) {
    int hash = table.hash(key);
    Stripe<K, V> stripe = table.stripe(hash);
    long stamp = stripe.lock();
    try {
      Hold<K, V> other = stripe.heldKeys().holderOf(key, hash);
      int row = evenIfPresent ? RowTable.NONE : stripe.findLive(key, hash);
      if (row != RowTable.NONE) {
        return Claim.present(stripe.value(row));
      }
      return other != null
          ? Claim.elsewhere(other)
          : Claim.toLoad(newHold(stripe, key, hash, true));
    } finally {
      table.unlock(stripe, stamp);
    }
  }

  /**
   * Acquires several keys. Never waits for one key while it has another: when it meets one that somebody has, it lets all go, waits
   * for that one, and starts anew. So two callers with the same keys never block each other, in whatever order they name them.
   *
   * @return the holds, in an order of the table's own
   * @throws HeldKeyException as {@link #acquire}
   */
  public List<Hold<K, V>> acquireAll(Collection<? extends K> keys) {
    List<K> ordered = new ArrayList<>(keys);
    // One order for all makes starting anew rare.
    ordered.sort(Comparator.comparingInt(table::hash));
    List<Hold<K, V>> acquired = new ArrayList<>(ordered.size());
    boolean done = false;
    try {
      for (int i = 0; i < ordered.size(); ) {
        Hold<K, V> hold = tryAcquireOverLoad(ordered.get(i));
        if (hold != null) {
          acquired.add(hold);
          i++;
        } else {
          releaseAll(acquired);
          acquired.clear();
          release(acquire(ordered.get(i), true));
          i = 0;
        }
      }
      done = true;
      return acquired;
    } finally {
      if (!done) {
        releaseAll(acquired);
      }
    }
  }

  /** Releases each of the holds. */
  public void releaseAll(Collection<Hold<K, V>> acquired) {
    acquired.forEach(this::release);
  }

  private @Nullable Hold<K, V> tryAcquireOverLoad(K key) {
    int hash = table.hash(key);
    Stripe<K, V> stripe = table.stripe(hash);
    long stamp = stripe.lock();
    try {
      Hold<K, V> other = stripe.heldKeys().holderOf(key, hash);
      return other == null || other.yieldsToMe() ? newHold(stripe, key, hash, false) : null;
    } finally {
      table.unlock(stripe, stamp);
    }
  }

  /**
   * Acquires the key and stores in one step, whatever was there: for those who need the hold only for what comes after. When the entry
   * is found expired nothing is stored yet, since its end is to be reported first.
   *
   * @return the hold, to be released; it says what was there
   * @throws HeldKeyException as {@link #acquire}
   */
  public Hold<K, V> acquireAndPut(K key, V value, long lifetimeIfNew, long lifetimeIfOld) {
    return acquireAndPut(key, value, lifetimeIfNew, lifetimeIfOld, Lifetime.UNREAD);
  }

  Hold<K, V> acquireAndPut(K key, V value, long lifetimeIfNew, long lifetimeIfOld, long time) {
    int weight = table.weigh(key, value);
    int hash = table.hash(key);
    Stripe<K, V> stripe = table.stripe(hash);
    Hold<K, V> hold = null;
    boolean done = false;
    long stamp = table.lock(stripe, key, hash, time);
    try {
      try {
        hold = stripe.heldKeys().make(table, key, hash, false);
        int row = hold(stripe, hold);
        if (hold.expired() == null) {
          long lifetime = row == RowTable.NONE ? lifetimeIfNew : lifetimeIfOld;
          table.store(stripe, row, key, hash, value, weight, lifetime);
        }
      } finally {
        table.unlock(stripe, stamp);
      }
      done = true;
      return hold;
    } finally {
      if (!done && hold != null) {
        release(hold);
      }
    }
  }

  private Hold<K, V> newHold(Stripe<K, V> stripe, K key, int hash, boolean yielding) {
    Hold<K, V> hold = stripe.heldKeys().make(table, key, hash, yielding);
    int row = hold(stripe, hold);
    if (row != RowTable.NONE) {
      stripe.recordAccess(row);
    }
    return hold;
  }

  /** Returns the row of the live entry, or {@link RowTable#NONE}. */
  private int hold(Stripe<K, V> stripe, Hold<K, V> hold) {
    // First what can fail, since it calls the key's equals.
    int row = stripe.liveRowFor(hold);
    hold.acquiredAt(stripe.timeIfRead());
    stripe.heldKeys().add(hold);
    return row;
  }

  /**
   * The owner stores. From then on the hold is exclusive, even if it was a load's.
   *
   * @param lifetime {@link Lifetime#UNCHANGED} only when there was a live value
   * @return false when a write has taken the key over: nothing is stored then. Nor is it when all was cleared meanwhile, since this
   *     store then counts as having come just before that
   */
  public boolean store(Hold<K, V> hold, V value, long lifetime) {
    int weight = table.weigh(hold.key(), value);
    Stripe<K, V> stripe = table.stripe(hold.hash);
    long stamp = stripe.lock();
    try {
      return store(stripe, hold, value, weight, lifetime);
    } finally {
      table.unlock(stripe, stamp);
    }
  }

  /** The same, and releases the hold in the same step; it is released, too, when this fails. */
  public boolean storeAndRelease(Hold<K, V> hold, V value, long lifetime) {
    boolean released = false;
    try {
      int weight = table.weigh(hold.key(), value);
      Stripe<K, V> stripe = table.stripe(hold.hash);
      long stamp = stripe.lock();
      try {
        return store(stripe, hold, value, weight, lifetime);
      } finally {
        released = true;
        stripe.heldKeys().end(hold); // with nothing to report: it has stored, or was superseded
        table.unlock(stripe, stamp);
      }
    } finally {
      if (!released) {
        release(hold);
      }
    }
  }

  private boolean store(Stripe<K, V> stripe, Hold<K, V> hold, V value, int weight, long lifetime) {
    if (hold.superseded) {
      return false;
    }
    hold.yielding = false;
    hold.settle();
    if (hold.cleared) {
      return true;
    }
    stripe.beginAt(hold.time());
    int row = stripe.heldRow(hold);
    boolean kept = row == RowTable.NONE && lifetime == Lifetime.UNCHANGED;
    table.store(
        stripe, row, hold.key(), hold.hash, value, weight, kept ? Lifetime.ETERNAL : lifetime);
    if (kept) {
      stripe.restoreDeadline(hold);
    }
    return true;
  }

  /** Whether the hold still has its key: it is not released, and no write has taken the key over. */
  public boolean isCurrent(Hold<K, V> hold) {
    Stripe<K, V> stripe = table.stripe(hold.hash);
    long stamp = stripe.lock();
    try {
      return stripe.heldKeys().holderOf(hold.key(), hold.hash) == hold;
    } finally {
      table.unlock(stripe, stamp);
    }
  }

  /** Whether it is this hold that has the key now. Unlike {@link #isCurrent} it may be asked by others than the owner, at any time. */
  public boolean isHeldBy(Hold<K, V> hold, K key) {
    int hash = table.hash(key);
    Stripe<K, V> stripe = table.stripe(hash);
    long stamp = stripe.lock();
    try {
      return stripe.heldKeys().holderOf(key, hash) == hold;
    } finally {
      table.unlock(stripe, stamp);
    }
  }

  /** The owner removes the entry. */
  public void remove(Hold<K, V> hold) {
    Stripe<K, V> stripe = table.stripe(hold.hash);
    long stamp = stripe.lock();
    try {
      if (hold.superseded) {
        return;
      }
      hold.settle();
      int row = stripe.heldRow(hold);
      if (row != RowTable.NONE) {
        stripe.drop(row, RemovalCause.EXPLICIT);
      }
    } finally {
      table.unlock(stripe, stamp);
    }
  }

  /** The owner gives the entry, if it is there still, another lifetime from the time on when the key was acquired. */
  public void touch(Hold<K, V> hold, long lifetime) {
    if (lifetime == Lifetime.UNCHANGED) {
      return;
    }
    Stripe<K, V> stripe = table.stripe(hold.hash);
    long stamp = stripe.lock();
    try {
      int row = hold.superseded ? RowTable.NONE : stripe.heldRow(hold);
      if (row != RowTable.NONE) {
        stripe.beginAt(hold.time());
        stripe.setDeadline(row, StripedTable.deadline(stripe, lifetime));
      }
    } finally {
      table.unlock(stripe, stamp);
    }
  }

  /** Lets others have the key, and those who waited go on. Every hold must be released, whatever happens, and once. */
  public void release(Hold<K, V> hold) {
    if (!endUnlessItHasToReport(hold)) {
      try {
        table.tellExpired(hold);
      } finally {
        endUnlessItHasToReport(hold);
      }
    }
  }

  private boolean endUnlessItHasToReport(Hold<K, V> hold) {
    Stripe<K, V> stripe = table.stripe(hold.hash);
    // Not lock(): when the key was acquired there was room for this, and it must not fail.
    long stamp = stripe.writeLock();
    try {
      if (hold.hasToReport()) {
        return false;
      }
      stripe.heldKeys().end(hold);
      return true;
    } finally {
      table.unlock(stripe, stamp);
    }
  }
}
