package dev.larder.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LfuPolicyTest {
  private static final int ROWS = 3;

  private final FakeRows rows = new FakeRows(ROWS);
  private final LfuPolicy policy = new LfuPolicy(rows);

  @BeforeEach
  void fill() {
    policy.ensureRows(ROWS);
    for (int row = 0; row < ROWS; row++) {
      policy.inserted(row);
    }
  }

  @AfterEach
  void itIsConsistent() {
    policy.check(ROWS);
  }

  private List<Integer> order() {
    List<Integer> order = new ArrayList<>();
    policy.inOrderOfLeaving(order::add);
    return order;
  }

  @Test
  void eachRowMayHaveACountOfItsOwnAndGetAnother() {
    policy.accessed(0, 1);
    policy.accessed(1, 2);
    policy.accessed(2, 3);
    policy.accessed(2, 5);
    policy.accessed(0, 5);
    assertThat(order()).containsExactly(1, 0, 2);
    assertThat(policy.frequency(0, 0)).isEqualTo(7);
    assertThat(policy.frequency(1, 0)).isEqualTo(3);
    assertThat(policy.frequency(2, 0)).isEqualTo(9);
    assertThat(policy.frequency(EvictionPolicy.NONE, 0)).isEqualTo(EvictionPolicy.UNKNOWN);
  }

  @Test
  void whatWeighsNothingNeverHasToLeaveAndIsNotCounted() {
    policy.accessed(0, 3);
    policy.reweighed(0, 0);
    rows.weights[0] = 0;
    policy.accessed(0, 3);
    assertThat(policy.frequency(0, 0)).isEqualTo(EvictionPolicy.UNKNOWN);
    assertThat(order()).containsExactly(1, 2);
    policy.reweighed(0, 0);
    assertThat(order()).containsExactly(1, 2);
  }

  @Test
  void whatWeighsSomethingAgainIsCountedFromOneOn() {
    policy.accessed(0, 3);
    policy.reweighed(0, 0);
    policy.reweighed(0, 2);
    assertThat(order()).containsExactly(1, 2, 0);
    assertThat(policy.frequency(0, 0)).isEqualTo(1);
  }

  @Test
  void anotherWeightIsNoUse() {
    policy.accessed(0, 3);
    policy.reweighed(0, 5);
    assertThat(policy.frequency(0, 0)).isEqualTo(4);
  }

  @Test
  void moreRoomKeepsTheOrder() {
    policy.accessed(1, 1);
    policy.ensureRows(2 * ROWS);
    policy.ensureRows(1);
    assertThat(order()).containsExactly(0, 2, 1);
  }
}
