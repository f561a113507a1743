package dev.larder.benchmarks.tiers;

import org.jspecify.annotations.Nullable;

/** Something full of {@link Values} that is read. */
interface Reader extends AutoCloseable {
  @Override
  void close();

  byte @Nullable [] get(Long key) throws Exception;

  /** One that can be filled as well, entry by entry. */
  interface Filled extends Reader {
    void put(Long key, byte[] value) throws Exception;
  }
}
