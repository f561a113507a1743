package dev.larder.benchmarks.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Caffeine without JCache around it: what its core can do. */
final class NativeCaffeineStore<K, V> implements Store<K, V> {
  private final Cache<K, V> cache;
  private final Function<K, @Nullable V> reading;
  private final UnaryOperator<V> update;

  private NativeCaffeineStore(
      Cache<K, V> cache, Function<K, @Nullable V> reading, UnaryOperator<V> update) {
    this.cache = cache;
    this.reading = reading;
    this.update = update;
  }

  /** Opens it. */
  static final class Opener implements Subject.Opener {
    @Override
    public <K, V> Store<K, V> open(StoreSpec<K, V> spec) {
      Caffeine<Object, Object> builder = Caffeine.newBuilder().maximumSize(spec.maximumEntries());
      if (spec.features().statistics()) {
        builder.recordStats();
      }
      switch (spec.lifetime().kind()) {
        case ETERNAL -> {}
        case CREATED -> builder.expireAfterWrite(spec.lifetime().time());
        case TOUCHED -> builder.expireAfterAccess(spec.lifetime().time());
      }
      Function<K, V> loader = spec.loader();
      if (loader == null) {
        Cache<K, V> cache = builder.build();
        return new NativeCaffeineStore<>(cache, cache::getIfPresent, spec.update());
      }
      LoadingCache<K, V> cache = builder.build(loader::apply);
      return new NativeCaffeineStore<>(cache, cache::get, spec.update());
    }
  }

  @Override
  public @Nullable V get(K key) {
    return reading.apply(key);
  }

  @Override
  public void put(K key, V value) {
    cache.put(key, value);
  }

  @Override
  public @Nullable V getAndPut(K key, V value) {
    return cache.asMap().put(key, value);
  }

  @Override
  public boolean putIfAbsent(K key, V value) {
    return cache.asMap().putIfAbsent(key, value) == null;
  }

  @Override
  public boolean replace(K key, V value) {
    return cache.asMap().replace(key, value) != null;
  }

  @Override
  public boolean remove(K key) {
    return cache.asMap().remove(key) != null;
  }

  @Override
  public @Nullable V update(K key) {
    return cache.asMap().computeIfPresent(key, (same, value) -> update.apply(value));
  }

  @Override
  public @Nullable V inspect(K key) {
    return cache.asMap().computeIfPresent(key, (same, value) -> value);
  }

  @Override
  public @Nullable V getWith(K key, Function<K, V> function) {
    return cache.get(key, function);
  }

  @Override
  public Map<K, V> getAll(Set<K> keys) {
    return cache.getAllPresent(keys);
  }

  @Override
  public void putAll(Map<K, V> entries) {
    cache.putAll(entries);
  }

  @Override
  public long iterate() {
    long visited = 0;
    for (Map.Entry<K, V> entry : cache.asMap().entrySet()) {
      if (entry.getKey() != null && entry.getValue() != null) {
        visited++;
      }
    }
    return visited;
  }

  @Override
  public void clear() {
    cache.invalidateAll();
  }

  @Override
  public void close() {
    cache.invalidateAll();
  }
}
