package dev.larder.internal.core;

import static java.util.Objects.requireNonNull;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link StripedTable} is made from.
 *
 * @param name for messages
 * @param maximumWeight the bound: entries, or weight when there is a weigher; {@link #UNBOUNDED} for none
 * @param weigher null when each entry weighs one
 * @param listener told of all that leaves; null when nobody wants to know
 * @param evictionCounter told how many entries an operation evicted, after it; null when nobody counts
 * @param expiryHandler told of each entry that the sweep finds expired; null when nobody wants to know
 * @param ticker where the time comes from
 * @param stripes a power of two, or 0 for as many as fit the machine and the bound
 * @param order who leaves first; any but TinyLFU is exact within a stripe
 */
public record TableConfig<K, V>(
    String name,
    long maximumWeight,
    @Nullable Weigher<? super K, ? super V> weigher,
    @Nullable RemovalListener<? super K, ? super V> listener,
    @Nullable IntConsumer evictionCounter,
    @Nullable ExpiryHandler<? super K, ? super V> expiryHandler,
    Ticker ticker,
    int stripes,
    EvictionOrder order) {
  /** In place of a bound: none. */
  public static final long UNBOUNDED = Long.MAX_VALUE;

  /* On two cores 64 stripes cost more than 8 whenever the machine was busy: array headers are cache lines, too. */
  private static final int STRIPES_A_CORE = 4;
  private static final int MOST_STRIPES = 1 << 10;

  /* One stripe for small tables, where order and bound are then exact; larger ones lose no hits at 512 entries a stripe. */
  private static final long ENTRIES_A_STRIPE = 512;
  private static final long SMALL = 4096;

  /** Checks the values that would otherwise fail late. */
  public TableConfig {
    requireNonNull(name, "name");
    requireNonNull(ticker, "ticker");
    requireNonNull(order, "order");
    if (maximumWeight < 0) {
      throw new IllegalArgumentException("maximum weight " + maximumWeight + " of cache \"" + name
          + "\" is negative; use 0, more, or UNBOUNDED");
    }
    if (stripes < 0 || Integer.bitCount(stripes) > 1) {
      throw new IllegalArgumentException(
          "stripes=" + stripes + " is not a power of two; use 1, 2, 4, 8 ... or 0 for a default");
    }
  }

  /** A table of at most {@code maximumSize} entries, of one weight each, without listeners, on the system's clock. */
  public static <K, V> TableConfig<K, V> bounded(String name, long maximumSize) {
    return new TableConfig<>(
        name, maximumSize, null, null, null, null, Ticker.SYSTEM, 0, EvictionOrder.TINY_LFU);
  }

  /** The same with another clock. */
  public TableConfig<K, V> withTicker(Ticker other) {
    return new TableConfig<>(
        name,
        maximumWeight,
        weigher,
        listener,
        evictionCounter,
        expiryHandler,
        other,
        stripes,
        order);
  }

  /** The same with a weigher; the bound then is a weight. */
  public TableConfig<K, V> withWeigher(Weigher<? super K, ? super V> other) {
    return new TableConfig<>(
        name,
        maximumWeight,
        other,
        listener,
        evictionCounter,
        expiryHandler,
        ticker,
        stripes,
        order);
  }

  /** The same with a listener. */
  public TableConfig<K, V> withListener(RemovalListener<? super K, ? super V> other) {
    return new TableConfig<>(
        name,
        maximumWeight,
        weigher,
        other,
        evictionCounter,
        expiryHandler,
        ticker,
        stripes,
        order);
  }

  /** The same with a counter of evictions. */
  public TableConfig<K, V> withEvictionCounter(IntConsumer other) {
    return new TableConfig<>(
        name, maximumWeight, weigher, listener, other, expiryHandler, ticker, stripes, order);
  }

  /** The same with a handler for expired keys. */
  public TableConfig<K, V> withExpiryHandler(ExpiryHandler<? super K, ? super V> other) {
    return new TableConfig<>(
        name, maximumWeight, weigher, listener, evictionCounter, other, ticker, stripes, order);
  }

  /** The same with so many stripes. */
  public TableConfig<K, V> withStripes(int other) {
    return new TableConfig<>(
        name,
        maximumWeight,
        weigher,
        listener,
        evictionCounter,
        expiryHandler,
        ticker,
        other,
        order);
  }

  /** The same with another order. */
  public TableConfig<K, V> withOrder(EvictionOrder other) {
    return new TableConfig<>(
        name,
        maximumWeight,
        weigher,
        listener,
        evictionCounter,
        expiryHandler,
        ticker,
        stripes,
        other);
  }

  /** Whether a policy keeps the entries in order, be there a bound or not: one can then be set later. */
  boolean isOrdered() {
    return isBounded() || order != EvictionOrder.TINY_LFU;
  }

  boolean isBounded() {
    return maximumWeight != UNBOUNDED;
  }

  /** The power of two of stripes to use. */
  int stripeCount() {
    if (stripes != 0) {
      return stripes;
    }
    if (isBounded() && maximumWeight < SMALL) {
      return 1;
    }
    long byCores =
        Math.min(MOST_STRIPES, (long) STRIPES_A_CORE * Runtime.getRuntime().availableProcessors());
    long bySize = isBounded() && weigher == null ? maximumWeight / ENTRIES_A_STRIPE : byCores;
    return (int) Long.highestOneBit(Math.max(1, Math.min(byCores, bySize)));
  }

  /** How many rows a stripe will have when the table is full, with room for the unevenness of hashing; 0 when unknown. */
  int expectedRows(int stripeCount) {
    if (!isBounded() || weigher != null) {
      return 0;
    }
    long share = Math.min(RowTable.MAXIMUM_ROWS, maximumWeight / stripeCount) + 2L;
    long slack = stripeCount == 1 ? 0 : 4 * (long) Math.sqrt((double) share);
    return (int) Math.min(RowTable.MAXIMUM_ROWS, share + slack);
  }
}
