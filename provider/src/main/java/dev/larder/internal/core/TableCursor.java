package dev.larder.internal.core;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Walks over the live entries of a table while others may change it. What is there from beginning to end is met exactly once;
 * what comes or goes meanwhile may be met or not. Takes some rows at a time under the stripe's lock, and counts no hits. Not
 * thread-safe.
 */
public final class TableCursor<K, V> implements Cursor<K, V> {
  private static final int BATCH = 64;

  private final StripedTable<K, V> table;
  private final @Nullable Object[] batch = new Object[2 * BATCH];
  private int inBatch;
  private int at;
  private int stripe;
  private int row;
  private @Nullable K key;
  private @Nullable V value;

  /** Where the batch is from, and the stamp under which it was read. */
  private @Nullable Stripe<K, V> source;

  private long readAt;

  TableCursor(StripedTable<K, V> table) {
    this.table = table;
  }

  @Override
  @SuppressWarnings("unchecked")
  public boolean advance() {
    do {
      while (at == inBatch) {
        if (stripe == table.stripeCount()) {
          return false;
        }
        fetch();
      }
      key = (K) batch[2 * at];
      value = (V) batch[2 * at + 1];
      at++;
    } while (!isStillThere());
    return true;
  }

  /** The batch was read ahead: unless nobody has written since and nothing expires, its entries are looked up again. */
  private boolean isStillThere() {
    if (source != null && !source.hasDeadlines() && source.validate(readAt)) {
      return true;
    }
    value = table.peek(requireNonNull(key));
    return value != null;
  }

  @Override
  public K key() {
    return requireNonNull(key);
  }

  @Override
  public V value() {
    return requireNonNull(value);
  }

  private void fetch() {
    Stripe<K, V> rows = table.stripeAt(stripe);
    at = 0;
    inBatch = 0;
    source = rows;
    long stamp = rows.readLock();
    readAt = stamp;
    try {
      long now = rows.hasDeadlines() ? table.clock().now() : 0;
      for (; inBatch < BATCH && row < rows.rowsUsed(); row++) {
        if (!rows.isFree(row) && !rows.isExpiredAt(row, now)) {
          batch[2 * inBatch] = rows.key(row);
          batch[2 * inBatch + 1] = rows.value(row);
          inBatch++;
        }
      }
      if (row >= rows.rowsUsed()) {
        stripe++;
        row = 0;
      }
    } finally {
      rows.unlockRead(stamp);
    }
  }
}
