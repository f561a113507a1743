package dev.larder.tier;

/** The right to load a key; see {@link Tier#leaseLoad}. */
@FunctionalInterface
public interface LoadLease extends AutoCloseable {
  /** The load has ended, well or not. Never throws. */
  @Override
  void close();
}
