package dev.larder.benchmarks.rows;

import dev.larder.benchmarks.store.Store;
import dev.larder.benchmarks.store.StoreSpec;
import dev.larder.benchmarks.store.Subject;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/** A store that is new in each iteration: it grows to its 64 Ki entries, then evicts, as long as the iteration lasts. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // set by JMH and by open()
public class Growing {
  private static final int ENTRIES = Workload.ENTRIES;
  private static final int KEYS = 1 << 22;

  @Param
  public Subject subject;

  Store<Object, Long> store;
  private Object[] keys;
  private Long value;
  private final AtomicInteger written = new AtomicInteger();

  @Setup(Level.Trial)
  public void makeKeys() {
    keys = Keys.LONG.make(KEYS);
    value = 1L;
  }

  @Setup(Level.Iteration)
  public void open() {
    store = subject.open(StoreSpec.bounded(Keys.LONG.type(), Long.class, ENTRIES));
    written.set(0);
  }

  /** A measurement that ends before the store was full measured something else. */
  @TearDown(Level.Iteration)
  public void close(IterationParams iteration) {
    int puts = written.get();
    store.close();
    if (iteration.getType() == IterationType.MEASUREMENT && puts < ENTRIES + ENTRIES / 4) {
      throw new IllegalStateException(subject + " was given " + puts
          + " entries only, too few to fill " + ENTRIES + "; measure longer");
    }
  }

  /** The next that was not written yet; comes again after 4 Mi. Only one thread may write. */
  Object nextKey() {
    int position = written.getPlain();
    written.setPlain(position + 1);
    return keys[position & (KEYS - 1)];
  }

  /** One of the last that were written, often still present. */
  Object recentKey(int step) {
    int newest = written.getPlain();
    return keys[(newest - (step & (ENTRIES - 1))) & (KEYS - 1)];
  }

  Long value() {
    return value;
  }
}
