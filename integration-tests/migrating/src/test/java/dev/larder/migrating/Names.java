package dev.larder.migrating;

import java.util.HashMap;
import java.util.Map;
import javax.cache.integration.CacheLoader;

/** The application's loader. */
public final class Names implements CacheLoader<Object, Object> {
  @Override
  public Object load(Object key) {
    return "name of " + key;
  }

  @Override
  public Map<Object, Object> loadAll(Iterable<?> keys) {
    Map<Object, Object> loaded = new HashMap<>();
    keys.forEach(key -> loaded.put(key, load(key)));
    return loaded;
  }
}
