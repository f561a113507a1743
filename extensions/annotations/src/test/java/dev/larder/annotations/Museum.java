package dev.larder.annotations;

import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;

/** Annotated as a whole. */
@CacheResult
public class Museum {
  private final AtomicInteger runs = new AtomicInteger();

  public int visit(String hall) {
    return runs.incrementAndGet();
  }

  @CacheRemove(cacheName = "dev.larder.annotations.Museum.visit(java.lang.String)")
  public void leave(String hall) {}

  /** Returns nothing, so there is nothing to cache, and what the class says doesn't matter. */
  public void dust() {}
}
