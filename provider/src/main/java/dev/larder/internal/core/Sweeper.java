package dev.larder.internal.core;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The daemon thread that drops expired entries of its tables, so that their memory and their events come without traffic. There
 * is a thread only while there are tables; a table that is no longer used elsewhere is forgotten. Thread-safe.
 */
public final class Sweeper implements AutoCloseable {
  /* Expired entries are gone, and their events out, within a second: half of it to wait, the rest to work. */
  private static final Duration PERIOD = Duration.ofMillis(500);

  private static final System.Logger LOGGER = System.getLogger("dev.larder.expiry");

  private final Duration period;
  private final List<WeakReference<StripedTable<?, ?>>> tables = new ArrayList<>();
  private @Nullable Thread thread;

  /** Sweeps twice a second. */
  public Sweeper() {
    this(PERIOD);
  }

  /** Sweeps with such pauses. */
  public Sweeper(Duration period) {
    this.period = period;
  }

  /** Sweeps this table from now on. */
  public synchronized void add(StripedTable<?, ?> table) {
    tables.add(new WeakReference<>(table));
    if (thread == null) {
      Thread sweeping = new Thread(this::run, "larder-sweeper");
      sweeping.setDaemon(true);
      sweeping.setContextClassLoader(null);
      sweeping.start();
      thread = sweeping;
    }
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
          sweep(table);
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

  private static void sweep(StripedTable<?, ?> table) {
    try {
      table.sweep();
    } catch (RuntimeException | Error e) {
      // One table's broken user code must not keep the others from being swept.
      LOGGER.log(
          System.Logger.Level.WARNING,
          "sweeping cache \"" + table.name() + "\" failed; it goes on",
          e);
    }
  }
}
