package dev.larder.internal.core;

import org.jspecify.annotations.Nullable;

/**
 * The deadlines of single entries of a {@link StripedTable}, to read and to move, and what else is kept of an entry. Waits for
 * nobody, records no hit, O(1). Thread-safe.
 */
public final class Deadlines<K, V> {
  /** In place of a remaining time: there is no live entry. */
  public static final long ABSENT = -1;

  /**
   * What the table knows of a live entry, at no cost while it was used.
   *
   * @param remaining nanoseconds that it has still to live, or {@link Lifetime#ETERNAL}
   * @param frequency how often it was used lately, as the eviction policy has it; -1 when that does not count
   */
  public record Facts<K, V>(K key, V value, long remaining, long weight, int frequency) {}

  private final StripedTable<K, V> table;

  /** For one table. */
  public Deadlines(StripedTable<K, V> table) {
    this.table = table;
  }

  /** What is known of the key's live entry; null when there is none. */
  public @Nullable Facts<K, V> facts(K key) {
    int hash = table.hash(key);
    Stripe<K, V> stripe = table.stripe(hash);
    long stamp = stripe.lock();
    try {
      int row = stripe.findLive(key, hash);
      return row == RowTable.NONE
          ? null
          : new Facts<>(
              stripe.key(row),
              stripe.value(row),
              remaining(stripe, row),
              stripe.weightOf(row),
              stripe.policy.frequency(row, hash));
    } finally {
      table.unlock(stripe, stamp);
    }
  }

  /** How often the key was used lately, be it there or not, as far as the policy remembers; -1 when it does not. */
  public int frequency(K key) {
    int hash = table.hash(key);
    Stripe<K, V> stripe = table.stripe(hash);
    long stamp = stripe.lock();
    try {
      return stripe.policy.frequency(stripe.findLive(key, hash), hash);
    } finally {
      table.unlock(stripe, stamp);
    }
  }

  /** Nanoseconds that the key's live entry has still to live: more than 0, {@link Lifetime#ETERNAL}, or {@link #ABSENT}. */
  public long remaining(K key) {
    int hash = table.hash(key);
    Stripe<K, V> stripe = table.stripe(hash);
    long stamp = stripe.lock();
    try {
      int row = stripe.findLive(key, hash);
      return row == RowTable.NONE ? ABSENT : remaining(stripe, row);
    } finally {
      table.unlock(stripe, stamp);
    }
  }

  /**
   * Gives a live entry so long to live from now on; 0 or less ends its life at once.
   *
   * @return whether there was one
   */
  public boolean set(K key, long lifetime) {
    return change(key, remaining -> lifetime);
  }

  /** Adds to what a live entry has still to live. An eternal one stays so. Returns whether there was one. */
  public boolean extend(K key, long nanos) {
    return change(key, remaining -> {
      if (remaining == Lifetime.ETERNAL) {
        return Lifetime.ETERNAL;
      }
      long sum = remaining + nanos;
      return nanos > 0 && sum < 0 ? Lifetime.ETERNAL : sum;
    });
  }

  /** From what remains to what shall; runs under the lock. */
  private interface Change {
    long of(long remaining);
  }

  private boolean change(K key, Change change) {
    int hash = table.hash(key);
    Stripe<K, V> stripe = table.stripe(hash);
    long stamp = stripe.lock();
    try {
      int row = stripe.findLive(key, hash);
      if (row == RowTable.NONE) {
        return false;
      }
      long lifetime = change.of(remaining(stripe, row));
      stripe.setDeadline(
          row,
          lifetime == Lifetime.ETERNAL
              ? Lifetime.NEVER
              : Lifetime.deadline(stripe.operationTime(), Math.max(0, lifetime)));
      return true;
    } finally {
      table.unlock(stripe, stamp);
    }
  }

  private static long remaining(Stripe<?, ?> stripe, int row) {
    long deadline = stripe.deadlineOf(row);
    return deadline == Lifetime.NEVER ? Lifetime.ETERNAL : deadline - stripe.operationTime();
  }
}
