package dev.larder.benchmarks.rows;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/** Entry processors on keys that are present. */
public class Invocations {
  @Benchmark
  public @Nullable Object update(Filled filled, Cursor cursor) {
    return filled.store.update(filled.key(cursor.next()));
  }

  @Benchmark
  public @Nullable Object inspect(Filled filled, Cursor cursor) {
    return filled.store.inspect(filled.key(cursor.next()));
  }
}
