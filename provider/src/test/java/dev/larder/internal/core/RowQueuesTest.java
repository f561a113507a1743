package dev.larder.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowQueuesTest {
  private static final int QUEUE = 15;

  private final RowHeaders headers = new RowHeaders();
  private final RowQueues queues = new RowQueues(QUEUE, headers);

  @BeforeEach
  void room() {
    headers.ensureCapacity(4);
  }

  @Test
  void rowsLeaveInTheOrderInWhichTheyCame() {
    queues.append(QUEUE, 3);
    queues.append(QUEUE, 1);
    queues.append(QUEUE, 2);
    queues.remove(1);
    assertThat(queues.head(QUEUE)).isEqualTo(3);
    assertThat(queues.next(3)).isEqualTo(2);
    assertThat(queues.next(2)).isEqualTo(RowQueues.NONE);
    assertThat(queues.tail(QUEUE)).isEqualTo(2);
    assertThat(queues.size(QUEUE)).isEqualTo(2);
  }

  @Test
  void aStampStaysWhenRowsMove() {
    for (int row = 0; row < 4; row++) {
      queues.append(QUEUE, row);
      queues.stamp(row, RowQueues.STAMP_MASK - row);
    }
    queues.moveToTail(QUEUE, 1);
    queues.remove(2);
    queues.append(1, 2);
    for (int row = 0; row < 4; row++) {
      assertThat(queues.stampOf(row)).isEqualTo(RowQueues.STAMP_MASK - row);
    }
    assertThat(queues.queueOf(2)).isEqualTo(1);
    assertThat(queues.queueOf(1)).isEqualTo(QUEUE);
  }

  @Test
  void aStampKeepsItsLowBits() {
    queues.append(QUEUE, 0);
    queues.stamp(0, -1);
    assertThat(queues.stampOf(0)).isEqualTo(RowQueues.STAMP_MASK);
    assertThat(queues.queueOf(0)).isEqualTo(QUEUE);
    assertThat(queues.next(0)).isEqualTo(RowQueues.NONE);
  }

  @Test
  void aRowThatWasTakenOutIsInNoQueue() {
    queues.append(QUEUE, 0);
    queues.remove(0);
    assertThat(queues.queueOf(0)).isZero();
    assertThat(queues.size(QUEUE)).isZero();
  }

  @Test
  void linksCannotComeLater() {
    assertThatThrownBy(headers::addLinks).hasMessageContaining("already");
  }
}
