package dev.larder.internal.event;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Asynchronous listeners: one ordered queue each, on an executor that the tests turn by hand. */
@Timeout(30)
final class AsynchronousListenersTest {
  /** Tasks wait here until a test runs them. */
  private final Queue<Runnable> tasks = new ArrayDeque<>();

  private final List<Object> heard = Collections.synchronizedList(new ArrayList<>());
  private final EventDispatcher<String, Integer> events = on(tasks::add);

  private static EventDispatcher<String, Integer> on(Executor executor) {
    return Sources.byReference(executor);
  }

  private CacheEntryListenerConfiguration<String, Integer> writingDown() {
    return Listeners.asynchronous(
        new Listeners.Closing<>(event -> heard.add(event.getValue()), () -> heard.add("closed")));
  }

  private static CacheEntryListenerConfiguration<String, Integer> failing(RuntimeException thrown) {
    return Listeners.asynchronous(event -> {
      throw thrown;
    });
  }

  private static void create(EventDispatcher<String, Integer> events, int... values) {
    IntStream.of(values).forEach(value -> events.created("key", value));
  }

  private void runAll() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  @Test
  void theCallerDoesNotWaitForTheListener() {
    events.register(writingDown());
    create(events, 1);
    assertThat(heard).isEmpty();
    runAll();
    assertThat(heard).containsExactly(1);
  }

  @Test
  void aBurstOfEventsIsOneTask() {
    events.register(writingDown());
    create(events, 1, 2, 3);
    assertThat(tasks).hasSize(1);
    runAll();
    assertThat(heard).containsExactly(1, 2, 3);
  }

  @Test
  void anIdleQueueStartsAgain() {
    events.register(writingDown());
    create(events, 1);
    runAll();
    create(events, 2);
    runAll();
    assertThat(heard).containsExactly(1, 2);
  }

  @Test
  void aFilterIsAskedOnTheListenersThread() {
    events.register(Listeners.<String, Integer>asynchronous(event -> heard.add(event.getValue()))
        .setCacheEntryEventFilterFactory(() -> event -> {
          heard.add("asked");
          return true;
        }));
    create(events, 1);
    assertThat(heard).isEmpty();
    runAll();
    assertThat(heard).containsExactly("asked", 1);
  }

  @Test
  void aBusyListenerGivesUpItsThreadAfterATurn() {
    events.register(writingDown());
    create(events, IntStream.rangeClosed(0, AsyncQueue.TURN).toArray());
    tasks.remove().run();
    assertThat(heard).hasSize(AsyncQueue.TURN);
    assertThat(tasks).hasSize(1);
    runAll();
    assertThat(heard).hasSize(AsyncQueue.TURN + 1);
  }

  @Test
  void aTurnThatTheExecutorRefusesToPassOnIsContinued() {
    AtomicInteger places = new AtomicInteger(1);
    EventDispatcher<String, Integer> refusing = on(task -> {
      if (places.getAndDecrement() <= 0) {
        throw new RejectedExecutionException("full");
      }
      tasks.add(task);
    });
    refusing.register(writingDown());
    create(refusing, IntStream.range(0, 3 * AsyncQueue.TURN).toArray());
    runAll();
    assertThat(heard).hasSize(3 * AsyncQueue.TURN);
  }

  @Test
  void anExecutorThatRunsTasksAtOnceIsNotEnteredDeeperWithEachTurn() {
    AtomicInteger depth = new AtomicInteger();
    AtomicInteger deepest = new AtomicInteger();
    EventDispatcher<String, Integer> direct = on(task -> {
      deepest.accumulateAndGet(depth.incrementAndGet(), Math::max);
      task.run();
      depth.decrementAndGet();
    });
    int[] others = IntStream.rangeClosed(1, 10 * AsyncQueue.TURN).toArray();
    direct.register(Listeners.asynchronous(event -> {
      heard.add(event.getValue());
      if (event.getValue() == 0) {
        create(direct, others);
      }
    }));
    create(direct, 0);
    assertThat(heard).hasSize(1 + others.length);
    assertThat(deepest).hasValue(2);
  }

  @Test
  void eventsThatTheExecutorRefusesAreCountedAndLogged() {
    EventDispatcher<String, Integer> refusing = on(task -> {
      throw new RejectedExecutionException("shut down");
    });
    refusing.register(writingDown());
    try (LogCapture log = new LogCapture()) {
      create(refusing, 1, 2, 3, 4, 5);
      assertThat(log.messages())
          .hasSize(3)
          .allSatisfy(message -> assertThat(message).contains("\"orders\"", "Listeners$Closing"));
      assertThat(log.messages().get(2)).contains("4 events");
    }
    assertThat(heard).isEmpty();
  }

  @Test
  void aListenerIsClosedEvenWhenTheExecutorRefuses() {
    EventDispatcher<String, Integer> refusing = on(task -> {
      throw new RejectedExecutionException("shut down");
    });
    refusing.register(writingDown());
    refusing.close();
    assertThat(heard).containsExactly("closed");
  }

