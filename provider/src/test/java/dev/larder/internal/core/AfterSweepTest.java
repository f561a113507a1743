package dev.larder.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AfterSweepTest {
  @Test
  void whoeverWantsToLooksAtEachTableAfterEachRound() throws Exception {
    LinkedBlockingQueue<StripedTable<?, ?>> seen = new LinkedBlockingQueue<>();
    StripedTable<Object, Object> table = new StripedTable<>(TableConfig.bounded("test", 100));
    try (Sweeper sweeper = new Sweeper(Duration.ofMillis(1), seen::add)) {
      sweeper.add(table);
      assertThat((Object) seen.poll(30, TimeUnit.SECONDS)).isSameAs(table);
      assertThat((Object) seen.poll(30, TimeUnit.SECONDS)).isSameAs(table);
    }
  }
}
