package dev.larder.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WriterLockTest {
  private static final int LOOKS = 20_000;

  /** Two cells that writers keep equal. */
  private static final class Pair extends WriterLock {
    private static final long serialVersionUID = 1;

    int left;
    int right;
  }

  private final Pair pair = new Pair();

  @Test
  void aReaderWhomNobodyDisturbedMayBelieveWhatItRead() {
    int version = pair.version();
    pair.unlockWrite(pair.writeLock());
    assertThat(pair.isStill(version)).isTrue();
  }

  @Test
  void aReaderWhoBeganBeforeTheWriterMayNot() {
    int version = pair.version();
    long stamp = pair.writeLock();
    pair.disturbReaders();
    assertThat(pair.isStill(version)).isFalse();
    pair.unlockWrite(stamp);
    assertThat(pair.isStill(version)).isFalse();
  }

  @Test
  void norOneWhoBeganWhileTheWriterWasAtWork() {
    long stamp = pair.writeLock();
    pair.disturbReaders();
    pair.disturbReaders();
    int version = pair.version();
    assertThat(pair.isStill(version)).isFalse();
    pair.unlockWrite(stamp);
    assertThat(pair.isStill(version)).isFalse();
    assertThat(pair.isStill(pair.version())).isTrue();
  }

  @Test
  void whoTriesInVainForLongWaitsUntilTheLockIsFree() throws Exception {
    long stamp = pair.writeLock();
    Thread other = new Thread(() -> pair.unlockWrite(pair.writeLock()));
    other.start();
    while (other.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    pair.unlockWrite(stamp);
    other.join(60_000);
    assertThat(other.isAlive()).isFalse();
  }

  @Test
  void whoHasNotTheLockCannotGiveItUp() {
    assertThatExceptionOfType(IllegalMonitorStateException.class)
        .isThrownBy(() -> pair.unlockWrite(pair.tryOptimisticRead()));
  }

  @Test
  void nobodyWhoMayBelieveItHasSeenHalfAChange() throws Exception {
    Thread writer = new Thread(() -> {
      for (int i = 1; !Thread.currentThread().isInterrupted(); i++) {
        long stamp = pair.writeLock();
        pair.disturbReaders();
        pair.left = i;
        pair.right = i;
        pair.unlockWrite(stamp);
        Thread.onSpinWait(); // readers get a moment between two writers, too
      }
    });
    writer.start();
    for (int believed = 0; believed < LOOKS; ) {
      int version = pair.version();
      int left = pair.left;
      int right = pair.right;
      if (pair.isStill(version)) {
        assertThat(left).isEqualTo(right);
        believed++;
      }
    }
    writer.interrupt();
    writer.join();
  }
}
