package dev.larder.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.larder.benchmarks.store.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  private final Report report = new Report(List.of(
      sample(Subject.LARDER, 1, 10, 100),
      sample(Subject.CAFFEINE, 1, 5, 200),
      sample(Subject.CACHE2K, 1, 8, 125),
      sample(Subject.MAP, 1, 20, 50),
      // A round in which the machine was at half its speed.
      sample(Subject.LARDER, 2, 5, 110),
      sample(Subject.CAFFEINE, 2, 2.5, 200),
      sample(Subject.CACHE2K, 2, 2, 500),
      sample(Subject.MAP, 2, 10, 55),
      sample(Subject.LARDER, 3, 12, 90),
      sample(Subject.CAFFEINE, 3, 4, 240),
      sample(Subject.CACHE2K, 3, 9, 111),
      sample(Subject.MAP, 3, 20, 50)));

  private static Sample sample(Subject subject, int round, double speed, double cpuNanos) {
    return new Sample("get", subject, round, speed, cpuNanos, 0, 1);
  }

  @Test
  void theMedianIsTheMiddleRound() {
    assertThat(report.speed("get", Subject.LARDER)).isEqualTo(new Spread(5, 10, 12));
  }

  @Test
  void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
    assertThat(Spread.of(4, 1, 3, 2)).isEqualTo(new Spread(1, 2.5, 4));
  }

  @Test
  void ratiosAreTakenWithinARoundSoThatASlowRoundChangesNothing() {
    Spread ratio = report.speedRatio("get", Subject.LARDER, Subject.MAP);
    assertThat(ratio.min()).isEqualTo(0.5);
    assertThat(ratio.median()).isEqualTo(0.5);
    assertThat(ratio.max()).isEqualTo(0.6);
  }

  @Test
  void theRatioOfCpuTimesIsAboveOneForTheThriftier() {
    assertThat(report.cpuRatio("get", Subject.LARDER, Subject.CAFFEINE).median())
        .isEqualTo(2.0, within(1e-9));
  }

  @Test
  void theFastestPeerIsAJCacheProviderOtherThanOurs() {
    assertThat(report.fastestPeer("get")).contains(Subject.CACHE2K);
  }

  @Test
  void thePageShowsEachRowWithAllSubjects() {
    assertThat(report.markdown())
        .contains("| row | Larder | Caffeine | cache2k | ConcurrentHashMap |")
        .contains("| get | 10.0 | 4.00 | 8.00 | 20.0 |")
        .contains("| get | 0.500 (0.500...0.600) | 1.33 (1.25...2.50) | cache2k |");
  }

  @Test
  void whatWasNotMeasuredIsADash() {
    assertThat(report.speed("get", Subject.RI).full()).isEqualTo("–");
    assertThat(Spread.of(Double.NaN).middle()).isEqualTo("–");
  }
}
