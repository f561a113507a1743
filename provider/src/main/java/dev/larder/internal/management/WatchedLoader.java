package dev.larder.internal.management;

import java.util.Collection;
import java.util.Map;
import javax.cache.integration.CacheLoader;
import org.jspecify.annotations.Nullable;

/** A loader that is watched. What it answers may be null, whatever JCache's types say. */
@SuppressWarnings("NullAway")
record WatchedLoader<K, V>(CacheLoader<K, V> loader, UserCode code) implements CacheLoader<K, V> {
  @Override
  public @Nullable V load(K key) {
    return code.load(loader, 1, () -> loader.load(key));
  }

  @Override
  public @Nullable Map<K, V> loadAll(Iterable<? extends K> keys) {
    int count = keys instanceof Collection<?> collection ? collection.size() : 0;
    return code.load(loader, count, () -> loader.loadAll(keys));
  }
}
