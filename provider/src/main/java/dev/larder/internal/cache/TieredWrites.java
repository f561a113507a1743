package dev.larder.internal.cache;

import org.jspecify.annotations.Nullable;

/** The writes of a cache with a tier: done once more when another JVM came between. */
final class TieredWrites<K, V> extends Writes<K, V> {
  TieredWrites(Contents<K, V> contents) {
    super(contents);
  }

  @Override
  @Nullable
  Object applyHolding(
      Mutation mutation, K key, @Nullable V value, @Nullable Object stored, @Nullable V expected) {
    while (true) {
      try {
        return super.applyHolding(mutation, key, value, stored, expected);
      } catch (TierConflict again) {
        Thread.onSpinWait();
      }
    }
  }
}
