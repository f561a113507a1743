package dev.larder.internal.core;

import org.jspecify.annotations.Nullable;

/**
 * A stripe whose entries leave in an exact order. What has expired leaves before what lives, and a new entry is no candidate for the
 * room that it takes. Where reads change the order (LRU, MRU, LFU) they take the lock for a moment, so that none is lost; else they
 * are as lock-free as any.
 */
final class ExactStripe<K, V> extends Stripe<K, V> {
  private static final long serialVersionUID = 1;

  private final boolean readsInOrder;

  /** Where to look for an expired row next. */
  private int hand;

  /** The row that room is being made for. */
  private int entering = NONE;

  ExactStripe(
      StripedTable<K, V> table,
      Room room,
      TableConfig<K, V> config,
      EvictionPolicy.Maker policies) {
    super(table, room, config, policies);
    this.readsInOrder = config.order().needsReadsInOrder();
  }

  @Override
  @Nullable
  V get(Object key, int hash, long idleTime, long time) {
    return readsInOrder && idleTime >= Lifetime.UNCHANGED
        ? getInOrder(key, hash, idleTime, time)
        : super.get(key, hash, idleTime, time);
  }

  @SuppressWarnings("unchecked") // only compared
  private @Nullable V getInOrder(Object key, int hash, long idleTime, long time) {
    long stamp = lock();
    try {
      beginAt(time);
      int row = findLive((K) key, hash);
      if (row == NONE) {
        return null;
      }
      policy.accessed(row, 1);
      if (idleTime >= 0 && deadlineOf(row) != Lifetime.NEVER) {
        setDeadline(row, Lifetime.deadline(operationTime(), idleTime));
      }
      return value(row);
    } finally {
      endOperation();
      unlockWrite(stamp);
    }
  }

  @Override
  void recordAccess(int row) {
    policy.accessed(row, 1);
  }

  @Override
  void recordReplacement(int row) {
    policy.replaced(row);
  }

  @Override
  void enter(int row, int entryWeight) {
    takeRoomFor(row, entryWeight);
    policy.inserted(row);
  }

  @Override
  void grow(int row, int difference) {
    policy.removed(row);
    takeRoomFor(row, difference);
    policy.inserted(row);
  }

  private void takeRoomFor(int row, int wanted) {
    entering = row;
    try {
      takeRoom(wanted);
    } finally {
      entering = NONE;
    }
  }

  @Override
  int victim() {
    int expired = expiredRow();
    return expired == NONE ? policy.victim() : expired;
  }

  /** Looks at all rows of a small stripe; in a large one a victim's price is bounded, and the sweeper finds the others. */
  private int expiredRow() {
    long[] times = deadlines;
    if (times == null || !isDue(operationTime())) {
      return NONE;
    }
    int used = rowsUsed();
    for (int looks = Math.min(used, SWEEP_ROWS); looks > 0; looks--) {
      hand = hand < used - 1 ? hand + 1 : 0;
      if (hand != entering && isExpired(hand)) {
        return hand;
      }
    }
    return NONE;
  }
}
