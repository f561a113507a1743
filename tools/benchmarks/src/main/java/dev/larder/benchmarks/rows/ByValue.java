package dev.larder.benchmarks.rows;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/** What a copy costs. */
public class ByValue {
  @Benchmark
  public @Nullable Object get(Copied copied, Cursor cursor) {
    return copied.store.get(copied.key(cursor.next()));
  }

  @Benchmark
  public void put(Copied copied, Cursor cursor) {
    int position = cursor.next();
    copied.store.put(copied.key(position), copied.value(position));
  }
}
