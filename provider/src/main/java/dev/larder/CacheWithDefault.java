package dev.larder;

import dev.larder.internal.cache.Services;
import dev.larder.internal.config.CacheSettings;
import org.jspecify.annotations.Nullable;

/**
 * A cache that has something to give when it has nothing. A class of its own, so that {@code get} of all other caches does not ask
 * whether there is such a thing.
 */
final class CacheWithDefault<K, V> extends ManagedCache<K, V> {
  /** As the table would keep it, so that each caller gets a copy where values are copied. */
  private final Object stored;

  CacheWithDefault(
      LarderCacheManager manager,
      CacheSettings<K, V> settings,
      V value,
      Services services,
      ClassLoader classLoader) {
    super(manager, settings, services, classLoader);
    this.stored = values().store(value);
  }

  @Override
  public V get(K key) {
    V value = getOrNull(key);
    return value == null ? values().read(stored) : value;
  }

  @Override
  public V getOrDefault(K key, V other) {
    V value = getOrNull(key);
    return value == null ? other : value;
  }

  /** The value of an entry, or of the loader. */
  @Nullable
  V getOrNull(K key) {
    return super.get(key);
  }
}
