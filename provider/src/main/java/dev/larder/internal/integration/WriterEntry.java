package dev.larder.internal.integration;

import javax.cache.Cache;

/**
 * What a writer gets to see of an entry: fixed, whatever becomes of the cache's entry. Equal only to itself, so that a writer's
 * {@code entries.remove(entry)} costs no {@code equals} of users' values.
 *
 * @param <K> the type of the key
 * @param <V> the type of the value
 */
public final class WriterEntry<K, V> implements Cache.Entry<K, V> {
  private final K key;
  private final V value;

  public WriterEntry(K key, V value) {
    this.key = key;
    this.value = value;
  }

  @Override
  public K getKey() {
    return key;
  }

  @Override
  public V getValue() {
    return value;
  }

  /** Gives this, as any of its own types. */
  @Override
  public <T> T unwrap(Class<T> type) {
    if (!type.isInstance(this)) {
      throw new IllegalArgumentException("a writer's entry is no " + type.getName() + "; unwrap to "
          + Cache.Entry.class.getName());
    }
    return type.cast(this);
  }
}
