package dev.larder.internal.cache;

import dev.larder.internal.core.Hold;
import dev.larder.internal.core.Lifetime;
import dev.larder.internal.core.StripedTable;
import dev.larder.internal.core.TimedReads;
import dev.larder.internal.expiry.ExpiryRules;

/** What a use of an entry does to its deadline. Thread-safe. */
interface Uses<K> {
  /**
   * The entry was found, with this very value.
   *
   * @param time of {@link TimedReads}, for this key
   */
  void of(K key, Object stored, long time);

  /** The live entry of a held key was found. */
  void of(Hold<K, Object> hold, Object live);

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
    TimedReads<K, Object> reads = new TimedReads<>(table);
    return new Uses<>() {
      @Override
      public void of(K key, Object stored, long time) {
        reads.touch(key, stored, expiry.forAccess(), time);
      }

      @Override
      public void of(Hold<K, Object> hold, Object live) {
        table.holds().touch(hold, expiry.forAccess());
      }
    };
  }

  /**
   * Gives it the idle time, but never more than is left of its time to live.
   *
   * @param idleTime nanoseconds
   */
  static <K> Uses<K> within(long idleTime, StripedTable<K, Object> table) {
    TimedReads<K, Object> reads = new TimedReads<>(table);
    return new Uses<>() {
      @Override
      public void of(K key, Object stored, long time) {
        Stamped stamped = (Stamped) stored;
        long lifetime = stamped.use(reads.nanos(time), idleTime);
        reads.touch(key, stored, lifetime, time);
      }

      @Override
      public void of(Hold<K, Object> hold, Object live) {
        of(hold.key(), live, hold.time());
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
