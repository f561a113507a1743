package dev.larder.internal.cache;

import dev.larder.internal.core.Sweeper;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of loads beside the entries: that there was nothing to load ({@code negative-ttl}), and what there was before
 * it expired ({@code stale-if-error}). A key is told of only while it is held, so all writes of a cache that remembers hold their
 * keys; {@link #isKnownAbsent} may be asked by anybody.
 */
class LoadMemory<K> {
  private static final LoadMemory<?> NONE = new LoadMemory<>();

  /** Remembers nothing. */
  @SuppressWarnings("unchecked") // it never has a key
  static <K> LoadMemory<K> none() {
    return (LoadMemory<K>) NONE;
  }

  boolean isPresent() {
    return this != NONE;
  }

  /** Whether a load found nothing for the key, not long ago. Takes no lock. */
  boolean isKnownAbsent(K key) {
    return false;
  }

  /** A load has found nothing. */
  void foundNothing(K key) {}

  /** Whether expired values are wanted. */
  boolean keepsExpired() {
    return false;
  }

  /** An entry has expired. */
  void expired(K key, Object stored) {}

  /** The expired value, while the loader is to be left alone because it failed just now; else null. */
  @Nullable
  Object duringBackOff(K key) {
    return null;
  }

  /** The expired value, to be given out because the load has failed; null when there is none. */
  @Nullable
  Object insteadOfFailure(K key) {
    return null;
  }

  /** There is something newer, or nothing on purpose. */
  void forget(K key) {}

  void clear() {}

  void start(Sweeper sweeper) {}

  void close(Sweeper sweeper) {}
}
