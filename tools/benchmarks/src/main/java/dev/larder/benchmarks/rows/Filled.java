package dev.larder.benchmarks.rows;

import dev.larder.benchmarks.store.Lifetime;
import dev.larder.benchmarks.store.Store;
import dev.larder.benchmarks.store.StoreSpec;
import dev.larder.benchmarks.store.StoreSpec.Listening;
import dev.larder.benchmarks.store.StoreSpec.Policy;
import dev.larder.benchmarks.store.Subject;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A store that holds all its keys: every read is a hit. Its bound is a quarter above what it holds: near enough that policies which
 * wake up when a cache fills are awake, far enough that nothing need be evicted.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // set by JMH and by open()
public class Filled {
  @Param
  public Subject subject;

  @Param("ETERNAL")
  public Lifetime.Kind lifetime;

  @Param(Lifetime.EXACT)
  public String resolution;

  @Param("false")
  public boolean statistics;

  @Param("NONE")
  public Listening listening;

  @Param("LONG")
  public Keys keys;

  @Param("65536")
  public int entries;

  @Param("OWN")
  public Policy policy;

  Store<Object, Long> store;
  Object[] lookups;
  Long[] values;
  int[] indices;
  private Object[] stored;

  @Setup(Level.Trial)
  public void open() {
    store = subject.open(spec());
    indices = entries == Workload.ENTRIES ? Zipf.indices(entries) : Zipf.uniformIndices(entries);
    lookups = keys.make(entries);
    values = Workload.values(entries);
    stored = keys.make(entries);
    fill();
    requireAllPresent();
  }

  void fill() {
    for (int i = 0; i < entries; i++) {
      store.put(stored[i], values[i]);
    }
  }

  private StoreSpec<Object, Long> spec() {
    return StoreSpec.bounded(keys.type(), Long.class, entries + entries / 4)
        .with(Lifetime.longer(lifetime, resolution))
        .withStatistics(statistics)
        .with(listening)
        .with(policy)
        .withUpdate(Workload.UPDATE);
  }

  /** What was measured as hits must have been hits. */
  @TearDown(Level.Trial)
  public void close() {
    requireAllPresent();
    if (listening != Listening.NONE && store.eventsHeard() == 0) {
      throw new IllegalStateException(subject + " never told its listener");
    }
    store.close();
  }

  private void requireAllPresent() {
    for (Object key : lookups) {
      if (store.get(key) == null) {
        throw new IllegalStateException(
            subject + " lost an entry of " + entries + ", bounded to " + spec().maximumEntries());
      }
    }
  }

  Object key(int position) {
    return lookups[indices[position]];
  }

  Long value(int position) {
    return values[indices[(position + 1) & (Zipf.LENGTH - 1)]];
  }
}
