package dev.larder.internal.core;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SweeperTest {
  @Test
  void expiredEntriesLeaveWithoutTraffic() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    StripedTable<Object, Object> table = new StripedTable<>(
        TableConfig.bounded("test", 100).withListener((k, v, cause) -> gone.countDown()));
    try (Sweeper sweeper = new Sweeper()) {
      sweeper.add(table);
      table.put("key", "value", 1, 1);
      assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(table.size()).isZero();
  }

  @Test
  void aBrokenListenerDoesNotKeepOtherTablesFromBeingSwept() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    StripedTable<Object, Object> broken =
        new StripedTable<>(TableConfig.bounded("broken", 100).withListener((k, v, cause) -> {
          throw new IllegalStateException("on purpose");
        }));
    StripedTable<Object, Object> sound = new StripedTable<>(
        TableConfig.bounded("sound", 100).withListener((k, v, cause) -> gone.countDown()));
    try (Sweeper sweeper = new Sweeper()) {
      sweeper.add(broken);
      sweeper.add(sound);
      broken.put("key", "value", 1, 1);
      sound.put("key", "value", 1, 1);
      assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aSlowListenerDelaysNoOtherTable() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    StripedTable<Object, Object> slow =
        new StripedTable<>(TableConfig.bounded("slow", 100).withExpiryHandler(handler(() -> {
          reached.countDown();
          try {
            assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        })));
    StripedTable<Object, Object> other = new StripedTable<>(
        TableConfig.bounded("other", 100).withExpiryHandler(handler(told::countDown)));
    try (Sweeper sweeper = new Sweeper(Duration.ofMillis(1))) {
      sweeper.add(slow);
      sweeper.add(other);
      slow.put("key", "value", 1, 1);
      assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
      other.put("key", "value", 1, 1);
      assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
      goOn.countDown();
    }
  }

  private static ExpiryHandler<Object, Object> handler(Runnable whenTold) {
    return new ExpiryHandler<>() {
      @Override
      public boolean isNeeded() {
        return true;
      }

      @Override
      public void expired(Object key, Object value) {
        whenTold.run();
      }
    };
  }

  @Test
  void whatTheAdvisorHasNotedIsPlayedWithoutTraffic() throws Exception {
    CountDownLatch played = new CountDownLatch(1);
    StripedTable<Object, Object> table = new StripedTable<>(TableConfig.bounded("test", 100));
    Shadow shadow = new Shadow(table, () -> 1, () -> 1, new Shadow.Gate() {
      @Override
      public int spread(int hash) {
        return hash;
      }

      @Override
      public void open(int limit) {}
    });
    table.shadow(shadow);
    assertThat(table.shadow()).isSameAs(shadow);
    shadow.afterwards(played::countDown);
    shadow.follow(true);
    shadow.missed(1);
    try (Sweeper sweeper = new Sweeper(Duration.ofMillis(1))) {
      sweeper.add(table);
      assertThat(played.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void theThreadEndsWithTheLastTable() throws Exception {
    StripedTable<Object, Object> table = new StripedTable<>(TableConfig.bounded("test", 100));
    Sweeper sweeper = new Sweeper(Duration.ofDays(1)); // it does not wait for the pause to end
    sweeper.add(table);
    Thread thread = requireNonNull(sweeper.thread());
    sweeper.remove(table);
    thread.join(30_000);
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void itsThreadIsADaemonThatKeepsNobodysClassesAlive() {
    try (Sweeper sweeper = new Sweeper()) {
      sweeper.add(new StripedTable<>(TableConfig.bounded("test", 100)));
      Thread thread = requireNonNull(sweeper.thread());
      assertThat(thread.isDaemon()).isTrue();
      assertThat(thread.getContextClassLoader()).isNull();
      assertThat(thread.getName()).isEqualTo("larder-sweeper");
    }
  }

  @Test
  void oneThatIsClosedEndsAndCanBeUsedAgain() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    StripedTable<Object, Object> table = new StripedTable<>(
        TableConfig.bounded("test", 100).withListener((k, v, cause) -> gone.countDown()));
    Sweeper sweeper = new Sweeper(Duration.ofMillis(1));
    sweeper.add(table);
    Thread thread = requireNonNull(sweeper.thread());
    sweeper.close();
    assertThat(sweeper.thread()).isNull();
    thread.join(60_000);
    assertThat(thread.isAlive()).isFalse();
    sweeper.add(table);
    table.put("key", "value", 1, 1);
    assertThat(gone.await(60, TimeUnit.SECONDS)).isTrue();
    sweeper.close();
  }

  @Test
  void aTableThatIsTakenAwayIsNotSweptWhileOthersAre() throws Exception {
    LinkedBlockingQueue<StripedTable<?, ?>> swept = new LinkedBlockingQueue<>();
    StripedTable<Object, Object> first = new StripedTable<>(TableConfig.bounded("first", 100));
    StripedTable<Object, Object> second = new StripedTable<>(TableConfig.bounded("second", 100));
    try (Sweeper sweeper = new Sweeper(Duration.ofMillis(1), swept::add)) {
      sweeper.add(first);
      sweeper.add(second);
      Thread thread = requireNonNull(sweeper.thread());
      sweeper.remove(first);
      assertThat(sweeper.thread()).isSameAs(thread);
      // The round that was under way may still have met it.
      for (int rounds = 0; rounds < 3; ) {
        StripedTable<?, ?> met = swept.poll(60, TimeUnit.SECONDS);
        rounds += met == second ? 1 : 0;
      }
      assertThat((Object) swept.poll(60, TimeUnit.SECONDS)).isSameAs(second);
    }
  }

  @Test
  void theThreadEndsWhenNobodyHasItsTablesAnyMore() throws Exception {
    Sweeper sweeper = new Sweeper(Duration.ofMillis(1));
    sweeper.add(new StripedTable<>(TableConfig.bounded("forgotten", 100)));
    Thread thread = requireNonNull(sweeper.thread());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (thread.isAlive() && System.nanoTime() - end < 0) {
      System.gc();
      thread.join(50);
    }
    assertThat(thread.isAlive()).isFalse();
    assertThat(sweeper.thread()).isNull();
  }
}
