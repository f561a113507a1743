package dev.larder.internal.core;

/**
 * For a table that is a cache of something below: brings entries up under a hold, and forgets what has changed below. Thread-safe.
 *
 * <p>What is forgotten while its key is held is not kept either when the holder stores it: the holder may have seen what was before.
 */
public final class Faults<K, V> {
  private final StripedTable<K, V> table;

  /** For one table. */
  public Faults(StripedTable<K, V> table) {
    this.table = table;
  }

  /**
   * The owner brings the entry up from below: from now on it is as if it had been there when the key was acquired, in place of what was
   * there.
   *
   * @param lifetime what it has still to live
   */
  public void bringUp(Hold<K, V> hold, V value, long lifetime) {
    int weight = table.weigh(hold.key(), value);
    Stripe<K, V> stripe = table.stripe(hold.hash);
    long stamp = stripe.lock();
    try {
      long deadline = lifetime == Lifetime.ETERNAL
          ? Lifetime.NEVER
          : Lifetime.deadline(stripe.operationTime(), lifetime);
      if (!hold.superseded && !hold.cleared) {
        hold.settle();
        int row = stripe.heldRow(hold);
        table.store(stripe, row, hold.key(), hold.hash, value, weight, lifetime);
      }
      hold.found(value, hold.expired(), deadline);
    } finally {
      table.unlock(stripe, stamp);
    }
  }

  /** The owner has found that there is nothing below: from now on it is as if there had been nothing when the key was acquired. */
  public void bringNothing(Hold<K, V> hold) {
    Stripe<K, V> stripe = table.stripe(hold.hash);
    long stamp = stripe.lock();
    try {
      if (!hold.superseded) {
        hold.settle();
        drop(stripe, stripe.heldRow(hold));
      }
      hold.found(null, hold.expired(), Lifetime.NEVER);
    } finally {
      table.unlock(stripe, stamp);
    }
  }

  /**
   * The owner is about to change what is below: no write can take the key over any more.
   *
   * @return false when one has already
   */
  public boolean secure(Hold<K, V> hold) {
    Stripe<K, V> stripe = table.stripe(hold.hash);
    long stamp = stripe.lock();
    try {
      hold.yielding &= hold.superseded;
      return !hold.superseded;
    } finally {
      table.unlock(stripe, stamp);
    }
  }

  /** Forgets what there is of the key; what its holder, if there is one, is about to store is not kept. Waits for nobody. */
  public void forget(K key) {
    int hash = table.hash(key);
    Stripe<K, V> stripe = table.stripe(hash);
    long stamp = stripe.lock();
    try {
      Hold<K, V> hold = stripe.heldKeys().holderOf(key, hash);
      if (hold != null) {
        hold.cleared = true;
      }
      drop(stripe, stripe.liveRow(key, hash));
    } finally {
      table.unlock(stripe, stamp);
    }
  }

  private static void drop(Stripe<?, ?> stripe, int row) {
    if (row != RowTable.NONE) {
      stripe.drop(row, RemovalCause.EXPLICIT);
    }
  }
}
