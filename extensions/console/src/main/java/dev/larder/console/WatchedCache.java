package dev.larder.console;

import dev.larder.LarderCache;
import dev.larder.Registration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A cache that the console looks at. Sampled by one thread; read by any. */
final class WatchedCache {
  private final long id;
  private final String manager;
  private final LarderCache<Object, Object> cache;
  private final LoadTimes loadTimes = new LoadTimes();
  private final Registration loads;

  /** Guarded by itself; oldest first. */
  private final Deque<CacheSample> history = new ArrayDeque<>();

  /**
   * Looks at this cache from now on.
   *
   * @param id by which the page asks for it: names may be anything
   * @param manager the URI of its manager
   */
  @SuppressWarnings("unchecked") // types of keys are looked at where keys are made
  WatchedCache(long id, String manager, LarderCache<?, ?> cache) {
    this.id = id;
    this.manager = manager;
    this.cache = (LarderCache<Object, Object>) cache;
    this.loads = cache.stats().onLoad((nanos, failed) -> loadTimes.note(nanos));
  }

  long id() {
    return id;
  }

  String manager() {
    return manager;
  }

  LarderCache<Object, Object> cache() {
    return cache;
  }

  LoadTimes.Summary loadTimes() {
    return loadTimes.all();
  }

  /**
   * Looks at it now.
   *
   * @param keep how many samples are kept
   * @throws IllegalStateException when it is closed
   */
  CacheSample sample(long at, int keep) {
    CacheSample sample = CacheSample.of(cache, loadTimes.latest(), at);
    synchronized (history) {
      history.addLast(sample);
      while (history.size() > keep) {
        history.removeFirst();
      }
    }
    return sample;
  }

  /** The last samples, oldest first. */
  List<CacheSample> history() {
    synchronized (history) {
      return List.copyOf(history);
    }
  }

  /** No longer hears of its loads. */
  void release() {
    if (!cache.isClosed()) {
      loads.close();
    }
  }
}
