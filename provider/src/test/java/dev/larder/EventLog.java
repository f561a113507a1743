package dev.larder;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;

/** Hears everything, and writes it down: "UPDATED key value old". Then does what it was told to. */
final class EventLog<K, V>
    implements CacheEntryCreatedListener<K, V>,
        CacheEntryUpdatedListener<K, V>,
        CacheEntryRemovedListener<K, V>,
        CacheEntryExpiredListener<K, V> {
  final List<String> lines = new CopyOnWriteArrayList<>();
  private final Consumer<CacheEntryEvent<? extends K, ? extends V>> then;

  EventLog() {
    this(event -> {});
  }

  EventLog(Consumer<CacheEntryEvent<? extends K, ? extends V>> then) {
    this.then = then;
  }

  MutableCacheEntryListenerConfiguration<K, V> synchronous() {
    return registration(true);
  }

  MutableCacheEntryListenerConfiguration<K, V> asynchronous() {
    return registration(false);
  }

  private MutableCacheEntryListenerConfiguration<K, V> registration(boolean synchronous) {
    return new MutableCacheEntryListenerConfiguration<>(() -> this, null, true, synchronous);
  }

  @Override
  public void onCreated(Iterable<CacheEntryEvent<? extends K, ? extends V>> events) {
    events.forEach(this::note);
  }

  @Override
  public void onUpdated(Iterable<CacheEntryEvent<? extends K, ? extends V>> events) {
    events.forEach(this::note);
  }

  @Override
  public void onRemoved(Iterable<CacheEntryEvent<? extends K, ? extends V>> events) {
    events.forEach(this::note);
  }

  @Override
  public void onExpired(Iterable<CacheEntryEvent<? extends K, ? extends V>> events) {
    events.forEach(this::note);
  }

  private void note(CacheEntryEvent<? extends K, ? extends V> event) {
    lines.add(event.getEventType() + " " + event.getKey() + " " + event.getValue() + " "
        + event.getOldValue());
    then.accept(event);
  }
}
