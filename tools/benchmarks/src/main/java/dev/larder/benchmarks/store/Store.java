package dev.larder.benchmarks.store;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the rows call. A JVM that measures opens stores of one subject only. Thread-safe as the subject is.
 *
 * @param <K> keys
 * @param <V> values
 */
public interface Store<K, V> extends AutoCloseable {
  @Nullable
  V get(K key);

  void put(K key, V value);

  @Nullable
  V getAndPut(K key, V value);

  boolean putIfAbsent(K key, V value);

  boolean replace(K key, V value);

  boolean remove(K key);

  /** Sets a present value to {@link StoreSpec#update} of it, in one step; by an entry processor where there are such. */
  @Nullable
  V update(K key);

  /** Reads a value by an entry processor where there are such, else as the subject reads under its lock. */
  @Nullable
  V inspect(K key);

  /** The value, made by the function and kept when there is none, in one step. */
  @Nullable
  V getWith(K key, Function<K, V> function);

  Map<K, V> getAll(Set<K> keys);

  void putAll(Map<K, V> entries);

  /** Visits all entries, their keys and values; answers how many there are. */
  long iterate();

  void clear();

  /** How many events the listeners of this JVM have been told. */
  default long eventsHeard() {
    return 0;
  }

  @Override
  void close();
}
