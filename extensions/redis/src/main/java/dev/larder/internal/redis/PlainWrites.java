package dev.larder.internal.redis;

import dev.larder.tier.TierKey;
import dev.larder.tier.TierValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes by plain commands, where what is there does not matter. The server tells each JVM of all that a script has changed, even the one
 * that ran it ({@code NOLOOP} goes by the client, and a script is a client of its own): what we have just written would leave our heap.
 *
 * <p>An entry has the cache's generation in it, which only the server knows for sure. So it is asked for in front of the write, on the same
 * connection: if it is what we took it for, the entry was there for all to see, or a {@code clear()} came right after it. If it is not,
 * nobody sees what was written, and a script does it once more.
 *
 * <p>Only for broadcasts: with {@code OPTIN} the server has to be asked to tell us of the entry. Thread-safe.
 */
final class PlainWrites {
  private final CacheKeys keys;
  private final LongUnaryOperator millisToLive;

  /** What we take for the cache's; null for unknown. Wrong, it costs a round trip. */
  private volatile byte @Nullable [] generation;

  /** @param millisToLive from the time at which an entry ends; 0 for no limit */
  PlainWrites(CacheKeys keys, LongUnaryOperator millisToLive) {
    this.keys = keys;
    this.millisToLive = millisToLive;
  }

  /**
   * Writes an entry.
   *
   * @param creates only where there is nothing
   * @return false when it is left to a script
   */
  boolean write(Session session, TierKey key, TierValue value, long version, boolean creates)
      throws Unreachable {
    byte[] known = session.asksForTracking() ? null : known(session);
    if (known == null) {
      return false;
    }
    Future<byte @Nullable []> actual = session.value(keys.generation());
    Future<@Nullable String> reply = send(session, known, key, value, version, creates);
    return isKnown(known, session.await(actual)) && session.await(reply) != null;
  }

  /** Writes entries, and returns those that are left to scripts. */
  List<Map.Entry<TierKey, TierValue>> writeAll(
      Session session, List<Map.Entry<TierKey, TierValue>> entries) throws Unreachable {
    byte[] known = session.asksForTracking() ? null : known(session);
    if (known == null) {
      return entries;
    }
    Future<byte @Nullable []> actual = session.value(keys.generation());
    List<Future<@Nullable String>> replies = new ArrayList<>(entries.size());
    for (Map.Entry<TierKey, TierValue> entry : entries) {
      replies.add(send(session, known, entry.getKey(), entry.getValue(), Versions.next(), false));
    }
    boolean right = isKnown(known, session.await(actual));
    for (Future<@Nullable String> reply : replies) {
      session.await(reply);
    }
    return right ? List.of() : entries;
  }

  private byte @Nullable [] known(Session session) throws Unreachable {
    byte[] known = generation;
    if (known == null) {
      known = session.await(session.value(keys.generation()));
      generation = known;
    }
    // Of another length it is none of ours, and would move what stands behind it.
    return known == null || known.length != Long.BYTES ? null : known;
  }

  private boolean isKnown(byte[] known, byte @Nullable [] actual) {
    if (Arrays.equals(known, actual)) {
      return true;
    }
    generation = actual;
    return false;
  }

  private Future<@Nullable String> send(
      Session session, byte[] known, TierKey key, TierValue value, long version, boolean creates) {
    byte[] stored = StoredEntry.bytes(known, version, value);
    long millis = millisToLive.applyAsLong(value.expiresAt());
    return session.set(keys.entry(key), stored, millis, creates);
  }
}
