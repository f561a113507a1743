package dev.larder.internal.integration;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How long a load may take. Thread-safe. */
public abstract class Patience implements AutoCloseable {
  /** Loads on the caller's thread, and waits as long as it takes. */
  static final Patience ENDLESS = new Patience() {
    @Override
    <T> @Nullable T await(Callable<@Nullable T> load) throws Exception {
      return load.call();
    }

    @Override
    public void close() {}
  };

  private Patience() {}

  /** Loads on threads of its own, made as they are needed, and interrupts what takes longer than {@code limit}. */
  public static Patience of(String cacheName, Duration limit) {
    return new Limited(cacheName, limit);
  }

  /** @throws Exception what the load throws; {@link TimeoutException} when it takes too long */
  abstract <T> @Nullable T await(Callable<@Nullable T> load) throws Exception;

  /** Ends the threads; loads under way are interrupted. */
  @Override
  public abstract void close();

  private static final class Limited extends Patience {
    private static final long KEEP_ALIVE_SECONDS = 2;

    private final Duration limit;
    private final ExecutorService threads;

    Limited(String cacheName, Duration limit) {
      this.limit = limit;
      AtomicInteger made = new AtomicInteger();
      // No queue: each caller waits for its own load, so there are no more threads than callers,
      // but for loads that ignore being
      // interrupted.
      this.threads = new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          KEEP_ALIVE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          work -> {
            Thread thread = new Thread(
                null, work, "larder-loader-" + cacheName + "-" + made.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            return thread;
          });
    }

    @Override
    <T> @Nullable T await(Callable<@Nullable T> load) throws Exception {
      ClassLoader context = Thread.currentThread().getContextClassLoader();
      FutureTask<@Nullable T> task = new FutureTask<>(() -> with(context, load));
      threads.execute(task);
      try {
        return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        throw new TimeoutException(
            "loader-timeout: the load took longer than " + limit + " and was interrupted");
      } catch (ExecutionException e) {
        throw thrownBy(e);
      } finally {
        task.cancel(true);
      }
    }

    private static <T> @Nullable T with(@Nullable ClassLoader context, Callable<@Nullable T> load)
        throws Exception {
      Thread.currentThread().setContextClassLoader(context);
      try {
        return load.call();
      } finally {
        Thread.currentThread().setContextClassLoader(null);
      }
    }

    private static Exception thrownBy(ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof Error error) {
        throw error;
      }
      return cause instanceof Exception exception ? exception : e;
    }

    @Override
    public void close() {
      threads.shutdownNow();
    }
  }
}
