package dev.larder.internal.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.cache.management.CacheStatisticsMXBean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StatisticsTest {
  private final AtomicLong clock = new AtomicLong(1_000_000);
  private final AtomicInteger clockReads = new AtomicInteger();
  private boolean sampled;
  private final SwitchableStatistics statistics = new SwitchableStatistics(
      () -> {
        clockReads.incrementAndGet();
        return clock.get();
      },
      () -> sampled);
  private final CacheStatisticsMXBean bean = statistics.bean();

  @BeforeEach
  void switchOn() {
    statistics.enable(true);
  }

  private void get(long nanos) {
    long start = statistics.startNanos();
    clock.addAndGet(nanos);
    statistics.recordGetTime(start);
  }

  private void warmUp(long nanos) {
    IntStream.range(0, Counters.WARM_UP).forEach(i -> get(nanos));
  }

  @Test
  void newStatisticsAreZero() {
    assertAllZero();
  }

  @Test
  void eachCountGoesWhereItBelongs() {
    statistics.recordHits(1);
    statistics.recordMisses(2);
    statistics.recordPuts(3);
    statistics.recordRemovals(4);
    statistics.recordEvictions(5);
    assertThat(bean.getCacheHits()).isEqualTo(1);
    assertThat(bean.getCacheMisses()).isEqualTo(2);
    assertThat(bean.getCachePuts()).isEqualTo(3);
    assertThat(bean.getCacheRemovals()).isEqualTo(4);
    assertThat(bean.getCacheEvictions()).isEqualTo(5);
  }

  @Test
  void getsAreHitsAndMisses() {
    statistics.recordHits(3);
    statistics.recordMisses(1);
    assertThat(bean.getCacheGets()).isEqualTo(4);
    assertThat(bean.getCacheHitPercentage()).isEqualTo(75f);
    assertThat(bean.getCacheMissPercentage()).isEqualTo(25f);
  }

  @Test
  void onlyHitsAreAHundredPercent() {
    statistics.recordHits(7);
    assertThat(bean.getCacheHitPercentage()).isEqualTo(100f);
    assertThat(bean.getCacheMissPercentage()).isEqualTo(0f);
  }

  @Test
  void averagesAreInMicroseconds() {
    get(1_000);
    get(2_000);
    assertThat(bean.getAverageGetTime()).isEqualTo(1.5f);
  }

  @Test
  void eachTimeGoesWhereItBelongs() {
    long start = statistics.startNanos();
    clock.addAndGet(1_000);
    statistics.recordGetTime(start);
    clock.addAndGet(1_000);
    statistics.recordPutTime(start);
    clock.addAndGet(1_000);
    statistics.recordRemoveTime(start);
    assertThat(bean.getAverageGetTime()).isEqualTo(1f, within(0.01f));
    assertThat(bean.getAveragePutTime()).isEqualTo(2f, within(0.01f));
    assertThat(bean.getAverageRemoveTime()).isEqualTo(3f, within(0.01f));
  }

  @Test
  void theFirstCallIsTimedEvenWhenTheClockReadsZero() {
    clock.set(0);
    get(1_000);
    assertThat(bean.getAverageGetTime()).isPositive();
  }

  @Test
  void aClockThatWrapsIsNoProblem() {
    clock.set(Long.MAX_VALUE - 500);
    get(1_000);
    assertThat(bean.getAverageGetTime()).isEqualTo(1f);
  }

  @Test
  void afterTheWarmUpOnlySamplesAreTimed() {
    warmUp(1_000);
    get(1_000_000);
    assertThat(bean.getAverageGetTime()).isEqualTo(1f);
    sampled = true;
    get(66_000);
    assertThat(bean.getAverageGetTime()).isEqualTo(2f);
  }

  @Test
  void aCallThatIsNoSampleDoesNotReadTheClock() {
    warmUp(1);
    clockReads.set(0);
    get(1);
    assertThat(clockReads).hasValue(0);
  }

  @Test
  void clearZeroesAll() {
    statistics.recordHits(1);
    statistics.recordMisses(1);
    statistics.recordPuts(1);
    statistics.recordRemovals(1);
    statistics.recordEvictions(1);
    long start = statistics.startNanos();
    clock.addAndGet(1_000);
    statistics.recordGetTime(start);
    statistics.recordPutTime(start);
    statistics.recordRemoveTime(start);
    bean.clear();
    assertAllZero();
  }

  @Test
  void afterClearTheFirstCallIsTimedAgain() {
    warmUp(1_000);
    bean.clear();
    get(5_000);
    assertThat(bean.getAverageGetTime()).isEqualTo(5f);
  }

  @Test
  void switchedOffNothingIsCountedAndTheClockIsNotRead() {
    statistics.enable(false);
    statistics.recordHits(1);
    statistics.recordMisses(1);
    statistics.recordPuts(1);
    statistics.recordRemovals(1);
    statistics.recordEvictions(1);
    long start = statistics.startNanos();
    statistics.recordGetTime(start);
    statistics.recordPutTime(start);
    statistics.recordRemoveTime(start);
    assertAllZero();
    assertThat(start).isZero();
    assertThat(clockReads).hasValue(0);
  }

  @Test
  void countsSurviveBeingSwitchedOff() {
    statistics.recordHits(1);
    statistics.enable(false);
    statistics.recordHits(1);
    statistics.enable(true);
    statistics.recordHits(1);
    assertThat(bean.getCacheHits()).isEqualTo(2);
  }

  @Test
  void aCallThatBeganBeforeStatisticsWereOnIsNotTimed() {
    statistics.enable(false);
    long start = statistics.startNanos();
    statistics.enable(true);
    clock.addAndGet(1_000);
    statistics.recordGetTime(start);
    assertThat(bean.getAverageGetTime()).isZero();
  }

  @Test
  void theySayWhetherTheyAreOn() {
    assertThat(statistics.isEnabled()).isTrue();
    statistics.enable(false);
    assertThat(statistics.isEnabled()).isFalse();
    assertThat(new SwitchableStatistics(clock::get).isEnabled()).isFalse();
  }

  private void assertAllZero() {
    assertThat(bean.getCacheHits()).isZero();
    assertThat(bean.getCacheMisses()).isZero();
    assertThat(bean.getCacheGets()).isZero();
    assertThat(bean.getCacheHitPercentage()).isZero();
    assertThat(bean.getCacheMissPercentage()).isZero();
    assertThat(bean.getCachePuts()).isZero();
    assertThat(bean.getCacheRemovals()).isZero();
    assertThat(bean.getCacheEvictions()).isZero();
    assertThat(bean.getAverageGetTime()).isZero();
    assertThat(bean.getAveragePutTime()).isZero();
    assertThat(bean.getAverageRemoveTime()).isZero();
  }
}
