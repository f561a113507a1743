package dev.larder.internal.cache;

import dev.larder.internal.core.EvictionOrder;
import dev.larder.internal.core.Lifetime;
import dev.larder.internal.core.StripedTable;
import dev.larder.internal.core.Ticker;
import dev.larder.internal.expiry.ExpiryRules;

/** What a use of an entry does to its deadline. Thread-safe. */
interface Uses<K> {
  /** The entry was found, with this very value. */
  void of(K key, Object stored);

  /** Whether each entry has a limit of its own, so that no use can be a matter of the table's alone. */
  default boolean areWithinLimits() {
    return false;
  }

  /** The longest that an entry may go unused, whatever its time to live; without end where uses do not matter beside that. */
  default long idleLimit() {
    return Lifetime.ETERNAL;
  }

  /** Gives it as long as the rules say. Locks a stripe, if they say anything. */
  static <K> Uses<K> by(ExpiryRules expiry, StripedTable<K, Object> table) {
    return (key, stored) -> table.touch(key, stored, expiry.forAccess());
  }

  /**
   * Gives it the idle time, but never more than is left of its time to live.
   *
   * @param idleTime nanoseconds
   */
  static <K> Uses<K> within(long idleTime, StripedTable<K, Object> table, Ticker ticker) {
    return new Uses<>() {
      @Override
      public void of(K key, Object stored) {
        Stamped stamped = (Stamped) stored;
        long left = stamped.nanosLeft(ticker.nanos());
        if (left >= idleTime && table.order() != EvictionOrder.TINY_LFU) {
          table.touch(
              key, stored, idleTime); // in an exact order this must not count as another use
        } else if (left >= idleTime) {
          table.get(key, idleTime); // takes no lock
        } else if (!stamped.isAtItsEnd && left > 0) {
          table.touch(key, stored, left);
          stamped.isAtItsEnd = true;
        }
      }

      @Override
      public long idleLimit() {
        return idleTime;
      }

      @Override
      public boolean areWithinLimits() {
        return true;
      }
    };
  }
}
