package dev.larder.tier;

/**
 * The right to load a key; see {@link Tier#leaseLoad}.
 *
 * <pre>{@code
 * try (LoadLease lease = tier.leaseLoad(key)) {
 *   // look once more, then load and store
 * }
 * }</pre>
 */
@FunctionalInterface
public interface LoadLease extends AutoCloseable {
  /** The load has ended, well or not. Never throws. */
  @Override
  void close();
}
