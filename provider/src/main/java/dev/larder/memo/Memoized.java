package dev.larder.memo;

import dev.larder.LarderCache;
import org.jspecify.annotations.Nullable;

/**
 * What every memoized function can tell, and forget. Thread-safe.
 *
 * <pre>{@code
 * price.invalidate("apple");      // the next call asks the shop
 * price.invalidateAll();
 * price.cache().onRemoval((key, value, cause) -> log(cause));
 * }</pre>
 */
public interface Memoized {
  /** The key under which the result for these arguments is kept. */
  Object key(@Nullable Object... arguments);

  /** Forgets the result for these arguments; returns whether there was one. */
  boolean invalidate(@Nullable Object... arguments);

  /** Forgets all results of this function; others that share its cache keep theirs. */
  void invalidateAll();

  /** Hits, misses and sizes of its cache. */
  MemoInfo info();

  /** The cache that it keeps its results in, in a form of its own. */
  LarderCache<Object, Object> cache();
}
