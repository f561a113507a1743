package dev.larder.benchmarks.rows;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/** More keys than room. */
public class Evictions {
  /** Nearly every put is of an absent key into a full cache. */
  @Benchmark
  public void put(Crowded crowded, Cursor cursor) {
    int position = cursor.next();
    crowded.store.put(crowded.keyInTurn(position), crowded.value(position));
  }

  /** A read, and after a miss a put. */
  @Benchmark
  public @Nullable Object cacheAside(Crowded crowded, Cursor cursor) {
    int position = cursor.next();
    Object key = crowded.key(position);
    Long value = crowded.store.get(key);
    if (value == null) {
      value = crowded.value(position);
      crowded.store.put(key, value);
    }
    return value;
  }

  /** The same in one step, by a function. */
  @Benchmark
  public @Nullable Object getWith(Crowded crowded, Cursor cursor) {
    return crowded.store.getWith(crowded.key(cursor.next()), crowded.making);
  }

  /** The same, left to the cache and its loader. */
  @Benchmark
  public @Nullable Object readThrough(Crowded crowded, Cursor cursor) {
    return crowded.store.get(crowded.key(cursor.next()));
  }
}
