package dev.larder.internal.redis;

import dev.larder.tier.TierKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The keys that were written while the server could not be told: what it has for them is too old, and has to be deleted before anybody
 * reads it. When there are too many, all of the cache is. Thread-safe.
 */
final class Unrepaired {
  private static final int MOST = 100_000;

  /** By the last write that failed: an earlier one's repair does not count for it. Guards itself and {@link #all}. */
  private final Map<TierKey, Object> keys = new HashMap<>();

  private boolean all;

  /** So that reading costs no lock while all is well. */
  private volatile boolean some;

  /** Remembers a key. Returns a token for {@link #repaired}. */
  Object add(TierKey key) {
    Object token = new Object();
    synchronized (keys) {
      if (keys.size() >= MOST) {
        addAll();
      } else if (!all) {
        keys.put(key, token);
        some = true;
      }
    }
    return token;
  }

  void addAll() {
    synchronized (keys) {
      keys.clear();
      all = true;
      some = true;
    }
  }

  void repaired(TierKey key, Object token) {
    synchronized (keys) {
      keys.remove(key, token);
      some = all || !keys.isEmpty();
    }
  }

  /** Takes some keys, to be deleted now, or added again. */
  Set<TierKey> take(int most) {
    synchronized (keys) {
      Set<TierKey> taken = new HashSet<>(keys.keySet().stream().limit(most).toList());
      keys.keySet().removeAll(taken);
      some = all || !keys.isEmpty();
      return taken;
    }
  }

  /** Whether all has to be cleared now, or added again. */
  boolean takeAll() {
    synchronized (keys) {
      boolean taken = all;
      all = false;
      some = !keys.isEmpty();
      return taken;
    }
  }

  boolean contains(TierKey key) {
    if (!some) {
      return false;
    }
    synchronized (keys) {
      return all || keys.containsKey(key);
    }
  }

  boolean isEmpty() {
    return !some;
  }

  int size() {
    synchronized (keys) {
      return keys.size();
    }
  }
}
