package dev.larder.internal.cache;

import dev.larder.internal.core.Shadow;
import dev.larder.internal.management.Accesses;
import dev.larder.internal.management.SwitchableStatistics;

/** Who counts accesses lets those of the sample's keys through. */
record SampleGate(SwitchableStatistics statistics) implements Shadow.Gate {
  @Override
  public int spread(int hash) {
    return Accesses.spread(hash);
  }

  @Override
  public void open(int limit) {
    statistics.sampleBelow(limit);
  }
}
