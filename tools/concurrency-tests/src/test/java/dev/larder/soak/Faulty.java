package dev.larder.soak;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/**
 * User code of all kinds that now and then throws: exceptions, Errors, what only memory or stack running out would. And the system of
 * record behind the cache. Values begin with their key, so that a value under a foreign key is seen at once.
 */
final class Faulty
    implements CacheLoader<Integer, String>,
        CacheWriter<Integer, String>,
        ExpiryPolicy,
        CacheEntryCreatedListener<Integer, String>,
        CacheEntryUpdatedListener<Integer, String>,
        CacheEntryRemovedListener<Integer, String>,
        CacheEntryExpiredListener<Integer, String> {
  private static final int ONE_IN = 200;

  /** What is written down below. A key's writes come one at a time, or somebody has not held it. */
  final Map<Integer, String> rows = new ConcurrentHashMap<>();

  private final Map<Integer, Thread> busy = new ConcurrentHashMap<>();
  volatile @Nullable String wrong;

  static void mayFail() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    if (random.nextInt(ONE_IN) == 0) {
      switch (random.nextInt(4)) {
        case 0 -> throw new IllegalStateException("soak");
        case 1 -> throw new StackOverflowError("soak");
        case 2 -> throw new OutOfMemoryError("soak");
        default -> throw new AssertionError("soak");
      }
    }
  }

  static boolean isOf(Integer key, String value) {
    return value.startsWith(key + "#");
  }

  private void accuse(String what) {
    wrong = what;
  }

  /** Nobody else may be at work on the key at this moment. */
  private void alone(Integer key, Runnable work) {
    Thread other = busy.putIfAbsent(key, Thread.currentThread());
    if (other != null) {
      accuse("two threads at once are at work on one key");
    }
    try {
      mayFail();
      work.run();
    } finally {
      if (other == null) {
        busy.remove(key);
      }
    }
  }

  @Override
  @SuppressWarnings("NullAway") // JCache is not annotated
  public @Nullable String load(Integer key) {
    mayFail();
    return rows.get(key);
  }

  @Override
  public Map<Integer, String> loadAll(Iterable<? extends Integer> keys) {
    mayFail();
    Map<Integer, String> found = new HashMap<>();
    for (Integer key : keys) {
      String row = rows.get(key);
      if (row != null) {
        found.put(key, row);
      }
    }
    return found;
  }

  @Override
  public void write(Cache.Entry<? extends Integer, ? extends String> entry) {
    alone(entry.getKey(), () -> rows.put(entry.getKey(), entry.getValue()));
  }

  @Override
  public void writeAll(Collection<Cache.Entry<? extends Integer, ? extends String>> entries) {
    for (Iterator<Cache.Entry<? extends Integer, ? extends String>> i = entries.iterator();
        i.hasNext(); ) {
      write(i.next());
      i.remove();
    }
  }

  @Override
  public void delete(Object key) {
    alone((Integer) key, () -> rows.remove(key));
  }

  @Override
  public void deleteAll(Collection<?> keys) {
    for (Iterator<?> i = keys.iterator(); i.hasNext(); ) {
      delete(i.next());
      i.remove();
    }
  }

  /** After the writer has written, an exception makes a default, but an Error would leave the cache behind the writer. */
  private static Duration answer() {
    if (ThreadLocalRandom.current().nextInt(ONE_IN) == 0) {
      throw new IllegalStateException("soak");
    }
    return new Duration(TimeUnit.MILLISECONDS, ThreadLocalRandom.current().nextInt(40));
  }

  @Override
  public Duration getExpiryForCreation() {
    return answer();
  }

  @Override
  public Duration getExpiryForAccess() {
    return answer();
  }

  @Override
  public Duration getExpiryForUpdate() {
    return answer();
  }

  private void hear(Iterable<CacheEntryEvent<? extends Integer, ? extends String>> events) {
    for (CacheEntryEvent<? extends Integer, ? extends String> event : events) {
      String value = event.getValue();
      if (value != null && !isOf(event.getKey(), value)) {
        accuse("an event with another key's value");
      }
    }
    mayFail();
  }

  @Override
  public void onCreated(Iterable<CacheEntryEvent<? extends Integer, ? extends String>> events) {
    hear(events);
  }

  @Override
  public void onUpdated(Iterable<CacheEntryEvent<? extends Integer, ? extends String>> events) {
    hear(events);
  }

  @Override
  public void onRemoved(Iterable<CacheEntryEvent<? extends Integer, ? extends String>> events) {
    hear(events);
  }

  @Override
  public void onExpired(Iterable<CacheEntryEvent<? extends Integer, ? extends String>> events) {
    hear(events);
  }
}
