package dev.larder.internal.core;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A daemon thread that does the same again and again, with pauses, for those who need it. There is a thread only while there is
 * somebody; who is no longer used elsewhere is forgotten. Thread-safe.
 *
 * @param <T> those who may need it
 */
final class PeriodicThread<T> implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger("dev.larder.expiry");

  private final String name;
  private final Duration pause;
  private final Runnable task;
  private final List<WeakReference<T>> users = new ArrayList<>();
  private @Nullable Thread thread;

  /**
   * Does the task after each pause.
   *
   * @param pause counts in whole milliseconds
   */
  PeriodicThread(String name, Duration pause, Runnable task) {
    this.name = name;
    this.pause = pause;
    this.task = task;
  }

  /** Needs the thread from now on, until it is taken away. */
  synchronized void add(T user) {
    users.add(new WeakReference<>(user));
    if (thread == null) {
      Thread starting = daemon(this::run, name);
      starting.start();
      thread = starting;
    }
  }

  /** A thread that inherits nothing from whoever happened to make the first cache. */
  static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }

  /** Needs it no longer. */
  synchronized void remove(T user) {
    users.removeIf(reference -> reference.refersTo(user) || reference.refersTo(null));
    if (users.isEmpty()) {
      close();
    }
  }

  /** Ends the thread, and forgets all. It can be used again. */
  @Override
  public synchronized void close() {
    users.clear();
    if (thread != null) {
      thread.interrupt();
      thread = null;
    }
  }

  /** The thread, while there is one; for tests. */
  synchronized @Nullable Thread thread() {
    return thread;
  }

  /** Those who need it now. */
  synchronized List<T> present() {
    List<T> present = new ArrayList<>();
    for (WeakReference<T> reference : users) {
      T user = reference.get();
      if (user != null) {
        present.add(user);
      }
    }
    return present;
  }

  private void run() {
    boolean failed = false;
    while (isCurrent()) {
      if (hasSlept()) {
        failed = hasFailed(failed);
      }
    }
  }

  private synchronized boolean isCurrent() {
    users.removeIf(reference -> reference.refersTo(null));
    if (users.isEmpty() && thread == Thread.currentThread()) {
      thread = null;
    }
    return thread == Thread.currentThread();
  }

  /** Not to its end when the thread was interrupted: because it is to end; or by user code, which is no reason to. */
  private boolean hasSlept() {
    try {
      Thread.sleep(pause.toMillis());
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** Does the task. A failure must not end the thread, on which all depend; of several in a row the first is told. */
  private boolean hasFailed(boolean before) {
    try {
      task.run();
      return false;
    } catch (RuntimeException | Error e) {
      if (!before) {
        LOGGER.log(System.Logger.Level.WARNING, "the thread " + name + " failed; it goes on", e);
      }
      return true;
    }
  }
}
