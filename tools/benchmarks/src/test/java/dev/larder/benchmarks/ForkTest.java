package dev.larder.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.benchmarks.report.Sample;
import dev.larder.benchmarks.store.Subject;
import org.junit.jupiter.api.Test;

/** Whether a fork comes back with figures at all; what they are says nothing here. */
class ForkTest {
  @Test
  void aForkMeasures() throws Exception {
    System.setProperty("jmh.ignoreLock", "true");
    Plan plan = Plan.parse("row", "get", "--warmup", "1x10ms", "--measure", "1x50ms");
    Sample sample = Fork.run(plan, Rows.byName("get"), Subject.LARDER).sample(1);
    assertThat(sample.operationsPerMicro()).isPositive();
    assertThat(sample.cpuNanos()).isPositive();
    assertThat(sample.allocatedBytes()).isNotNegative();
  }
}
