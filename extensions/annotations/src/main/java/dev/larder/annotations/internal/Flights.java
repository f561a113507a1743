package dev.larder.annotations.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/** The calls that are under way, one a cache and key; and which thread waits for which of them. Thread-safe. */
final class Flights {
  /** Caches are told apart by identity, keys by equality. */
  private record Name(Cache<Object, Object> cache, Object key) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Name name && cache == name.cache && key.equals(name.key);
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(cache) + key.hashCode();
    }
  }

  private final ConcurrentMap<Name, Flight> underWay = new ConcurrentHashMap<>();

  /** Which thread waits for which flight; without a circle. Guarded by itself. */
  private final Map<Thread, Flight> waiting = new HashMap<>();

  /** Begins this one unless another is under way, which is returned. */
  @Nullable
  Flight beginOrJoin(Cache<Object, Object> cache, Object key, Flight mine) {
    return underWay.putIfAbsent(new Name(cache, key), mine);
  }

  void end(Cache<Object, Object> cache, Object key, Flight mine) {
    underWay.remove(new Name(cache, key), mine);
  }

  /** What is under way for the key shall not be stored, and nobody shall join it any more. */
  void discard(Cache<Object, Object> cache, Object key) {
    if (!underWay.isEmpty()) {
      Flight flight = underWay.remove(new Name(cache, key));
      if (flight != null) {
        flight.discard();
      }
    }
  }

  /** What is under way for any key of the cache shall not be stored. */
  void discardAll(Cache<Object, Object> cache) {
    for (Name name : underWay.keySet()) {
      if (name.cache == cache) {
        discard(cache, name.key);
      }
    }
  }

  /**
   * Notes that this thread is going to wait.
   *
   * @return false when it would wait for itself, through other threads perhaps: then it must not
   */
  boolean beginWait(Flight flight) {
    Thread me = Thread.currentThread();
    synchronized (waiting) {
      Flight next = flight;
      while (next != null) {
        Thread owner = next.owner();
        if (owner == me) {
          return false;
        }
        next = owner == null ? null : waiting.get(owner);
      }
      waiting.put(me, flight);
      return true;
    }
  }

  void endWait() {
    synchronized (waiting) {
      waiting.remove(Thread.currentThread());
    }
  }
}
