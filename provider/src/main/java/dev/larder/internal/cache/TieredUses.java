package dev.larder.internal.cache;

import dev.larder.internal.core.Hold;
import dev.larder.internal.core.StripedTable;
import dev.larder.internal.core.Ticker;
import dev.larder.internal.core.TimedReads;
import dev.larder.internal.expiry.ExpiryRules;

/** What a use does to the deadlines of an entry of a cache with a tier: the heap's, and now and then the tier's. */
record TieredUses<K>(
    Uses<K> heap,
    ExpiryRules expiry,
    StripedTable<K, Object> table,
    Tiering<K> tiering,
    Ticker ticker)
    implements Uses<K> {
  /** The same uses below as above. */
  static <K> Uses<K> of(
      Uses<K> uses, ExpiryRules expiry, StripedTable<K, Object> table, Tiering<K> tiering) {
    Uses<K> heap = uses instanceof TieredUses<K> tiered ? tiered.heap : uses;
    return new TieredUses<>(heap, expiry, table, tiering, tiering.ticker());
  }

  @Override
  public void of(K key, Object stored, long time) {
    if (heap.areWithinLimits()) {
      heap.of(key, stored, time);
      usedWithinLimits(key, stored);
    } else {
      long lifetime = expiry.forAccess();
      new TimedReads<>(table).touch(key, stored, lifetime, time);
      below(key, lifetime);
    }
  }

  @Override
  public void of(Hold<K, Object> hold, Object live) {
    if (heap.areWithinLimits()) {
      heap.of(hold, live);
      usedWithinLimits(hold.key(), live);
    } else {
      long lifetime = expiry.forAccess();
      table.holds().touch(hold, lifetime);
      below(hold.key(), lifetime);
    }
  }

  private void usedWithinLimits(K key, Object stored) {
    long left = ((Stamped) stored).nanosLeft(ticker.nanos());
    tiering.used(key, heap.idleLimit(), Math.min(left, heap.idleLimit()));
  }

  private void below(K key, long lifetime) {
    if (expiry.isFixed()) {
      tiering.used(key, lifetime, lifetime);
    } else {
      tiering.touch(key, lifetime);
    }
  }

  @Override
  public boolean areWithinLimits() {
    return heap.areWithinLimits();
  }

  @Override
  public long idleLimit() {
    return heap.idleLimit();
  }
}
