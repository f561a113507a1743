package dev.larder.internal.core;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The daemon thread that drops expired entries of its tables, so that their memory and their events come without traffic. There
 * is a thread only while there are tables; a table that is no longer used elsewhere is forgotten. Thread-safe.
 *
 * <p>Where somebody wants to know of what expires, user code runs, and may take its time: such a table is swept on a thread of its
 * own, which ends soon after, and is passed over until that is done. So no table has to wait for another one's listeners.
 */
public final class Sweeper implements AutoCloseable {
  /* Expired entries are gone, and their events out, within a second: half of it to wait, the rest to work. */
  private static final Duration PERIOD = Duration.ofMillis(500);

  private static final System.Logger LOGGER = System.getLogger("dev.larder.expiry");

  /** Tables beyond that many, all of them with slow listeners, wait for each other. */
  private static final int MOST_HELPERS = 64;

  private static final Duration HELPER_KEEP_ALIVE = Duration.ofSeconds(1);

  private final Consumer<? super StripedTable<?, ?>> afterwards;
  private final Executor helpers = new ThreadPoolExecutor(
      0,
      MOST_HELPERS,
      HELPER_KEEP_ALIVE.toNanos(),
      TimeUnit.NANOSECONDS,
      new SynchronousQueue<>(),
      task -> PeriodicThread.daemon(task, "larder-expiry"),
      new ThreadPoolExecutor.CallerRunsPolicy());

  /** Tables that a helper is at work on. */
  private final Set<StripedTable<?, ?>> helped = ConcurrentHashMap.newKeySet();

  private final PeriodicThread<StripedTable<?, ?>> thread;

  /** Sweeps twice a second. */
  public Sweeper() {
    this(PERIOD);
  }

  /** Sweeps with such pauses. */
  public Sweeper(Duration period) {
    this(period, table -> {});
  }

  /**
   * Sweeps twice a second.
   *
   * @param afterwards gets to see each table when it was swept, or need not be; on the sweeper's thread, without a lock
   */
  public Sweeper(Consumer<? super StripedTable<?, ?>> afterwards) {
    this(PERIOD, afterwards);
  }

  Sweeper(Duration period, Consumer<? super StripedTable<?, ?>> afterwards) {
    this.thread = new PeriodicThread<>("larder-sweeper", period, this::sweepAll);
    this.afterwards = afterwards;
  }

  /** Sweeps this table from now on. */
  public void add(StripedTable<?, ?> table) {
    thread.add(table);
  }

  /** Sweeps this table no longer. */
  public void remove(StripedTable<?, ?> table) {
    thread.remove(table);
  }

  /** Ends the thread. The sweeper can be used again. */
  @Override
  public void close() {
    thread.close();
  }

  /** The thread, while there is one; for tests. */
  @Nullable
  Thread thread() {
    return thread.thread();
  }

  private void sweepAll() {
    for (StripedTable<?, ?> table : thread.present()) {
      sweepOrHaveSwept(table);
      attempt(table, table::playShadow, "looking at the size of");
      afterwards.accept(table);
    }
  }

  private void sweepOrHaveSwept(StripedTable<?, ?> table) {
    if (!table.handlesExpiry()) {
      sweep(table);
    } else if (table.isSweepDue() && helped.add(table)) {
      try {
        helpers.execute(() -> {
          sweep(table);
          helped.remove(table);
        });
      } catch (RuntimeException | Error e) { // no thread to be had: the next round tries again
        helped.remove(table);
        LOGGER.log(
            System.Logger.Level.WARNING,
            "cache \"" + table.name() + "\" could not be swept; it goes on",
            e);
      }
    }
  }

  private static void sweep(StripedTable<?, ?> table) {
    attempt(table, table::sweep, "sweeping");
  }

  private static void attempt(StripedTable<?, ?> table, Runnable task, String what) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      // One table's broken user code must not keep the others from being swept.
      LOGGER.log(
          System.Logger.Level.WARNING,
          what + " cache \"" + table.name() + "\" failed; it goes on",
          e);
    }
  }
}
