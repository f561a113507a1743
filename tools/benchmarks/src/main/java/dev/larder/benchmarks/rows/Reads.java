package dev.larder.benchmarks.rows;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/** Reads that find what they look for. */
public class Reads {
  @Benchmark
  public @Nullable Object hit(Filled filled, Cursor cursor) {
    return filled.store.get(filled.key(cursor.next()));
  }
}
