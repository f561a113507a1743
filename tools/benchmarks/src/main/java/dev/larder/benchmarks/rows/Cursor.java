package dev.larder.benchmarks.rows;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/** Where a thread is in the stream of keys. Each starts elsewhere. */
@State(Scope.Thread)
public class Cursor {
  private int position;

  @Setup
  public void start(ThreadParams thread) {
    position = (int) ((long) Zipf.LENGTH * thread.getThreadIndex() / thread.getThreadCount());
  }

  int next() {
    return position++ & (Zipf.LENGTH - 1);
  }

  /** Counts the calls of {@link #next}; wraps. */
  int count() {
    return position;
  }
}
