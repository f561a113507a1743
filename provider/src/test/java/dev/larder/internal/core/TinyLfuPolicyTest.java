package dev.larder.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Single steps of the policy in one mode. That it is a good policy the replays say. */
class TinyLfuPolicyTest {
  private static final int ROWS = 100;

  private final FrequencySketch sketch = new FrequencySketch();
  private final FakeRows rows = new FakeRows(ROWS);
  private final TinyLfuPolicy policy = new TinyLfuPolicy(rows, sketch, Mode.FREQUENT);
  private int filled;

  @BeforeEach
  void room() {
    sketch.ensureCapacity(10_000);
    rows.makeRoom();
    policy.ensureRows(ROWS);
  }

  @AfterEach
  void itIsConsistent() {
    policy.check(filled);
  }

  private void fill(int count) {
    for (int row = 0; row < count; row++) {
      policy.inserted(row);
    }
    filled = count;
  }

  private void see(int hash, int times) {
    for (int i = 0; i < times; i++) {
      sketch.increment(hash);
    }
  }

  /** Newcomers, each asked for so many times, beside residents who are more famous: how many of those had to go for them. */
  private int residentsGoneFor(int newcomers, int timesSeen) {
    fill(ROWS);
    for (int row = 0; row < ROWS; row++) {
      see(row, 15);
    }
    for (int i = 0; i < 5; i++) {
      bring(1_000 + i, timesSeen); // the last of the residents leave the window
    }
    int gone = 0;
    for (int i = 0; i < newcomers; i++) {
      gone += bring(1_000_000 + i, timesSeen) < ROWS ? 1 : 0;
    }
    return gone;
  }

  /** Returns the hash of the one that has to go for it. */
  private int bring(int hash, int timesSeen) {
    int row = policy.victim();
    int gone = rows.hashOf(row);
    policy.removed(row);
    rows.rename(row, hash);
    see(hash, timesSeen);
    policy.inserted(row);
    return gone;
  }

  @Test
  void aWarmNewcomerThatLosesIsLetInOnceInAWhile() {
    assertThat(residentsGoneFor(2_000, 6)).isBetween(5, 40);
  }

  @Test
  void aColdNewcomerThatLosesIsNot() {
    assertThat(residentsGoneFor(2_000, 3)).isZero();
  }

  @Test
  void aClearedPolicyHasForgottenWhatWasFamous() {
    StripedTable<Integer, Integer> table =
        new StripedTable<>(TableConfig.<Integer, Integer>bounded("test", 100).withStripes(1));
    for (int i = 0; i < 10; i++) {
      table.put(1, i, Lifetime.ETERNAL, Lifetime.ETERNAL);
      table.get(1);
      table.put(2, i, Lifetime.ETERNAL, Lifetime.ETERNAL);
    }
    assertThat(new Deadlines<>(table).frequency(1)).isPositive();
    table.clear();
    assertThat(new Deadlines<>(table).frequency(1)).isZero();
  }

  @Test
  void theColdestLeaveFirstAndAmongThemThoseOfTheMainSpace() {
    fill(4);
    see(0, 3);
    see(1, 1);
    see(2, 2);
    rows.weights[3] = 1;
    List<Integer> order = new ArrayList<>();
    policy.inOrderOfLeaving(order::add);
    assertThat(order).hasSize(4).containsSubsequence(3, 1, 2, 0);
  }

  @Test
  void aRowThatIsReadAgainAndAgainIsPassedOverSoOftenAndThenLeaves() {
    fill(ROWS);
    for (int i = 0; i < ROWS; i++) {
      rows.marks[i] = 1;
    }
    assertThat(policy.victim()).isNotEqualTo(EvictionPolicy.NONE);
    int passedOver = 0;
    for (int i = 0; i < ROWS; i++) {
      passedOver += 1 - rows.marks[i];
    }
    assertThat(passedOver).isBetween(16, 48); // in the window, in probation, in the protected
  }
}
