package dev.larder.internal.core;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that stands still until told. It starts anywhere, so that wrapping is met daily; it counts who looked at it. As the one that
 * providers have it says for nothing what time it is not after.
 */
public final class FakeTicker implements Ticker {
  private static final long SLACK = 1_000_000_000;

  private final AtomicLong nanos = new AtomicLong(ThreadLocalRandom.current().nextLong());
  private final AtomicLong reads = new AtomicLong();

  @Override
  public long nanos() {
    reads.incrementAndGet();
    return nanos.get();
  }

  @Override
  public long latest() {
    return nanos.get() + SLACK;
  }

  @Override
  public long slack() {
    return SLACK;
  }

  public void advance(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  public long reads() {
    return reads.get();
  }
}
