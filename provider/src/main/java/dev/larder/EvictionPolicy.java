package dev.larder;

/**
 * Who leaves when a cache needs room.
 *
 * <pre>{@code
 * new LarderConfiguration<String, Product>().maximumSize(500).evictionPolicy(EvictionPolicy.LRU)
 * }</pre>
 */
public enum EvictionPolicy {
  /** Keeps what is used often, and adapts itself to how the cache is used. The default, and nearly always the best. */
  TINY_LFU,
  /** The entry that was used the longest time ago leaves. */
  LRU,
  /** The entry that was used last leaves. */
  MRU,
  /** The entry that was used the fewest times leaves. */
  LFU,
  /** The entry that was created first leaves. */
  FIFO,
  /** The entry that was created last leaves. */
  LIFO,
  /** Any entry leaves. */
  RANDOM
}
