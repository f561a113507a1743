package dev.larder.docs;

import java.util.HashMap;
import java.util.Map;
import javax.cache.integration.CacheLoader;

/** Loads the length of each key. */
public class Rates implements CacheLoader<Object, Object> {
  @Override
  public Object load(Object key) {
    return key.toString().length();
  }

  @Override
  public Map<Object, Object> loadAll(Iterable<?> keys) {
    Map<Object, Object> loaded = new HashMap<>();
    keys.forEach(key -> loaded.put(key, load(key)));
    return loaded;
  }
}
