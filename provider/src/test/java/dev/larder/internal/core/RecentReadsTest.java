package dev.larder.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentReadsTest {
  private final RecentReads reads = new RecentReads();

  @Test
  void rowsComeBackInTheOrderOfTheirReading() {
    reads.note(7);
    reads.note(3);
    assertThat(reads.takeCount()).isEqualTo(2);
    assertThat(reads.at(0)).isEqualTo(7);
    assertThat(reads.at(1)).isEqualTo(3);
    assertThat(reads.takeCount()).isZero();
  }

  @Test
  void growthKeepsWhatWasNoted() {
    reads.note(7);
    reads.ensureCapacity(500);
    for (int row = 0; row < 1_000; row++) {
      reads.note(row);
    }
    assertThat(reads.takeCount()).isEqualTo(500);
    assertThat(reads.at(0)).isEqualTo(7);
  }

  @Test
  void thereIsAMostThatAWriterHasToDrain() {
    reads.ensureCapacity(1_000_000);
    for (int row = 0; row < 5_000; row++) {
      reads.note(row);
    }
    assertThat(reads.takeCount()).isEqualTo(1_023);
  }
}
