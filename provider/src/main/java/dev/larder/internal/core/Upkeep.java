package dev.larder.internal.core;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may ask of a {@link StripedTable} by hand that else comes by itself: who leaves next, make it leave, change the bound.
 * Thread-safe. Across stripes order is approximate: each stripe has its own.
 */
public final class Upkeep<K, V> {
  /** A row that left, or is next to. */
  public record Leaving<K, V>(K key, V value) {}

  private final StripedTable<K, V> table;

  /** For one table. */
  public Upkeep(StripedTable<K, V> table) {
    this.table = table;
  }

  /** How much the table may hold now; {@link TableConfig#UNBOUNDED} for no bound. */
  public long maximum() {
    return table.maximum();
  }

  /** Whether {@link #resize} can work: not on a table that was made unbounded, and keeps nothing in order. */
  public boolean isResizable() {
    return table.room().isCounted();
  }

  /**
   * Sets another bound. What is too much is evicted before this returns. O(number of evicted entries).
   *
   * @throws IllegalStateException if not {@link #isResizable}
   */
  public void resize(long maximum) {
    if (!isResizable()) {
      throw new IllegalStateException("the table was made unbounded, and keeps no order");
    }
    table.room().setMaximum(maximum);
    keepBound();
  }

  /** The same for a bound that is so near that nothing has to begin anew. */
  void nudge(long maximum) {
    table.room().nudge(maximum);
    keepBound();
  }

  private void keepBound() {
    while (table.room().excess() > 0 && evictOne() > 0) {
      // Each turn makes room; who unlocks a stripe while there is too much helps.
    }
  }

  /**
   * Evicts what is least worth keeping until so much room is made, or all is empty.
   *
   * @return how many entries that took
   */
  public int evict(long room) {
    int evicted = 0;
    for (long freed = 0; freed < room; evicted++) {
      long weight = evictOne();
      if (weight == 0) {
        break;
      }
      freed += weight;
    }
    return evicted;
  }

  /** The weight of what was evicted; 0 when there was nothing. */
  private long evictOne() {
    for (Stripe<K, V> stripe : fullestFirst()) {
      long stamp = stripe.lock();
      try {
        long before = stripe.weight();
        if (stripe.evictOne()) {
          return before - stripe.weight();
        }
      } finally {
        table.unlock(stripe, stamp);
      }
    }
    return 0;
  }

  /** The entry that would leave next to make room: exact in a table of one stripe with an exact order. Null when there is none. */
  public @Nullable Leaving<K, V> peek() {
    return next(false);
  }

  /** Takes the entry out that would leave next. Null when there is none. */
  public @Nullable Leaving<K, V> pop() {
    return next(true);
  }

  private @Nullable Leaving<K, V> next(boolean take) {
    for (Stripe<K, V> stripe : fullestFirst()) {
      long stamp = stripe.lock();
      try {
        int row = stripe.liveVictim();
        if (row != RowTable.NONE) {
          Leaving<K, V> leaving = new Leaving<>(stripe.key(row), stripe.value(row));
          if (take) {
            stripe.heldKeys().supersedeLoad(leaving.key(), stripe.hashOf(row));
            stripe.drop(row, RemovalCause.EXPLICIT);
          }
          return leaving;
        }
      } finally {
        table.unlock(stripe, stamp);
      }
    }
    return null;
  }

  /** The keys of live entries in the order in which they would leave, at most so many. O(n log n) at worst; locks each stripe once. */
  public List<K> coldest(int limit) {
    return inOrder(limit, false);
  }

  /** The keys of live entries that would leave last, the very last first, at most so many. Costs the same. */
  public List<K> hottest(int limit) {
    return inOrder(limit, true);
  }

  private List<K> inOrder(int limit, boolean hottest) {
    List<List<K>> byStripe = new ArrayList<>();
    for (int i = 0; i < table.stripeCount(); i++) {
      List<K> keys = keysInOrder(table.stripeAt(i));
      if (hottest) {
        Collections.reverse(keys);
      }
      byStripe.add(keys);
    }
    return deal(byStripe, limit);
  }

  private List<K> keysInOrder(Stripe<K, V> stripe) {
    List<K> keys = new ArrayList<>();
    long stamp = stripe.lock();
    try {
      stripe.inOrderOfLeaving(row -> keys.add(stripe.key(row)));
    } finally {
      table.unlock(stripe, stamp);
    }
    return keys;
  }

  /** One of each in turn: stripes know nothing of each other's order. */
  private static <K> List<K> deal(List<List<K>> byStripe, int limit) {
    List<K> dealt = new ArrayList<>();
    boolean more = true;
    for (int round = 0; more; round++) {
      more = false;
      for (List<K> keys : byStripe) {
        if (round < keys.size() && dealt.size() < limit) {
          dealt.add(keys.get(round));
          more = true;
        }
      }
    }
    return dealt;
  }

  private List<Stripe<K, V>> fullestFirst() {
    record Weighed<K, V>(Stripe<K, V> stripe, long weight) {}
    List<Weighed<K, V>> weighed = new ArrayList<>();
    for (int i = 0; i < table.stripeCount(); i++) {
      Stripe<K, V> stripe = requireNonNull(table.stripeAt(i));
      stripe.acquireWrites();
      weighed.add(new Weighed<>(stripe, stripe.weight()));
    }
    weighed.sort((a, b) -> Long.compare(b.weight, a.weight));
    return weighed.stream().map(Weighed::stripe).toList();
  }
}
