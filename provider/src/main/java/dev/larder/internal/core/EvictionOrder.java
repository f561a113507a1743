package dev.larder.internal.core;

/** Which entry has to leave a full table first. */
public enum EvictionOrder {
  /** The one least worth keeping, by recency, frequency and reuse, whichever suits the way the table is used. The default. */
  TINY_LFU,
  /** The one that was not used for the longest time. */
  LRU,
  /** The one that was used last: for loops over more than fits. */
  MRU,
  /** The one that was read least since it was put; among equals the one not used for the longest time. */
  LFU,
  /** The one that was put first. */
  FIFO,
  /** The one that was put last. */
  LIFO,
  /** Any. */
  RANDOM;

  /** Whether a read changes who leaves next, and so has to be told to the policy at once and in order. */
  boolean needsReadsInOrder() {
    return this == LRU || this == MRU || this == LFU;
  }

  /** A policy of this order; not for {@link #TINY_LFU}, which the table makes itself. */
  EvictionPolicy make(EvictionPolicy.Rows rows, int seed) {
    return switch (this) {
      case LRU -> new QueuePolicy(rows, true, false);
      case MRU -> new QueuePolicy(rows, true, true);
      case FIFO -> new QueuePolicy(rows, false, false);
      case LIFO -> new QueuePolicy(rows, false, true);
      case LFU -> new LfuPolicy(rows);
      case RANDOM -> new RandomPolicy(rows, seed);
      case TINY_LFU -> throw new IllegalArgumentException("the table makes its TinyLfuPolicy");
    };
  }
}
