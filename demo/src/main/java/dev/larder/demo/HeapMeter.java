package dev.larder.demo;

import java.lang.management.ManagementFactory;

/**
 * Measures what is reachable on the heap. Used twice, before a cache is filled and after, it tells what the cache holds,
 * the provider's own tables included, whoever the provider is. (A walk over the objects would not know where the cache
 * ends and Hibernate begins.)
 */
final class HeapMeter {
  private HeapMeter() {}

  /** The bytes in use after a full collection, which takes up to some seconds. */
  static long usedBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
