package dev.larder.internal.core;

import java.util.function.IntConsumer;

/**
 * Decides which row has to leave next. Plain single-threaded code: the stripe calls it under its lock, and hands each access
 * on only when it next holds the lock anyway (readers leave marks).
 */
interface EvictionPolicy {
  /** In place of a row: there is none. */
  int NONE = -1;

  /** In place of a frequency: this policy does not know it. */
  int UNKNOWN = -1;

  /** What a policy may ask of the rows it orders. */
  interface Rows {
    int hashOf(int row);

    /** Where a policy may keep its queues' links; one policy does. */
    RowHeaders headers();

    int weightOf(int row);

    /** How often readers have hit the row since they were last asked, 0 to 3; asking resets it. O(1). */
    int takeMarks(int row);
  }

  /** Makes the policy of one stripe; what the stripes' policies share, it knows. */
  @FunctionalInterface
  interface Maker {
    EvictionPolicy make(Rows rows);
  }

  /** Room for rows 0 to {@code rows} - 1 is needed from now on. */
  void ensureRows(int rows);

  /** The row now holds an entry, which counts as its first access. */
  void inserted(int row);

  /** Whether another hit of the row would change next to nothing now, so that one may leave its marks where they are. */
  default boolean isSettled(int row) {
    return false;
  }

  /**
   * Reads what {@link #accessed} will need of the row, so that memory is waited for once for many rows. Changes nothing.
   *
   * @return anything that depends on all that was read
   */
  default int fetch(int row) {
    return 0;
  }

  /** The row's entry was read or replaced {@code times} times (at least once). */
  void accessed(int row, int times);

  /** The row's entry got another value. Only exact orders, which count a put otherwise than a read, are told this way. */
  default void replaced(int row) {
    accessed(row, 1);
  }

  /** The row's entry weighs something else now. {@link Rows#weightOf} still answers the old weight. */
  void reweighed(int row, int newWeight);

  /** The row's entry leaves, for whatever cause. */
  void removed(int row);

  /**
   * The row that should leave to make room, or {@link #NONE} when no row weighs anything. The row stays where it is until
   * {@link #removed} is called for it. O(1) amortized.
   */
  int victim();

  /** Names each row, the one that would leave first before the others, as far as that can be said. Changes nothing; O(n). */
  void inOrderOfLeaving(IntConsumer each);

  /**
   * How often the key was used, as far as the policy knows; {@link #UNKNOWN} when it does not.
   *
   * @param row {@link #NONE} for a key that has none
   */
  default int frequency(int row, int hash) {
    return UNKNOWN;
  }

  /** All rows are gone at once. */
  void cleared();

  /** Throws an {@link IllegalStateException} naming the invariant that does not hold. O(n): for tests. */
  void check(int expectedRows);
}
