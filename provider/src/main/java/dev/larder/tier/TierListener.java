package dev.larder.tier;

/**
 * Who has copies of what is in a tier. Called on any thread, also on the one that is calling the tier, but with none of the tier's locks
 * held that its operations need. Returns soon, never waits for a key, never calls the tier back.
 *
 * <pre>{@code
 * context.listener().invalidated(key); // somebody else has written it
 * }</pre>
 */
public interface TierListener {
  /** What was known of this key counts no more: somebody else has written or removed it, or the tier has let it go. */
  void invalidated(TierKey key);

  /** The same for all keys: some may have changed without our being told. */
  void invalidatedAll();
}
