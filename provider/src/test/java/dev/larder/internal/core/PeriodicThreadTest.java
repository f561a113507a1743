package dev.larder.internal.core;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class PeriodicThreadTest {
  private static final Duration SOON = Duration.ofMillis(1);

  private final Object user = new Object();

  @Test
  void aFailureDoesNotEndItAndOfSeveralInARowTheFirstIsTold() throws Exception {
    List<String> logged = new CopyOnWriteArrayList<>();
    Logger logger = Logger.getLogger("dev.larder.expiry");
    Handler handler = listening(logged);
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
    AtomicInteger calls = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(1);
    try (PeriodicThread<Object> thread = new PeriodicThread<>("test", SOON, () -> {
      switch (calls.incrementAndGet()) {
        case 1, 2, 3, 4 -> throw new IllegalStateException("on purpose");
        case 6 -> throw new StackOverflowError("on purpose");
        case 7 -> done.countDown();
        default -> {}
      }
    })) {
      thread.add(user);
      assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
    }
    assertThat(logged)
        .containsExactly(
            "the thread test failed; it goes on", "the thread test failed; it goes on");
  }

  private static Handler listening(List<String> logged) {
    return new Handler() {
      @Override
      public void publish(LogRecord entry) {
        logged.add(entry.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  /** User code may run on it. */
  @Test
  void anInterruptOfSomebodyElsesIsNoReasonToEnd() throws Exception {
    CountDownLatch calls = new CountDownLatch(3);
    try (PeriodicThread<Object> thread = new PeriodicThread<>("test", SOON, () -> {
      Thread.currentThread().interrupt();
      calls.countDown();
    })) {
      thread.add(user);
      assertThat(calls.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(requireNonNull(thread.thread()).isAlive()).isTrue();
    }
  }

  @Test
  void whoIsTakenAwayIsNotPresentWhileOthersAre() {
    Object other = new Object();
    AtomicInteger calls = new AtomicInteger();
    PeriodicThread<Object> thread =
        new PeriodicThread<>("test", Duration.ofDays(1), calls::incrementAndGet);
    thread.add(user);
    thread.add(other);
    thread.remove(user);
    assertThat(thread.present()).containsExactly(other);
    thread.close();
    assertThat(thread.present()).isEmpty();
    assertThat(calls).as("before the first pause is over").hasValue(0);
  }
}
