package dev.larder.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
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
  void theThreadEndsWithTheLastTable() throws Exception {
    StripedTable<Object, Object> table = new StripedTable<>(TableConfig.bounded("test", 100));
    Sweeper sweeper = new Sweeper();
    sweeper.add(table);
    Thread thread = java.util.Objects.requireNonNull(sweeper.thread());
    sweeper.remove(table);
    thread.join(30_000);
    assertThat(thread.isAlive()).isFalse();
  }
}
