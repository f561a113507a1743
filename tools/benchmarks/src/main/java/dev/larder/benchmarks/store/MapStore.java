package dev.larder.benchmarks.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The floor: no bound, no time, no events. */
final class MapStore<K, V> implements Store<K, V> {
  private final ConcurrentMap<K, V> map;
  private final UnaryOperator<V> update;

  MapStore(ConcurrentMap<K, V> map, UnaryOperator<V> update) {
    this.map = map;
    this.update = update;
  }

  /** Opens it. */
  static final class Opener implements Subject.Opener {
    @Override
    public <K, V> Store<K, V> open(StoreSpec<K, V> spec) {
      return new MapStore<>(new ConcurrentHashMap<>(), spec.update());
    }
  }

  @Override
  public @Nullable V get(K key) {
    return map.get(key);
  }

  @Override
  public void put(K key, V value) {
    map.put(key, value);
  }

  @Override
  public @Nullable V getAndPut(K key, V value) {
    return map.put(key, value);
  }

  @Override
  public boolean putIfAbsent(K key, V value) {
    return map.putIfAbsent(key, value) == null;
  }

  @Override
  public boolean replace(K key, V value) {
    return map.replace(key, value) != null;
  }

  @Override
  public boolean remove(K key) {
    return map.remove(key) != null;
  }

  @Override
  public @Nullable V update(K key) {
    return map.computeIfPresent(key, (same, value) -> update.apply(value));
  }

  @Override
  public @Nullable V inspect(K key) {
    return map.computeIfPresent(key, (same, value) -> value);
  }

  @Override
  public @Nullable V getWith(K key, Function<K, V> function) {
    return map.computeIfAbsent(key, function);
  }

  @Override
  public Map<K, V> getAll(Set<K> keys) {
    Map<K, V> found = new HashMap<>();
    for (K key : keys) {
      V value = map.get(key);
      if (value != null) {
        found.put(key, value);
      }
    }
    return found;
  }

  @Override
  public void putAll(Map<K, V> entries) {
    map.putAll(entries);
  }

  @Override
  public long iterate() {
    long visited = 0;
    for (Map.Entry<K, V> entry : map.entrySet()) {
      if (entry.getKey() != null && entry.getValue() != null) {
        visited++;
      }
    }
    return visited;
  }

  @Override
  public void clear() {
    map.clear();
  }

  @Override
  public void close() {
    map.clear();
  }
}
