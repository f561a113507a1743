package dev.larder.internal.core;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until told. It starts anywhere, so that wrapping is met daily; it counts who looked at it. */
public final class FakeTicker implements Ticker {
  private final AtomicLong nanos = new AtomicLong(ThreadLocalRandom.current().nextLong());
  private final AtomicLong reads = new AtomicLong();

  @Override
  public long nanos() {
    reads.incrementAndGet();
    return nanos.get();
  }

  public void advance(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  public long reads() {
    return reads.get();
  }
}
