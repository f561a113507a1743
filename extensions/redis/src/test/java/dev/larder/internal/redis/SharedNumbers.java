package dev.larder.internal.redis;

import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.jspecify.annotations.Nullable;

/** A cache of numbers by name, shared by several JVMs. */
final class SharedNumbers implements AutoCloseable {
  private final Cache<String, Long> cache;

  SharedNumbers(String uri, String... pairs) {
    cache = Caches.open(uri, Long.class, new MutableConfiguration<>(), pairs);
  }

  @Nullable
  Long get(String name) {
    return cache.get(name);
  }

  void put(String name, long number) {
    cache.put(name, number);
  }

  boolean putIfAbsent(String name, long number) {
    return cache.putIfAbsent(name, number);
  }

  /** Adds one, atomically. */
  void increment(String name) {
    cache.<Long>invoke(name, (entry, arguments) -> {
      entry.setValue(entry.exists() ? entry.getValue() + 1 : 1);
      return entry.getValue();
    });
  }

  @Override
  public void close() {
    Caches.close(cache);
  }
}
