package dev.larder.benchmarks.store;

import java.util.concurrent.atomic.LongAdder;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryUpdatedListener;

/** Does as little as a listener can and still prove that it was called. */
final class CountingListener<K, V>
    implements CacheEntryCreatedListener<K, V>, CacheEntryUpdatedListener<K, V> {
  static final LongAdder HEARD = new LongAdder();

  @Override
  public void onCreated(Iterable<CacheEntryEvent<? extends K, ? extends V>> events) {
    events.forEach(event -> HEARD.increment());
  }

  @Override
  public void onUpdated(Iterable<CacheEntryEvent<? extends K, ? extends V>> events) {
    events.forEach(event -> HEARD.increment());
  }
}
