package dev.larder;

import javax.cache.Cache;

/** What only Larder's own package may see. */
public final class LarderInside {
  private LarderInside() {}

  /** That the cache's structure is whole, and no key held, while nobody uses it. */
  public static void check(Cache<?, ?> cache) {
    ((ManagedCache<?, ?>) cache).checkConsistency();
  }
}
