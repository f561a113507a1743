package dev.larder.internal.cache;

import dev.larder.internal.copy.Copier;
import dev.larder.internal.core.Weigher;
import java.util.function.ToIntBiFunction;
import javax.cache.CacheException;

/** Has the user weigh keys and values as the user knows them. */
final class UserWeigher<K, V> implements Weigher<K, Object> {
  private final String cacheName;
  private final ToIntBiFunction<K, V> weigher;
  private final Copier<K> keys;
  private final Copier<V> values;

  UserWeigher(String cacheName, ToIntBiFunction<K, V> weigher, Copier<K> keys, Copier<V> values) {
    this.cacheName = cacheName;
    this.weigher = weigher;
    this.keys = keys;
    this.values = values;
  }

  @Override
  public int weigh(K key, Object stored) {
    int weight;
    try {
      weight = weigher.applyAsInt(keys.copy(key), values.read(stored));
    } catch (RuntimeException e) {
      throw new CacheException(told("failed"), e);
    }
    if (weight < 0) {
      throw new CacheException(told("answered " + weight + "; a weight must be 0 or more"));
    }
    return weight;
  }

  private String told(String what) {
    return "cache \"" + cacheName + "\": weigher " + weigher.getClass().getName() + " " + what;
  }
}
