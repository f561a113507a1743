package dev.larder.benchmarks.rows;

import dev.larder.benchmarks.store.Store;
import dev.larder.benchmarks.store.StoreSpec;
import dev.larder.benchmarks.store.StoreSpec.Policy;
import dev.larder.benchmarks.store.Subject;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A full store, and more keys than it can hold. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // set by JMH and by open()
public class Crowded {
  @Param
  public Subject subject;

  /** What the store is bounded to. */
  @Param("" + Workload.ENTRIES)
  public int entries;

  /** How many keys there are to one entry. */
  @Param("4")
  public int crowding;

  @Param("false")
  public boolean readThrough;

  @Param("OWN")
  public Policy policy;

  Store<Object, Long> store;
  Object[] lookups;
  int[] indices;
  Long[] values;
  Function<Object, Long> making;

  @Setup(Level.Trial)
  public void open() {
    StoreSpec<Object, Long> spec =
        StoreSpec.bounded(Keys.LONG.type(), Long.class, entries).with(policy);
    values = Workload.values(Workload.ENTRIES);
    making = this::make;
    store = subject.open(readThrough ? spec.withLoader(making) : spec);
    lookups = Keys.LONG.make(crowding * entries);
    indices = Zipf.indices(lookups.length);
    for (Object key : lookups) {
      store.put(key, values[0]);
    }
  }

  /** What was measured as bounded must have been bounded. Some evict a moment later: hence 2 %. */
  @TearDown(Level.Trial)
  public void close() throws InterruptedException {
    long held = store.iterate();
    for (int attempt = 0; held > entries * 1.02 && attempt < 100; attempt++) {
      Thread.sleep(20);
      held = store.iterate();
    }
    if (held > entries * 1.02) {
      throw new IllegalStateException(
          subject + " holds " + held + " entries, bounded to " + entries);
    }
    store.close();
  }

  /** What stands for the work of making a value. */
  Long make(Object key) {
    return values[key.hashCode() & (Workload.ENTRIES - 1)];
  }

  /** By popularity. */
  Object key(int position) {
    return lookups[indices[position]];
  }

  /** One after the other: none comes again until all others have. */
  Object keyInTurn(int position) {
    return lookups[position & (lookups.length - 1)];
  }

  Long value(int position) {
    return values[position & (Workload.ENTRIES - 1)];
  }
}
