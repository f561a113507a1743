package dev.larder.internal.cache;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reads of a cache that tells somebody of each. Takes the place of {@link Reads} when the first one asks for it. */
final class HookedReads<K, V> extends Reads<K, V> {
  private final Hooks<K, V> hooks;

  HookedReads(
      Contents<K, V> contents,
      Loads<K, V> loads,
      @Nullable Refreshing<K, V> refreshing,
      Hooks<K, V> hooks) {
    super(contents, loads, refreshing);
    this.hooks = hooks;
  }

  @Override
  @Nullable
  V get(K key) {
    V value = super.get(key);
    hooks.read(key, value);
    return value;
  }

  @Override
  Map<K, V> getAll(Set<? extends K> keys) {
    Map<K, V> found = super.getAll(keys);
    for (K key : keys) {
      hooks.read(key, found.get(key));
    }
    return found;
  }
}
