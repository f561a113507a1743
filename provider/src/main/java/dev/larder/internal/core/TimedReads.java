package dev.larder.internal.core;

import org.jspecify.annotations.Nullable;

/**
 * Reads of a {@link StripedTable} by somebody who has more than one use for the time: it is looked at once for all. Times are the
 * table's own, or {@link Lifetime#UNREAD} where nobody needed to look. Thread-safe.
 */
public final class TimedReads<K, V> {
  private final StripedTable<K, V> table;

  /** For one table. */
  public TimedReads(StripedTable<K, V> table) {
    this.table = table;
  }

  /** What time it is; not looked at when nothing near the key expires. */
  public long timeFor(K key) {
    return timeFor(table.hash(key), Lifetime.UNREAD);
  }

  /** The same for the key with this hash of the table's, unless somebody has looked already. */
  public long timeFor(int hash, long time) {
    return time == Lifetime.UNREAD && table.stripe(hash).hasDeadlines()
        ? table.clock().now()
        : time;
  }

  /** The time when the table's ticker said this. */
  public long at(long nanos) {
    return table.clock().time(nanos);
  }

  /** The same time by the table's ticker, which is looked at if nobody has. */
  public long nanos(long time) {
    return table.clock().nanos(time == Lifetime.UNREAD ? table.clock().now() : time);
  }

  /** The value that lives at that time, recording the hit; null when absent or expired. */
  public @Nullable V get(K key, long time) {
    return get(key, table.hash(key), Lifetime.UNCHANGED, time);
  }

  /** The same for a key with this hash of the table's, giving a found entry that can expire {@code idleTime} from then. */
  public @Nullable V get(K key, int hash, long idleTime, long time) {
    return table.get(key, hash, idleTime, time);
  }

  /** Gives a live entry, if it still has this very value, another lifetime from that time on. Waits for nobody. */
  public void touch(K key, V expected, long lifetime, long time) {
    table.touch(key, expected, lifetime, time);
  }
}
