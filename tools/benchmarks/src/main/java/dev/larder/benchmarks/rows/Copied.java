package dev.larder.benchmarks.rows;

import dev.larder.benchmarks.store.Store;
import dev.larder.benchmarks.store.StoreSpec;
import dev.larder.benchmarks.store.Subject;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A store by value, or the same by reference, holding all its 4 Ki keys. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // set by JMH and by open()
public class Copied {
  private static final int ENTRIES = 1 << 12;

  @Param
  public Subject subject;

  @Param
  public Copies shape;

  /** Else the same by reference, to compare with. */
  @Param("true")
  public boolean byValue;

  /** Else the cache knows nothing of the types, as most that frameworks create. */
  @Param("true")
  public boolean typed;

  Store<Object, Object> store;
  private Object[] lookups;
  private Object[] values;
  private int[] indices;

  @Setup(Level.Trial)
  public void open() {
    StoreSpec<Object, Object> spec = StoreSpec.bounded(
        typed ? Keys.LONG.type() : Object.class,
        typed ? shape.type() : Object.class,
        ENTRIES + ENTRIES / 4);
    store = subject.open(byValue ? spec.byValue() : spec);
    lookups = Keys.LONG.make(ENTRIES);
    Object[] stored = Keys.LONG.make(ENTRIES);
    values = new Object[ENTRIES];
    indices = Zipf.indices(ENTRIES);
    for (int i = 0; i < ENTRIES; i++) {
      values[i] = shape.make(i);
      store.put(stored[i], values[i]);
    }
    requireCopies();
  }

  /** What is found must equal what was put, and what can be changed must not be the same object; nor must a part of it. */
  private void requireCopies() {
    for (int i = 0; i < ENTRIES; i++) {
      Object found = store.get(lookups[i]);
      if (!values[i].equals(found) || (byValue && shape.isShared(values[i], found))) {
        throw new IllegalStateException(subject + " does not store a " + shape + " by value");
      }
    }
  }

  @TearDown(Level.Trial)
  public void close() {
    store.close();
  }

  Object key(int position) {
    return lookups[indices[position]];
  }

  Object value(int position) {
    return values[indices[position]];
  }
}
