package dev.larder.internal.core;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

  private final Duration period;
  private final Consumer<? super StripedTable<?, ?>> afterwards;
  private final Executor helpers = new ThreadPoolExecutor(
      0,
      MOST_HELPERS,
      HELPER_KEEP_ALIVE.toNanos(),
      TimeUnit.NANOSECONDS,
      new SynchronousQueue<>(),
      task -> daemon(task, "larder-expiry"),
      new ThreadPoolExecutor.CallerRunsPolicy());

  /** Tables that a helper is at work on. */
  private final Set<StripedTable<?, ?>> helped = ConcurrentHashMap.newKeySet();

  private final List<WeakReference<StripedTable<?, ?>>> tables = new ArrayList<>();
  private @Nullable Thread thread;

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
    this.period = period;
    this.afterwards = afterwards;
  }

  /** Sweeps this table from now on. */
  public synchronized void add(StripedTable<?, ?> table) {
    tables.add(new WeakReference<>(table));
    if (thread == null) {
      Thread sweeping = daemon(this::run, "larder-sweeper");
      sweeping.start();
      thread = sweeping;
    }
  }

  /** A thread that inherits nothing from whoever happened to make the first cache. */
  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }

  /** Sweeps this table no longer. */
  public synchronized void remove(StripedTable<?, ?> table) {
    tables.removeIf(reference -> reference.refersTo(table) || reference.refersTo(null));
    if (tables.isEmpty()) {
      close();
    }
  }

  /** Ends the thread. The sweeper can be used again. */
  @Override
  public synchronized void close() {
    tables.clear();
    if (thread != null) {
      thread.interrupt();
      thread = null;
    }
  }

  /** The thread, while there is one; for tests. */
  synchronized @Nullable Thread thread() {
    return thread;
  }

  private void run() {
    try {
      while (isCurrent()) {
        Thread.sleep(period.toMillis());
        for (StripedTable<?, ?> table : present()) {
          sweepOrHaveSwept(table);
          attempt(table, table::playShadow, "looking at the size of");
          afterwards.accept(table);
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean isCurrent() {
    tables.removeIf(reference -> reference.refersTo(null));
    if (tables.isEmpty() && thread == Thread.currentThread()) {
      thread = null;
    }
    return thread == Thread.currentThread();
  }

  private synchronized List<StripedTable<?, ?>> present() {
    List<StripedTable<?, ?>> present = new ArrayList<>();
    for (WeakReference<StripedTable<?, ?>> reference : tables) {
      StripedTable<?, ?> table = reference.get();
      if (table != null) {
        present.add(table);
      }
    }
    return present;
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
