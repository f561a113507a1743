package dev.larder.internal.core;

/**
 * Does more about entries whose time is up than drop them: tells listeners, say. Asked by the sweep, after it has dropped an entry
 * and while it still holds the key, without any lock. What it throws is logged.
 */
public interface ExpiryHandler<K, V> {
  /** Whether there is anything to do at present; when not, entries are dropped in bulk. */
  boolean isNeeded();

  /** The key had this value until its time was up. */
  void expired(K key, V value);
}
