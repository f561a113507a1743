package dev.larder.internal.core;

/** Told of every entry that has left a table, after the fact and without any lock held. */
@FunctionalInterface
public interface RemovalListener<K, V> {
  /**
   * Called on the thread whose operation made the entry leave, once its stripe is unlocked. What it throws reaches that
   * thread's caller, with the table intact.
   */
  void removed(K key, V value, RemovalCause cause);
}
