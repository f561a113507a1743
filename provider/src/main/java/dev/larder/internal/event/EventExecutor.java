package dev.larder.internal.event;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where asynchronous listeners run unless the user says otherwise: on virtual threads where the JDK has them (21 and later), else on a
 * few threads that go away when idle. All are daemons named {@code larder-events-N}. One for each provider, which shuts it down. And
 * where {@code loadAll} runs, on threads of their own ({@code larder-loads-N}).
 */
public final class EventExecutor implements Executor {
  static final String THREAD_NAME = "larder-events-";
  static final String LOADS_NAME = "larder-loads-";

  /** Long enough to outlive the pauses of a busy cache, short enough that an unused provider soon has no thread. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(2);

  private final ExecutorService threads;

  /** Starts no thread until there is something to run. */
  public EventExecutor() {
    this(VirtualThreads.executor(THREAD_NAME).orElseGet(() -> platformThreads(KEEP_ALIVE)));
  }

  /**
   * For loads in the background: as many threads as there are loads under way, virtual ones where the JDK has them. A loader may start
   * another such load and wait for it, so that a bound could stop them all for ever.
   */
  public static EventExecutor forLoads() {
    return new EventExecutor(
        VirtualThreads.executor(LOADS_NAME).orElseGet(() -> elastic(KEEP_ALIVE)));
  }

  static ExecutorService elastic(Duration keepAlive) {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        keepAlive.toNanos(),
        TimeUnit.NANOSECONDS,
        new SynchronousQueue<>(),
        new Daemons(LOADS_NAME));
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
        new Daemons(THREAD_NAME));
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
    private final String name;

    Daemons(String name) {
      this.name = name;
    }

    @Override
    public Thread newThread(Runnable task) {
      Thread thread = new Thread(null, task, name + made.incrementAndGet(), 0, false);
      thread.setContextClassLoader(EventExecutor.class.getClassLoader());
      thread.setDaemon(true);
      return thread;
    }
  }
}
