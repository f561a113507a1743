package dev.larder.internal.core;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time as a thread last saw it on an exact ticker: for those to whom the look at a clock is dearer than a few milliseconds. Never
 * ahead, never goes back; behind by at most the resolution, as long as the thread gets to run. Thread-safe.
 *
 * <p>Who goes by it all the time is wrong by the resolution at most, one way or the other: what is stored may count as stored that much
 * earlier, and what expires may be seen that much later. Times of two tickers do not mix.
 */
public final class CoarseTicker implements Ticker {
  private static final VarHandle TIME;

  static {
    try {
      TIME = MethodHandles.lookup().findVarHandle(CoarseTicker.class, "time", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Ticker exact;
  private final PeriodicThread<Object> thread;

  /* Opaque: never torn, and seen soon. It says nothing of other memory, so nobody need wait for that. */
  @SuppressWarnings("UnusedVariable") // by TIME
  private long time;

  /**
   * Copies the exact time now; later on while somebody is attached.
   *
   * @param resolution counts in whole milliseconds
   */
  public CoarseTicker(Ticker exact, Duration resolution) {
    this.exact = exact;
    this.time = exact.nanos();
    this.thread = new PeriodicThread<>("larder-clock", resolution, this::tick);
  }

  /** One read of a field. */
  @Override
  public long nanos() {
    return (long) TIME.getOpaque(this);
  }

  @Override
  public void attach(Object user) {
    thread.add(user);
    tick();
  }

  @Override
  public void detach(Object user) {
    thread.remove(user);
  }

  /** Copies the exact time. Of two who do so at once the later one counts. */
  public void tick() {
    long now = exact.nanos();
    long before = nanos();
    while (now - before > 0 && !TIME.compareAndSet(this, before, now)) {
      before = nanos();
    }
  }

  /** The thread, while there is one; for tests. */
  @Nullable
  Thread thread() {
    return thread.thread();
  }
}
