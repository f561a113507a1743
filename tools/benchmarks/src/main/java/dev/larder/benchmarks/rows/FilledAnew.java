package dev.larder.benchmarks.rows;

import dev.larder.benchmarks.store.Store;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A {@link Filled} store that is filled again before every call. For calls that take far longer than reading the clock. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // set by open()
public class FilledAnew {
  private Filled filled;

  @Setup(Level.Trial)
  public void open(Filled shared) {
    filled = shared;
  }

  @Setup(Level.Invocation)
  public void fill() {
    filled.fill();
  }

  /** For the check that follows: a {@link Filled} store must not have lost anything. */
  @TearDown(Level.Trial)
  public void fillAtLast() {
    filled.fill();
  }

  Store<Object, Long> store() {
    return filled.store;
  }
}
