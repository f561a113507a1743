package dev.larder;

import static java.util.Objects.requireNonNull;

import dev.larder.internal.cache.Extras;
import dev.larder.internal.core.Lifetime;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.MutableEntry;
import org.jspecify.annotations.Nullable;

/** A cache as a map. Keys of another type than the cache's are in no cache, so looking for them finds nothing. */
@SuppressWarnings(
    "unchecked") // what has not the cache's type is refused by its type tokens, or found nowhere
final class MapView<K, V> extends AbstractMap<K, V> implements ConcurrentMap<K, V> {
  private final Cache<K, V> cache;

  /** Asked each time: changing the cache changes it. */
  private final Supplier<Extras<K, V>> extras;

  MapView(Cache<K, V> cache, Supplier<Extras<K, V>> extras) {
    this.cache = cache;
    this.extras = extras;
  }

  /** At most {@link Integer#MAX_VALUE}; expired entries count until they are swept. */
  @Override
  public int size() {
    return (int) Math.min(Integer.MAX_VALUE, cache.unwrap(LarderCache.class).size());
  }

  @Override
  public boolean isEmpty() {
    return !extras.get().entries().hasNext();
  }

  @Override
  public @Nullable V get(Object key) {
    return extras.get().selections().getPresent((K) requireNonNull(key, "key"));
  }

  @Override
  public V getOrDefault(Object key, V other) {
    V value = get(key);
    return value == null ? other : value;
  }

  @Override
  public boolean containsKey(Object key) {
    return cache.containsKey((K) requireNonNull(key, "key"));
  }

  @Override
  public @Nullable V put(K key, V value) {
    return cache.getAndPut(key, value);
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> entries) {
    cache.putAll(entries);
  }

  @Override
  public @Nullable V putIfAbsent(K key, V value) {
    return extras.get().lifetimes().getElsePut(key, value, Lifetime.UNCHANGED);
  }

  @Override
  public @Nullable V remove(Object key) {
    return cache.getAndRemove((K) requireNonNull(key, "key"));
  }

  @Override
  public boolean remove(Object key, Object value) {
    return cache.remove((K) requireNonNull(key, "key"), (V) value);
  }

  @Override
  public boolean replace(K key, V oldValue, V newValue) {
    return cache.replace(key, oldValue, newValue);
  }

  @Override
  public @Nullable V replace(K key, V value) {
    return cache.getAndReplace(key, value);
  }

  /** As {@code Cache.clear}: no events, not written through. */
  @Override
  public void clear() {
    cache.clear();
  }

  @Override
  public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends V> function) {
    return extras.get().computations().get(key, function, Lifetime.UNCHANGED);
  }

  @Override
  public @Nullable V compute(
      K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
    requireNonNull(function, "function");
    return process(key, entry -> {
      V before = entry.exists() ? entry.getValue() : null;
      return set(entry, before != null, function.apply(entry.getKey(), before));
    });
  }

  @Override
  public @Nullable V computeIfPresent(
      K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function) {
    requireNonNull(function, "function");
    return process(
        key,
        entry -> entry.exists()
            ? set(entry, true, function.apply(entry.getKey(), entry.getValue()))
            : null);
  }

  @Override
  public @Nullable V merge(
      K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
    requireNonNull(value, "value");
    requireNonNull(function, "function");
    return process(
        key,
        entry -> set(
            entry,
            entry.exists(),
            entry.exists() ? function.apply(entry.getValue(), value) : value));
  }

  private static <K, V> @Nullable V set(
      MutableEntry<K, V> entry, boolean wasThere, @Nullable V value) {
    if (value != null) {
      entry.setValue(value);
    } else if (wasThere) {
      entry.remove();
    }
    return value;
  }

  /** What the function throws arrives as it is. */
  private @Nullable V process(K key, Function<MutableEntry<K, V>, @Nullable V> step) {
    try {
      return cache.invoke(key, (entry, arguments) -> step.apply(entry));
    } catch (EntryProcessorException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<K, V>> iterator() {
        return extras.get().entries();
      }

      @Override
      public int size() {
        return MapView.this.size();
      }

      @Override
      public boolean remove(@Nullable Object entry) {
        return entry instanceof Map.Entry<?, ?> e && MapView.this.remove(e.getKey(), e.getValue());
      }
    };
  }

  /** Keys and values may be secrets. */
  @Override
  public String toString() {
    return cache.toString();
  }
}
