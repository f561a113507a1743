package dev.larder.tier;

/**
 * A walk over the entries of a tier, one after the other. For one thread.
 *
 * <pre>{@code
 * try (TierCursor cursor = tier.cursor()) {
 *   while (cursor.advance()) {
 *     copy(cursor.key(), cursor.entry());
 *   }
 * }
 * }</pre>
 */
public interface TierCursor extends AutoCloseable {
  /** Goes to the next entry; false when there is none, or when the tier fails and is configured to go on. */
  boolean advance();

  /** The key of the entry that {@link #advance} has gone to. */
  TierKey key();

  /** The entry itself. It may have expired. */
  TierEntry entry();

  @Override
  void close();
}
