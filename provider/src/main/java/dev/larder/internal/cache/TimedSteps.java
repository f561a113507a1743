package dev.larder.internal.cache;

import dev.larder.internal.core.Hold;
import dev.larder.internal.core.TimedWrites;
import dev.larder.internal.expiry.ExpiryRules;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Writes of values of which it is known when they were made: somebody has looked at the clock, and the table need not. */
final class TimedSteps<K, V> extends Writes<K, V> {
  private final TimedWrites<K, Object> writes;
  private final ExpiryRules expiry;
  private final ToLongFunction<Object> madeAt;

  private TimedSteps(Contents<K, V> contents, ToLongFunction<Object> madeAt) {
    super(contents);
    this.writes = new TimedWrites<>(contents.table());
    this.expiry = contents.expiry();
    this.madeAt = madeAt;
  }

  /** Those of a cache whose values are {@link Stamped}. */
  static <K, V> Writes<K, V> ofStamped(Contents<K, V> contents) {
    return new TimedSteps<>(contents, stored -> ((Stamped) stored).madeAt());
  }

  /** Those of many values at once. */
  static <K, V> Writes<K, V> at(long nanos, Contents<K, V> contents) {
    return new TimedSteps<>(contents, stored -> nanos);
  }

  private long madeAt(Object stored) {
    return madeAt.applyAsLong(stored);
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
