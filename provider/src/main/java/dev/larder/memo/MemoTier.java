package dev.larder.memo;

/**
 * Where results are kept.
 *
 * <pre>{@code
 * @Memoize(tier = MemoTier.DISK, folder = "/var/cache/shop")
 * Price price(String product);
 * }</pre>
 */
public enum MemoTier {
  /** In the heap, as they are. */
  MEMORY,

  /** On disk, below a heap: {@link Memo#disk}. */
  DISK,

  /** The same, each result in a file of its own: {@link Memo#file}. */
  FILE,

  /** {@link #DISK} when a folder is named and {@code larder-disk} is there, and what is memoized gives no futures; else {@link #MEMORY}. */
  AUTO
}
