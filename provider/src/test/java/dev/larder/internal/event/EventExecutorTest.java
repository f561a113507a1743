package dev.larder.internal.event;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that nobody has to think about: daemons, few, named, and gone when idle. */
@Timeout(30)
final class EventExecutorTest {
  private static Thread threadOf(Executor executor) {
    return CompletableFuture.supplyAsync(Thread::currentThread, executor).join();
  }

  @Test
  void aThreadIsADaemonAndSaysWhatItIsFor() {
    EventExecutor executor = new EventExecutor();
    Thread thread = threadOf(executor);
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getName()).startsWith("larder-events-");
    executor.shutdown();
  }

  @Test
  void aThreadDoesNotKeepTheWritersClassLoader() {
    EventExecutor executor =
        new EventExecutor(EventExecutor.platformThreads(Duration.ofSeconds(1)));
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    ClassLoader applications = new ClassLoader(before) {};
    Thread.currentThread().setContextClassLoader(applications);
    try {
      assertThat(CompletableFuture.supplyAsync(
                  () -> Thread.currentThread().getContextClassLoader(), executor)
              .join())
          .isNotSameAs(applications);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
      executor.shutdown();
    }
  }

  @Test
  void loadsThatWaitForFurtherLoadsNeverStopEachOther() {
    EventExecutor executor = new EventExecutor(EventExecutor.elastic(Duration.ofMillis(1)));
    assertThat(nested(50, executor)).isEqualTo(50);
    executor.shutdown();
  }

  private static int nested(int depth, Executor executor) {
    return depth == 0
        ? 0
        : CompletableFuture.supplyAsync(() -> 1 + nested(depth - 1, executor), executor)
            .join();
  }

  @Test
  void anIdleThreadGoesAway() throws InterruptedException {
    EventExecutor executor = new EventExecutor(EventExecutor.platformThreads(Duration.ofMillis(1)));
    Thread thread = threadOf(executor);
    thread.join(20_000);
    assertThat(thread.isAlive()).isFalse();
    executor.shutdown();
  }

  @Test
  void shutDownItRunsWhatItHasAndTakesNoMore() throws InterruptedException {
    ExecutorService threads = EventExecutor.platformThreads(Duration.ofSeconds(1));
    EventExecutor executor = new EventExecutor(threads);
    CompletableFuture<Void> last = CompletableFuture.runAsync(() -> {}, executor);
    executor.shutdown();
    last.join();
    assertThat(threads.awaitTermination(20, SECONDS)).isTrue();
    assertThatThrownBy(() -> executor.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void virtualThreadsAreUsedWhereTheJdkHasThem() {
    assertThat(VirtualThreads.executor("test-").isPresent())
        .isEqualTo(Runtime.version().feature() >= 21);
  }
}
