package dev.larder.internal.redis;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers above zero that no other JVM draws, nor this one again: versions, generations, names of leases. 63 bits of a sequence that starts
 * anywhere, spread: that two JVMs meet at one key is no more likely than that memory fails. Thread-safe.
 */
final class Versions {
  /** The golden ratio, and the mixing of SplittableRandom: one step is a different number each time. */
  private static final long STEP = 0x9e3779b97f4a7c15L;

  private static final AtomicLong SEED = new AtomicLong(new SecureRandom().nextLong());

  private Versions() {}

  static long next() {
    while (true) {
      long z = SEED.addAndGet(STEP);
      z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
      z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
      long version = (z ^ (z >>> 31)) >>> 1;
      if (version != 0) {
        return version;
      }
    }
  }
}
