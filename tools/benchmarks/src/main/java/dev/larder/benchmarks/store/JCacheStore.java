package dev.larder.benchmarks.store;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.MutableEntry;
import org.jspecify.annotations.Nullable;

/** A cache of any JCache provider, used in JCache's words alone. Closes the manager that it was made by. */
class JCacheStore<K, V> implements Store<K, V> {
  private final CacheManager manager;
  private final Cache<K, V> cache;
  private final EntryProcessor<K, V, V> updating;
  private final EntryProcessor<K, V, V> inspecting = new Inspecting<>();
  private final EntryProcessor<K, V, V> making = new Making<>();

  JCacheStore(CacheManager manager, Cache<K, V> cache, StoreSpec<K, V> spec) {
    this.manager = manager;
    this.cache = cache;
    this.updating = new Updating<>(spec.update());
  }

  @Override
  public @Nullable V get(K key) {
    return cache.get(key);
  }

  @Override
  public void put(K key, V value) {
    cache.put(key, value);
  }

  @Override
  public @Nullable V getAndPut(K key, V value) {
    return cache.getAndPut(key, value);
  }

  @Override
  public boolean putIfAbsent(K key, V value) {
    return cache.putIfAbsent(key, value);
  }

  @Override
  public boolean replace(K key, V value) {
    return cache.replace(key, value);
  }

  @Override
  public boolean remove(K key) {
    return cache.remove(key);
  }

  @Override
  public @Nullable V update(K key) {
    return cache.invoke(key, updating);
  }

  @Override
  public @Nullable V inspect(K key) {
    return cache.invoke(key, inspecting);
  }

  @Override
  public @Nullable V getWith(K key, Function<K, V> function) {
    return cache.invoke(key, making, function);
  }

  @Override
  public Map<K, V> getAll(Set<K> keys) {
    return cache.getAll(keys);
  }

  @Override
  public void putAll(Map<K, V> entries) {
    cache.putAll(entries);
  }

  @Override
  public long iterate() {
    long visited = 0;
    for (Cache.Entry<K, V> entry : cache) {
      if (entry.getKey() != null && entry.getValue() != null) {
        visited++;
      }
    }
    return visited;
  }

  @Override
  public void clear() {
    cache.clear();
  }

  @Override
  public long eventsHeard() {
    return CountingListener.HEARD.sum();
  }

  @Override
  public void close() {
    cache.close();
    manager.close();
  }

  private record Updating<K, V>(UnaryOperator<V> update) implements EntryProcessor<K, V, V> {
    @Override
    public V process(MutableEntry<K, V> entry, Object... arguments) {
      V updated = update.apply(entry.getValue());
      entry.setValue(updated);
      return updated;
    }
  }

  private record Making<K, V>() implements EntryProcessor<K, V, V> {
    @Override
    @SuppressWarnings("unchecked") // as it was handed in
    public V process(MutableEntry<K, V> entry, Object... arguments) {
      if (!entry.exists()) {
        entry.setValue(((Function<K, V>) arguments[0]).apply(entry.getKey()));
      }
      return entry.getValue();
    }
  }

  private record Inspecting<K, V>() implements EntryProcessor<K, V, V> {
    @Override
    public V process(MutableEntry<K, V> entry, Object... arguments) {
      return entry.getValue();
    }
  }
}
