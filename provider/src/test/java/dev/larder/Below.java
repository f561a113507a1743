package dev.larder;

import dev.larder.tier.MemoryTier;
import dev.larder.tier.MemoryTierFactory;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What is below the heaps of one test's caches: in memory, and no other test has it. */
final class Below {
  private static final AtomicInteger STORES = new AtomicInteger();

  final String name = "store " + STORES.incrementAndGet();

  MemoryTier.Store store() {
    return MemoryTierFactory.store(name);
  }

  /** The last one that was opened over the store. */
  MemoryTier tier() {
    return MemoryTierFactory.tier(name);
  }

  /** A cache over it. */
  <K, V> LarderConfiguration<K, V> tiered() {
    return tiered(false);
  }

  /** @param shared whether others may write to it */
  <K, V> LarderConfiguration<K, V> tiered(boolean shared) {
    return new LarderConfiguration<K, V>()
        .tier(Map.of("type", "memory", "store", name, "shared", shared))
        .setStatisticsEnabled(true);
  }
}
