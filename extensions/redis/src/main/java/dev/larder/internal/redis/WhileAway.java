package dev.larder.internal.redis;

import dev.larder.tier.TierKey;
import dev.larder.tier.TierListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What goes on while the server is away: keys that were written are remembered to be deleted when it is back, and with {@code local-only}
 * this JVM has entries of its own until then. Thread-safe.
 */
final class WhileAway {
  private final TierListener listener;
  private final @Nullable LocalEntries local;
  private final Unrepaired unrepaired;
  private final List<TierKey> evicted = new ArrayList<>();
  private boolean away = true;

  WhileAway(RedisSettings settings, TierListener listener, Unrepaired unrepaired) {
    this.listener = listener;
    this.unrepaired = unrepaired;
    this.local = settings.onFailure() == RedisSettings.OnFailure.LOCAL_ONLY
        ? new LocalEntries(settings.localMaximumSize(), evicted::add)
        : null;
  }

  synchronized void begin() {
    away = true;
  }

  /** Ends it, unless there is something to repair: what was written since the repair, perhaps. */
  synchronized boolean end() {
    if (!unrepaired.isEmpty()) {
      return false;
    }
    if (local != null) {
      local.clear();
    }
    away = false;
    return true;
  }

  /** Reads what this JVM has, or else gives {@code nothing}. Null when the server is not away any more. */
  synchronized <T> @Nullable Answer<T> read(Function<LocalEntries, T> there, T nothing) {
    if (!away) {
      return null;
    }
    return new Answer<>(local == null ? nothing : there.apply(local));
  }

  /** The same for a change of one key. */
  <T> @Nullable Answer<T> change(TierKey key, Function<LocalEntries, T> there, T nothing) {
    Answer<T> answer;
    List<TierKey> left;
    synchronized (this) {
      if (!away) {
        return null;
      }
      unrepaired.add(key);
      answer = new Answer<>(local == null ? nothing : there.apply(local));
      left = List.copyOf(evicted);
      evicted.clear();
    }
    // Without the lock: it is others' code.
    left.forEach(listener::invalidated);
    return answer;
  }

  /** Removes all. Null when the server is not away any more. */
  synchronized @Nullable Answer<Boolean> clear() {
    if (!away) {
      return null;
    }
    unrepaired.addAll();
    if (local != null) {
      local.clear();
    }
    return new Answer<>(true);
  }

  /** An answer, which may be null. */
  record Answer<T>(T value) {}
}
