package dev.larder.internal.event;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where asynchronous listeners run unless the user says otherwise: on virtual threads where the JDK has them (21 and later), else on a
 * few threads that go away when idle. All are daemons named {@code larder-events-N}. One for each provider, which shuts it down.
 */
public final class EventExecutor implements Executor {
  static final String THREAD_NAME = "larder-events-";

  /** Long enough to outlive the pauses of a busy cache, short enough that an unused provider soon has no thread. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(2);

  private final ExecutorService threads;

  /** Starts no thread until there is something to run. */
  public EventExecutor() {
    this(VirtualThreads.executor(THREAD_NAME).orElseGet(() -> platformThreads(KEEP_ALIVE)));
  }

  EventExecutor(ExecutorService threads) {
    this.threads = threads;
  }

  /*
   * Each listener has at most one task here, so the queue is as long as there are listeners. Platform threads are capped, since a
   * thousand caches with listeners must not mean a thousand threads; at no fewer than four, since listeners block (that is why they
   * are asynchronous), and on a small machine one or two of them must not stop all others. Blocking listeners beyond the cap wait
   * for each other: whoever has many hands in an executor, or runs on a JDK with virtual threads.
   */
  static ExecutorService platformThreads(Duration keepAlive) {
    int cap = Math.max(4, Runtime.getRuntime().availableProcessors());
    ThreadPoolExecutor pool = new ThreadPoolExecutor(
        cap,
        cap,
        keepAlive.toNanos(),
        TimeUnit.NANOSECONDS,
        new LinkedBlockingQueue<>(),
        new Daemons());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /**
   * Runs the task soon.
   *
   * @throws RejectedExecutionException after {@link #shutdown}
   */
  @Override
  public void execute(Runnable task) {
    threads.execute(task);
  }

  /** Takes no more tasks; those it has are run, then the threads end. To be called when the caches are closed, not before. */
  public void shutdown() {
    threads.shutdown();
  }

  /** Threads that inherit nothing from whoever happened to write to a cache first, so that they keep no class loader alive. */
  private static final class Daemons implements ThreadFactory {
    private final AtomicInteger made = new AtomicInteger();

    @Override
    public Thread newThread(Runnable task) {
      Thread thread = new Thread(null, task, THREAD_NAME + made.incrementAndGet(), 0, false);
      thread.setContextClassLoader(EventExecutor.class.getClassLoader());
      thread.setDaemon(true);
      return thread;
    }
  }
}
