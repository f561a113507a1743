package dev.larder.internal.core;

import org.jspecify.annotations.Nullable;

/**
 * Writes of a {@link StripedTable} by somebody who has looked at its ticker already, so that the table need not: each does what the one
 * without {@code nanos} does. Thread-safe.
 */
public final class TimedWrites<K, V> {
  private final StripedTable<K, V> table;

  /** For one table. */
  public TimedWrites(StripedTable<K, V> table) {
    this.table = table;
  }

  /** Stores, whatever was there; returns that. */
  public @Nullable V put(K key, V value, long lifetimeIfNew, long lifetimeIfOld, long nanos) {
    return table.put(key, value, lifetimeIfNew, lifetimeIfOld, table.clock().time(nanos));
  }

  /** Stores if the key has no live entry; returns what it has. */
  public @Nullable V putIfAbsent(K key, V value, long lifetime, long nanos) {
    return table.putIfAbsent(key, value, lifetime, table.clock().time(nanos));
  }

  /** Replaces the value of a live entry; returns what was replaced. */
  public @Nullable V replace(K key, @Nullable V expected, V value, long lifetime, long nanos) {
    return table.replace(key, expected, value, lifetime, table.clock().time(nanos));
  }

  /** Makes the caller the only one who may change the key. */
  public Hold<K, V> acquire(K key, boolean overLoads, long nanos) {
    return table.holds().acquire(key, overLoads, table.clock().time(nanos));
  }

  /** The same, and stores in one step. */
  public Hold<K, V> acquireAndPut(
      K key, V value, long lifetimeIfNew, long lifetimeIfOld, long nanos) {
    return table
        .holds()
        .acquireAndPut(key, value, lifetimeIfNew, lifetimeIfOld, table.clock().time(nanos));
  }
}
