package dev.larder.internal.core;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of one stripe that somebody holds: few at a time, mostly none. Not thread-safe: the stripe's lock guards it. */
final class HeldKeys<K, V> {
  /** Made when first needed; most stripes of most caches never need one. */
  private @Nullable Map<K, Hold<K, V>> holds;

  boolean isEmpty() {
    return holds == null || holds.isEmpty();
  }

  /** Who holds the key, or null. */
  @Nullable
  Hold<K, V> holderOf(K key) {
    return holds == null || holds.isEmpty() ? null : holds.get(key);
  }

  /** The key is held from now on; a load of it that is under way is superseded. */
  void add(Hold<K, V> hold) {
    if (holds == null) {
      holds = new HashMap<>();
    }
    Hold<K, V> before = holds.put(hold.key, hold);
    if (before != null) {
      before.superseded = true;
    }
  }

  /** The key is held no longer, at least by this hold: it may have been superseded. */
  void remove(Hold<K, V> hold) {
    if (holds != null) {
      holds.remove(hold.key, hold);
    }
  }

  /** A write to the key wins over a load of it that is under way. */
  void supersedeLoad(K key) {
    Hold<K, V> hold = holderOf(key);
    if (hold != null && hold.yielding) {
      hold.superseded = true;
      remove(hold);
    }
  }

  /** The same for all keys; and what those who hold one are about to store will have been there before. */
  void clear() {
    if (holds != null) {
      holds.values().removeIf(hold -> {
        hold.superseded |= hold.yielding;
        hold.clear();
        return hold.yielding;
      });
    }
  }
}
