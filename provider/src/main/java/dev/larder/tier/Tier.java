package dev.larder.tier;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A store of bytes below the heap of one cache. What it has is what the cache has; the heap keeps copies of it. Thread-safe.
 *
 * <p>The front calls it while it holds the key, and never under a lock. Two threads of one JVM never write the same key at the same
 * time, but for {@link #clear}; other JVMs may, when the tier {@linkplain #isShared is shared}.
 *
 * <p><b>Versions.</b> Each write gives the entry a version above zero that no earlier write of that key had, not even before it was
 * removed. {@link #ABSENT} stands for no entry.
 *
 * <p><b>Time.</b> A tier lets an entry go some time after its deadline; until then it may still give it. The front looks at the deadline.
 * To {@link #compareAndPut} an expired entry is what {@link #get} makes of it: there with its version, or absent.
 *
 * <p><b>Room.</b> A tier may let go of any entry at any time, and then tells the {@link TierListener}. It may also refuse to keep one
 * ({@link #NOT_KEPT}): that is as if it had let it go at once. It must never give a value older than the last one that was written or
 * refused.
 *
 * <p><b>Failure.</b> A tier that is configured to fail throws {@link TierException}. One that is configured to go on without what it
 * stores in answers reads with nothing and writes with {@code NOT_KEPT}. Damaged bytes are nothing found.
 *
 * <pre>{@code
 * TierEntry before = tier.get(key);
 * long version = tier.compareAndPut(key, before == null ? Tier.ABSENT : before.version(), value);
 * boolean overtaken = version == Tier.CONFLICT;
 * }</pre>
 */
public interface Tier extends AutoCloseable {
  /** In place of a version: no entry. */
  long ABSENT = 0;

  /** In place of a version: the entry had not the version that was expected, and nothing was done. */
  long CONFLICT = -1;

  /** In place of a version: what was there before is gone, and the new value was not kept, for want of room or because of a failure. */
  long NOT_KEPT = -2;

  /**
   * Whether others than this JVM may change it, so that what the heap has may be old, and only {@code compareAnd...} can be trusted. One
   * that has lost its server and is configured to go on in this JVM alone answers false meanwhile: the heap is the truth then.
   */
  boolean isShared();

  // -- reading

  /** The key's entry; null when there is none. It may have expired. */
  @Nullable
  TierEntry get(TierKey key);

  /** The entries of those keys that have one. */
  default Map<TierKey, TierEntry> getAll(Collection<TierKey> keys) {
    Map<TierKey, TierEntry> found = new LinkedHashMap<>();
    for (TierKey key : keys) {
      TierEntry entry = get(key);
      if (entry != null) {
        found.put(key, entry);
      }
    }
    return found;
  }

  /** A weakly consistent walk: what is there all the time is met once at least. To be closed. */
  TierCursor cursor();

  /** How many entries there are, by an estimate; some of them expired perhaps. Must be fast: statistics ask. */
  long size();

  // -- writing

  /**
   * Stores, whatever was there.
   *
   * @return the new version, or {@link #NOT_KEPT}
   */
  long put(TierKey key, TierValue value);

  /** Stores each; {@link #put} for many. Those that are not kept are told to the listener. */
  default void putAll(Map<TierKey, TierValue> values, TierListener listener) {
    values.forEach((key, value) -> {
      if (put(key, value) == NOT_KEPT) {
        listener.invalidated(key);
      }
    });
  }

  /**
   * Stores if the entry still has this version.
   *
   * @param expected a version, or {@link #ABSENT}
   * @return the new version, {@link #CONFLICT}, or {@link #NOT_KEPT}
   */
  long compareAndPut(TierKey key, long expected, TierValue value);

  /** Removes the entry. Returns whether there was one, expired perhaps. */
  boolean remove(TierKey key);

  /**
   * Removes the entry if it still has this version.
   *
   * @param expected a version; never {@link #ABSENT}
   * @return whether it was removed
   */
  boolean compareAndRemove(TierKey key, long expected);

  /**
   * Gives the entry, if it still has this version, another deadline. The version stays. May be called without the key being held.
   *
   * @return whether it had
   */
  boolean touch(TierKey key, long expected, long expiresAt);

  /** Removes each; {@link #remove} for many. */
  default void removeAll(Collection<TierKey> keys) {
    keys.forEach(this::remove);
  }

  /**
   * Removes all. When it returns, no read gives an entry from before, here or, for a shared tier, anywhere; room may come back later.
   * What is written while it runs may go or stay.
   */
  void clear();

  // -- loading once for all JVMs

  /**
   * Called before a load of a key for which nothing was found. A shared tier may see to it that only one JVM loads a key at a time: it
   * then waits, within its own limits, until this one may, or another's load has ended.
   *
   * @return null when loads are nobody else's business; else the front looks for the entry once more, loads if there is still none, and
   *     closes the lease once what it loaded is stored
   */
  default @Nullable LoadLease leaseLoad(TierKey key) {
    return null;
  }

  // -- being there

  /** How it is. Fast, never throws. */
  TierHealth health();

  /** Lets go of files, connections, threads. What is stored stays, as far as the tier is one that stays. Twice does nothing. */
  @Override
  void close();

  /** Closes, and removes all that is stored for this cache: called when the cache is destroyed. */
  void destroy();
}
