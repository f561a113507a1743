package dev.larder;

import dev.larder.internal.core.Sweeper;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import javax.cache.Cache;

/** A provider whose clock stands still until told, and which sweeps when told. */
public final class LarderOnFakeTime {
  private final AtomicLong nanos;
  private final LarderCachingProvider provider;

  /** @param start what the clock shows first; close to the end of the range, it will wrap */
  public LarderOnFakeTime(long start) {
    nanos = new AtomicLong(start);
    provider = new LarderCachingProvider(
        nanos::get, new Sweeper(Duration.ofDays(1)), InstantSource.system());
  }

  public LarderCachingProvider provider() {
    return provider;
  }

  public void advance(long more) {
    nanos.addAndGet(more);
  }

  public static void sweep(Cache<?, ?> cache) {
    ((ManagedCache<?, ?>) cache).sweep();
  }

  /** That the cache's structure is whole, and no key held. */
  public static void check(Cache<?, ?> cache) {
    ((ManagedCache<?, ?>) cache).checkConsistency();
  }
}
