package dev.larder.benchmarks.rows;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/** Writes to keys that are present. */
public class Writes {
  @Benchmark
  public void put(Filled filled, Cursor cursor) {
    int position = cursor.next();
    filled.store.put(filled.key(position), filled.value(position));
  }

  /** Three reads, then a write. */
  @Benchmark
  public @Nullable Object mix(Filled filled, Cursor cursor) {
    int position = cursor.next();
    Object key = filled.key(position);
    if ((position & 3) != 0) {
      return filled.store.get(key);
    }
    filled.store.put(key, filled.value(position));
    return key;
  }

  @Benchmark
  public @Nullable Object getAndPut(Filled filled, Cursor cursor) {
    int position = cursor.next();
    return filled.store.getAndPut(filled.key(position), filled.value(position));
  }

  /** Always fails. */
  @Benchmark
  public boolean putIfAbsent(Filled filled, Cursor cursor) {
    int position = cursor.next();
    return filled.store.putIfAbsent(filled.key(position), filled.value(position));
  }

  @Benchmark
  public boolean replace(Filled filled, Cursor cursor) {
    int position = cursor.next();
    return filled.store.replace(filled.key(position), filled.value(position));
  }

  /** Two operations, counted as one: what was removed is put back. */
  @Benchmark
  public boolean removeAndPut(Filled filled, Cursor cursor) {
    int position = cursor.next();
    Object key = filled.key(position);
    boolean removed = filled.store.remove(key);
    filled.store.put(key, filled.value(position));
    return removed;
  }
}