  @Test
  void anExecutorThatKeepsATaskAndThrowsDoesNotRunItTwice() {
    EventDispatcher<String, Integer> odd = on(task -> {
      tasks.add(task);
      throw new OutOfMemoryError("unable to create native thread");
    });
    odd.register(writingDown());
    try (LogCapture log = new LogCapture()) {
      assertThatThrownBy(() -> create(odd, 1)).isInstanceOf(OutOfMemoryError.class);
      assertThat(log.messages()).hasSize(1);
    }
    runAll();
    assertThat(heard).isEmpty();
  }

  @Test
  void anExceptionIsLoggedAndTheNextEventsArrive() {
    RuntimeException thrown = new IllegalStateException("no");
    events.register(failing(thrown));
    events.register(writingDown());
    create(events, 1, 2);
    try (LogCapture log = new LogCapture()) {
      runAll();
      assertThat(log.records).hasSize(2).allSatisfy(logged -> {
        assertThat(logged.getMessage()).contains("\"orders\"", "Listeners$OfAll");
        assertThat(logged.getThrown()).isSameAs(thrown);
      });
    }
    assertThat(heard).containsExactly(1, 2);
  }

  @Test
  void anErrorIsLoggedAndTheNextEventsArrive() {
    events.register(Listeners.asynchronous(event -> {
      heard.add(event.getValue());
      throw new StackOverflowError("no");
    }));
    create(events, 1, 2);
    try (LogCapture log = new LogCapture()) {
      runAll();
      assertThat(log.records).hasSize(2);
    }
    assertThat(heard).containsExactly(1, 2);
  }

  @Test
  void whatIsQueuedAtDeregistrationIsDeliveredBeforeTheListenerIsClosed() {
    CacheEntryListenerConfiguration<String, Integer> configuration = writingDown();
    events.register(configuration);
    create(events, 1, 2);
    events.deregister(configuration);
    create(events, 3);
    assertThat(heard).isEmpty();
    runAll();
    assertThat(heard).containsExactly(1, 2, "closed");
  }

  @Test
  void whatIsQueuedAtCloseIsDeliveredBeforeTheListenerIsClosed() {
    events.register(writingDown());
    create(events, 1, 2);
    events.close();
    create(events, 3);
    runAll();
    assertThat(heard).containsExactly(1, 2, "closed");
  }

  @Test
  void aListenerMayDeregisterItselfWhileItIsTold() {
    CompletableFuture<CacheEntryListenerConfiguration<String, Integer>> self =
        new CompletableFuture<>();
    self.complete(Listeners.asynchronous(event -> {
      heard.add(event.getValue());
      events.deregister(self.join());
    }));
    events.register(self.join());
    create(events, 1, 2);
    runAll();
    create(events, 3);
    assertThat(tasks).isEmpty();
    assertThat(heard).containsExactly(1, 2);
  }

  @Test
  void aListenerThatBlocksDoesNotDelayAnother() throws InterruptedException {
    EventExecutor executor =
        new EventExecutor(EventExecutor.platformThreads(Duration.ofSeconds(1)));
    EventDispatcher<String, Integer> threaded = on(executor);
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch other = new CountDownLatch(2);
    threaded.register(Listeners.asynchronous(event -> await(gate)));
    threaded.register(Listeners.asynchronous(event -> other.countDown()));
    create(threaded, 1, 2);
    assertThat(other.await(20, SECONDS)).isTrue();
    gate.countDown();
    executor.shutdown();
  }

  @Test
  void eventsOfAKeyArriveInOrderThoughFourThreadsWriteFourKeys() throws InterruptedException {
    int perKey = 50_000;
    EventExecutor executor =
        new EventExecutor(EventExecutor.platformThreads(Duration.ofSeconds(1)));
    EventDispatcher<String, Integer> threaded = on(executor);
    Map<String, List<Integer>> perKeyHeard =
        new HashMap<>(); // the queue gives happens-before; a plain map proves it
    CountDownLatch closed = new CountDownLatch(1);
    threaded.register(Listeners.asynchronous(new Listeners.Closing<>(
        event -> perKeyHeard
            .computeIfAbsent(event.getKey(), key -> new ArrayList<>())
            .add(event.getValue()),
        closed::countDown)));
    List<Thread> writers = IntStream.range(0, 4)
        .mapToObj(writer -> new Thread(
            () -> IntStream.range(0, perKey).forEach(i -> threaded.created("key " + writer, i))))
        .toList();
    writers.forEach(Thread::start);
    for (Thread writer : writers) {
      writer.join();
    }
    threaded.close();
    assertThat(closed.await(20, SECONDS)).isTrue();
    List<Integer> inOrder = IntStream.range(0, perKey).boxed().toList();
    assertThat(perKeyHeard)
        .hasSize(4)
        .allSatisfy((key, values) -> assertThat(values).isEqualTo(inOrder));
    executor.shutdown();
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
