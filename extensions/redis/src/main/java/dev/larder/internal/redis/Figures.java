package dev.larder.internal.redis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What a tier counts. Thread-safe. */
final class Figures {
  final LongAdder gets = new LongAdder();
  final LongAdder hits = new LongAdder();
  final LongAdder puts = new LongAdder();
  final LongAdder removals = new LongAdder();
  final LongAdder conflicts = new LongAdder();
  final LongAdder invalidations = new LongAdder();
  final LongAdder failures = new LongAdder();
  final LongAdder refusals = new LongAdder();
  final LongAdder disconnects = new LongAdder();
  final LongAdder reconnects = new LongAdder();
  final LongAdder leaseWaits = new LongAdder();

  Map<String, Long> asMap(long unrepaired) {
    Map<String, Long> figures = new LinkedHashMap<>();
    figures.put("gets", gets.sum());
    figures.put("hits", hits.sum());
    figures.put("puts", puts.sum());
    figures.put("removals", removals.sum());
    figures.put("conflicts", conflicts.sum());
    figures.put("invalidations", invalidations.sum());
    figures.put("failures", failures.sum());
    figures.put("refused-while-away", refusals.sum());
    figures.put("disconnects", disconnects.sum());
    figures.put("reconnects", reconnects.sum());
    figures.put("lease-waits", leaseWaits.sum());
    figures.put("unrepaired-keys", unrepaired);
    return figures;
  }
}
