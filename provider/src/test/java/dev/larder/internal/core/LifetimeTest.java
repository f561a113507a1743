package dev.larder.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LifetimeTest {
  @Test
  void aDurationIsItsNanosecondsUnlessThereAreTooMany() {
    assertThat(Lifetime.of(Duration.ofSeconds(2, 5))).isEqualTo(2_000_000_005L);
    assertThat(Lifetime.of(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Lifetime.ETERNAL);
  }

  @Test
  void aDeadlineBeyondAllTimeIsNone() {
    assertThat(Lifetime.deadline(5, 10)).isEqualTo(15);
    assertThat(Lifetime.deadline(5, 0)).isEqualTo(5);
    assertThat(Lifetime.deadline(5, Long.MAX_VALUE - 1)).isEqualTo(Lifetime.NEVER);
    assertThat(Lifetime.deadline(-5, Lifetime.ETERNAL)).isEqualTo(Lifetime.NEVER);
  }

  @Test
  void whoeverWantsToHearsOfAnotherBound() {
    Room room = new Room(10, true);
    long[] heard = new long[1];
    room.whenChanged(() -> heard[0] = room.maximum());
    room.setMaximum(20);
    assertThat(heard[0]).isEqualTo(20);
    assertThat(room.excessWith(25)).isEqualTo(5);
  }
}
