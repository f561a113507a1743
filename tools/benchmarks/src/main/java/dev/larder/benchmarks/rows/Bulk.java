package dev.larder.benchmarks.rows;

import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Many entries in one call. All figures are per entry. */
public class Bulk {
  @Benchmark
  @OperationsPerInvocation(Batches.SIZE)
  public Map<Object, Long> getAll(Filled filled, Batches batches, Cursor cursor) {
    Map<Object, Long> found = filled.store.getAll(batches.keys(cursor.next()));
    if (found.size() != Batches.SIZE) {
      throw new IllegalStateException("found " + found.size() + " of " + Batches.SIZE);
    }
    return found;
  }

  @Benchmark
  @OperationsPerInvocation(Batches.SIZE)
  public void putAll(Filled filled, Batches batches, Cursor cursor) {
    filled.store.putAll(batches.entries(cursor.next()));
  }

  @Benchmark
  @OperationsPerInvocation(Workload.ENTRIES)
  public long iterate(Filled filled) {
    long visited = filled.store.iterate();
    if (visited != Workload.ENTRIES) {
      throw new IllegalStateException("visited " + visited + " of " + Workload.ENTRIES);
    }
    return visited;
  }

  /** Filling again is part of it; {@link #clear} is without. */
  @Benchmark
  @OperationsPerInvocation(Workload.ENTRIES)
  public void clearAndFill(Filled filled) {
    filled.store.clear();
    filled.fill();
  }

  /** Filling is done before each call, outside of the clock. */
  @Benchmark
  @OperationsPerInvocation(Workload.ENTRIES)
  public void clear(FilledAnew filled) {
    filled.store().clear();
  }
}
