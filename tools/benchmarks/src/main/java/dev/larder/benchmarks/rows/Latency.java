package dev.larder.benchmarks.rows;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Group;

/** How long single calls take while the cache grows and evicts: one thread writes, one reads. The collector's pauses are in it. */
public class Latency {
  @Benchmark
  @Group("growing")
  public void put(Growing growing) {
    growing.store.put(growing.nextKey(), growing.value());
  }

  @Benchmark
  @Group("growing")
  public @Nullable Object get(Growing growing, Cursor cursor) {
    return growing.store.get(growing.recentKey(cursor.next() * 31));
  }
}
