package dev.larder;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Threads for a test, and ways to wait for them that do not sleep. */
final class Hands implements AfterEachCallback {
  private static final long PATIENCE_SECONDS = 20;

  private final List<Thread> threads = new ArrayList<>();

  /** One thread at work. */
  record Hand<T>(Thread thread, FutureTask<T> task) {
    T result() throws ExecutionException {
      try {
        return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException | TimeoutException e) {
        throw new AssertionError("thread " + thread.getName() + " does not end", e);
      }
    }

    /** What the task threw. */
    Throwable failure() {
      try {
        throw new AssertionError("ended with " + result());
      } catch (ExecutionException e) {
        return requireNonNull(e.getCause());
      }
    }

    /** Returns when the thread waits for something, or has ended. */
    Hand<T> untilItWaits() {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (thread.getState() != Thread.State.WAITING
          && thread.getState() != Thread.State.TERMINATED) {
        if (System.nanoTime() - deadline > 0) {
          throw new AssertionError("thread " + thread.getName() + " never waits");
        }
        Thread.onSpinWait();
      }
      return this;
    }
  }

  <T> Hand<T> start(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "hand-" + threads.size());
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
    return new Hand<>(thread, task);
  }

  Hand<?> run(Runnable work) {
    return start(() -> {
      work.run();
      return "done";
    });
  }

  static void await(CountDownLatch latch) {
    try {
      if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody opened the latch");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      if (thread.isAlive()) {
        throw new AssertionError("thread " + thread.getName() + " was left behind");
      }
    }
  }
}
