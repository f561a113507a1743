package dev.larder.internal.management;

/**
 * Told of the accesses to a sample of a cache's keys while its statistics are on: must be quick, thread-safe, and not throw. The sample
 * are the keys whose {@link #spread} hash is less than {@link SwitchableStatistics#sampleBelow} says.
 */
public interface Accesses {
  /** Less than this is no hash: nobody wants to know. */
  int NONE = Integer.MIN_VALUE;

  /** Nobody listens. */
  Accesses UNHEARD = new Accesses() {};

  /**
   * A table's hash, spread evenly over all ints. One product is enough, because the table's is one, too: what counts are the high
   * bits, and they depend on all the others.
   */
  static int spread(int hash) {
    return hash * 0x85EB_CA6B;
  }

  /** The table's hash of the key, for those who do not have it at hand. */
  default int hash(Object key) {
    return 0;
  }

  /** The key with the table's {@code hash} was asked for, and there. */
  default void hit(int hash) {}

  /** The key was asked for, and not there. */
  default void missed(int hash) {}

  /** A value was stored by request, in place of another one or not. */
  default void stored(int hash, boolean replaced) {}

  /** An entry was removed by request. */
  default void removed(int hash) {}

  /** Counting begins, or pauses. */
  default void follow(boolean wanted) {}
}
