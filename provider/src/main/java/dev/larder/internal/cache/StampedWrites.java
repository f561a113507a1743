package dev.larder.internal.cache;

import dev.larder.internal.core.Hold;
import dev.larder.internal.core.TimedWrites;
import dev.larder.internal.expiry.ExpiryRules;
import org.jspecify.annotations.Nullable;

/** The writes of a cache whose values are {@link Stamped}: whoever made the stamp has looked at the clock, and the table need not. */
final class StampedWrites<K, V> extends Writes<K, V> {
  private final TimedWrites<K, Object> writes;
  private final ExpiryRules expiry;

  StampedWrites(Contents<K, V> contents) {
    super(contents);
    this.writes = new TimedWrites<>(contents.table());
    this.expiry = contents.expiry();
  }

  private static long madeAt(Object stored) {
    return ((Stamped) stored).madeAt();
  }

  @Override
  @Nullable
  Object put(K key, Object stored) {
    return writes.put(key, stored, expiry.forCreation(), expiry.forUpdate(), madeAt(stored));
  }

  @Override
  @Nullable
  Object putIfAbsent(K key, Object stored) {
    return writes.putIfAbsent(key, stored, expiry.forCreation(), madeAt(stored));
  }

  @Override
  @Nullable
  Object replace(K key, @Nullable Object expected, Object stored) {
    return writes.replace(key, expected, stored, expiry.forUpdate(), madeAt(stored));
  }

  @Override
  Hold<K, Object> acquire(K key, boolean overLoads, @Nullable Object stored) {
    return stored == null
        ? super.acquire(key, overLoads, null)
        : writes.acquire(key, overLoads, madeAt(stored));
  }

  @Override
  Hold<K, Object> acquireAndPut(K key, Object stored) {
    return writes.acquireAndPut(
        key, stored, expiry.forCreation(), expiry.forUpdate(), madeAt(stored));
  }
}
