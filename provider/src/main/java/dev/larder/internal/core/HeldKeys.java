package dev.larder.internal.core;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one stripe that somebody holds: few at a time, mostly none. Not thread-safe: the stripe's lock guards it.
 *
 * <p>A hash table whose chains run through the holds themselves. A hold that nobody waited for is known to nobody but its
 * owner, so it serves again after its release: holding a key allocates nothing then.
 */
final class HeldKeys<K, V> {
  private static final int FEWEST_CHAINS = 4;
  private static final int MOST_SPARE = 4;

  /** The first hold of each chain; a power of two, made when first needed: most stripes of most caches never need one. */
  private @Nullable Hold<K, V> @Nullable [] chains;

  private int size;
  private @Nullable Hold<K, V> spare;
  private int spares;

  boolean isEmpty() {
    return size == 0;
  }

  /** Who holds the key, or null. */
  @Nullable
  Hold<K, V> holderOf(K key, int hash) {
    if (size == 0 || chains == null) {
      return null;
    }
    Hold<K, V> hold = chains[chain(hash, chains.length)];
    while (hold != null && (hold.hash != hash || !key.equals(hold.key()))) {
      hold = hold.next;
    }
    return hold;
  }

  /** A hold of the calling thread, which holds nothing until it is {@link #add}ed. */
  Hold<K, V> make(StripedTable<K, V> table, K key, int hash, boolean yielding) {
    Hold<K, V> hold = spare;
    if (hold == null) {
      hold = new Hold<>(table);
    } else {
      spare = hold.next;
      spares--;
    }
    hold.begin(key, hash, yielding);
    return hold;
  }

  /** The key, which nobody holds but perhaps a load, is held from now on; such a load is superseded. */
  void add(Hold<K, V> hold) {
    Hold<K, V> load = holderOf(hold.key(), hold.hash);
    if (load != null) {
      load.superseded = true;
      hold.inherit(load);
      remove(load);
    }
    @Nullable Hold<K, V>[] roomy = chainsForOneMore();
    int chain = chain(hold.hash, roomy.length);
    hold.next = roomy[chain];
    roomy[chain] = hold;
    size++;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private @Nullable Hold<K, V>[] chainsForOneMore() {
    @Nullable Hold<K, V>[] old = chains;
    if (old != null && size < old.length) {
      return old;
    }
    @Nullable Hold<K, V>[] anew = new Hold[old == null ? FEWEST_CHAINS : 2 * old.length];
    chains = anew;
    if (old != null) {
      for (Hold<K, V> first : old) {
        for (Hold<K, V> hold = first; hold != null; ) {
          Hold<K, V> next = hold.next;
          int chain = chain(hold.hash, anew.length);
          hold.next = anew[chain];
          anew[chain] = hold;
          hold = next;
        }
      }
    }
    return anew;
  }

  /** The key is held no longer, at least by this hold: it may have been superseded. */
  void remove(Hold<K, V> hold) {
    @Nullable Hold<K, V>[] current = chains;
    if (current == null) {
      return;
    }
    int chain = chain(hold.hash, current.length);
    Hold<K, V> before = null;
    Hold<K, V> found = current[chain];
    while (found != null && found != hold) {
      before = found;
      found = found.next;
    }
    if (found == null) {
      return;
    }
    if (before == null) {
      current[chain] = hold.next;
    } else {
      before.next = hold.next;
    }
    hold.next = null;
    size--;
    if (size == 0 && current.length > FEWEST_CHAINS) {
      chains = null;
    }
  }

  /** The owner is done with the hold. */
  void end(Hold<K, V> hold) {
    remove(hold);
    if (hold.end() && spares < MOST_SPARE) {
      hold.next = spare;
      spare = hold;
      spares++;
    }
  }

  /** A write to the key wins over a load of it that is under way. */
  void supersedeLoad(K key, int hash) {
    Hold<K, V> hold = holderOf(key, hash);
    if (hold != null && hold.yielding) {
      hold.superseded = true;
      remove(hold);
    }
  }

  /** The same for all keys; and what those who hold one are about to store will have been there before. */
  void clear() {
    if (size == 0 || chains == null) {
      return;
    }
    for (Hold<K, V> first : Arrays.asList(chains)) {
      for (Hold<K, V> hold = first; hold != null; ) {
        Hold<K, V> next = hold.next;
        hold.clear();
        if (hold.yielding) {
          hold.superseded = true;
          remove(hold);
        }
        hold = next;
      }
    }
  }

  /** The low bits have chosen the stripe. */
  private static int chain(int hash, int chains) {
    return (hash >>> 16) & (chains - 1);
  }
}
