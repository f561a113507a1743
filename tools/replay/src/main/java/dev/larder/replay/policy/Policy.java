package dev.larder.replay.policy;

import dev.larder.replay.log.Trace;

/** A cache of keys, as far as its hit ratio is concerned. Not thread-safe. */
public interface Policy extends AutoCloseable {
  /**
   * Asks for the key and, when it is not there, stores it.
   *
   * @param key a {@link Trace}'s key, 0 to {@link Trace#uniqueKeys()} - 1
   * @return whether it was there
   */
  boolean access(long key);

  /** Gives back what it holds outside of the heap, or beyond its own objects. */
  @Override
  default void close() {}
}
