package dev.larder.console;

import dev.larder.LarderCache;
import dev.larder.LarderCacheManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks at all caches once a second, and tells who waits for it. */
final class Watch implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("dev.larder.console");
  private static final long PERIOD_MILLIS = 1_000;

  /** Five minutes, unless there are very many caches. */
  private static final int MOST_SAMPLES = 300;

  private static final int FEWEST_SAMPLES = 60;
  private static final int SAMPLES_OF_ALL = 60_000;

  private final Set<LarderCacheManager> managers = new CopyOnWriteArraySet<>();
  private final ScheduledExecutorService sampler =
      Executors.newSingleThreadScheduledExecutor(Watch::daemon);

  /** For the sampling thread, a cache is equal to itself alone, whatever its name. */
  private final Map<LarderCache<?, ?>, WatchedCache> known = new HashMap<>();

  private final Map<Long, WatchedCache> byId = new ConcurrentHashMap<>();
  private long lastId;

  /** Guards the two below, and is told when they change. */
  private final Object turn = new Object();

  private Overview latest = new Overview(List.of());
  private boolean closed;

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "larder-console-watch");
    thread.setDaemon(true);
    return thread;
  }

  void begin() {
    var unused =
        sampler.scheduleWithFixedDelay(this::sampleOrLog, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  void add(LarderCacheManager manager) {
    managers.add(manager);
  }

  void remove(LarderCacheManager manager) {
    managers.remove(manager);
  }

  boolean isIdle() {
    return managers.isEmpty();
  }

  /** Null when there is none, or none any more. */
  @Nullable
  WatchedCache byId(long id) {
    return byId.get(id);
  }

  private void sampleOrLog() {
    try {
      sample(System.currentTimeMillis());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "caches could not be looked at", e);
    }
  }

  /** Looks at all caches. For one thread at a time. */
  synchronized void sample(long at) {
    managers.removeIf(LarderCacheManager::isClosed);
    Map<LarderCache<?, ?>, WatchedCache> gone = new HashMap<>(known);
    List<Overview.Row> rows = new ArrayList<>();
    int keep =
        Math.max(FEWEST_SAMPLES, Math.min(MOST_SAMPLES, SAMPLES_OF_ALL / (known.size() + 1)));
    for (LarderCacheManager manager : managers) {
      for (LarderCache<?, ?> cache : openCaches(manager)) {
        Overview.Row row = sample(manager, cache, at, keep);
        if (row != null) {
          rows.add(row);
          gone.remove(cache);
        }
      }
    }
    gone.forEach(this::release);
    publish(new Overview(rows));
  }

  /** Its caches; none when it is being closed. */
  private static Iterable<LarderCache<?, ?>> openCaches(LarderCacheManager manager) {
    try {
      return manager.openCaches().values();
    } catch (IllegalStateException closed) {
      return List.of();
    }
  }

  private Overview.@Nullable Row sample(
      LarderCacheManager manager, LarderCache<?, ?> cache, long at, int keep) {
    try {
      WatchedCache watched = known.get(cache);
      if (watched == null) {
        watched = new WatchedCache(++lastId, manager.getURI().toString(), cache);
        known.put(cache, watched);
        byId.put(watched.id(), watched);
      }
      return new Overview.Row(
          watched.id(), watched.manager(), cache.getName(), watched.sample(at, keep));
    } catch (IllegalStateException closed) {
      return null;
    }
  }

  private void release(LarderCache<?, ?> cache, WatchedCache watched) {
    known.remove(cache);
    byId.remove(watched.id());
    try {
      watched.release();
    } catch (IllegalStateException closed) {
      // so it tells nobody any more
    }
  }

  private void publish(Overview overview) {
    synchronized (turn) {
      latest = overview;
      turn.notifyAll();
    }
  }

  /**
   * Waits for another overview than this.
   *
   * @param seen the last one; null for none
   * @return {@code seen} when there was none within that time; null when all is over
   */
  @Nullable
  Overview after(@Nullable Overview seen, long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    synchronized (turn) {
      while (!closed && latest == seen) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          return seen;
        }
        turn.wait(left);
      }
      return closed ? null : latest;
    }
  }

  @Override
  public void close() {
    sampler.shutdownNow();
    synchronized (turn) {
      closed = true;
      turn.notifyAll();
    }
    releaseAll();
  }

  private synchronized void releaseAll() {
    new HashMap<>(known).forEach(this::release);
  }
}
