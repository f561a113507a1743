package dev.larder.internal.core;

/**
 * Does more about an entry whose time is up than drop it: tells listeners, say, while the key is held. The sweep asks it for
 * each such key, without any lock held; it is expected to call {@link StripedTable#tryHold} and see for itself.
 */
@FunctionalInterface
public interface ExpiryHandler<K> {
  /** The key's entry had expired a moment ago. Must not throw. */
  void expired(K key);
}
