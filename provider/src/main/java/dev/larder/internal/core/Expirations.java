package dev.larder.internal.core;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a table's expired entries: they are dropped, in short locked steps; and where somebody wants to know, their
 * keys are held until the handler has been told. Thread-safe.
 */
final class Expirations<K, V> {
  private static final System.Logger LOG = System.getLogger("dev.larder.expiry");

  private final StripedTable<K, V> table;
  private final @Nullable ExpiryHandler<? super K, ? super V> handler;

  Expirations(StripedTable<K, V> table, @Nullable ExpiryHandler<? super K, ? super V> handler) {
    this.table = table;
    this.handler = handler;
  }

  /** Whether somebody wants to know. */
  boolean areHandled() {
    return handler != null && handler.isNeeded();
  }

  /** Whether any entry has expired and was not dropped yet, or may soon have. O(stripes), no lock. */
  boolean isDue() {
    long now = table.clock().now();
    for (int i = 0; i < table.stripeCount(); i++) {
      if (table.stripeAt(i).isDue(now)) {
        return true;
      }
    }
    return false;
  }

  /** Returns how many entries were dropped. */
  long sweep() {
    long now = table.clock().now();
    long dropped = 0;
    for (int i = 0; i < table.stripeCount(); i++) {
      Stripe<K, V> stripe = table.stripeAt(i);
      if (stripe.isDue(now)) {
        dropped += sweep(stripe, now);
      }
    }
    return dropped;
  }

  private long sweep(Stripe<K, V> stripe, long now) {
    long dropped = 0;
    int number = beginSweep(stripe);
    for (int row = 0; row != RowTable.NONE; ) {
      List<K> toHandle = areHandled() ? new ArrayList<>() : null;
      long stamp = stripe.lock();
      try {
        int before = stripe.size();
        row = stripe.sweep(number, row, now, toHandle);
        dropped += before - stripe.size();
      } finally {
        table.unlock(stripe, stamp);
      }
      if (toHandle != null) {
        for (K key : toHandle) {
          dropped += expire(key);
        }
      }
    }
    return dropped;
  }

  private int beginSweep(Stripe<K, V> stripe) {
    long stamp = stripe.lock();
    try {
      return stripe.beginSweep();
    } finally {
      table.unlock(stripe, stamp);
    }
  }

  /** Acquiring a key drops what has expired. A key that somebody holds is theirs to report. Returns how many entries were dropped. */
  private int expire(K key) {
    Hold<K, V> hold = table.holds().tryAcquire(key);
    if (hold == null) {
      return 0;
    }
    boolean hasExpired = hold.expired() != null;
    report(hold);
    return hasExpired ? 1 : 0;
  }

  /** Tells the handler of what was found expired when the key was acquired, and releases it. */
  void report(Hold<K, V> hold) {
    try {
      tell(hold);
    } finally {
      table.holds().release(hold);
    }
  }

  /** Tells the handler of what the hold found expired. */
  void tell(Hold<K, V> hold) {
    try {
      V expired = hold.expired();
      if (expired != null) {
        requireNonNull(handler, "handler").expired(hold.key(), expired);
      }
    } catch (RuntimeException | Error e) {
      // Errors, too: the other keys are still to be told of, and neither the sweep nor whoever
      // needed the room is to blame.
      LOG.log(
          System.Logger.Level.WARNING,
          "a listener of cache \"" + table.name() + "\" failed when told of an expired entry",
          e);
    }
  }
}
