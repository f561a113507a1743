package dev.larder.internal.event;

import java.util.function.Consumer;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;

/** Builds listener configurations from lambdas. */
final class Listeners {
  private Listeners() {}

  /** Hears all four kinds and does the same for each. */
  static class OfAll<K, V>
      implements CacheEntryCreatedListener<K, V>,
          CacheEntryUpdatedListener<K, V>,
          CacheEntryRemovedListener<K, V>,
          CacheEntryExpiredListener<K, V> {
    private final Consumer<CacheEntryEvent<? extends K, ? extends V>> action;

    OfAll(Consumer<CacheEntryEvent<? extends K, ? extends V>> action) {
      this.action = action;
    }

    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends K, ? extends V>> events) {
      events.forEach(action);
    }

    @Override
    public void onUpdated(Iterable<CacheEntryEvent<? extends K, ? extends V>> events) {
      events.forEach(action);
    }

    @Override
    public void onRemoved(Iterable<CacheEntryEvent<? extends K, ? extends V>> events) {
      events.forEach(action);
    }

    @Override
    public void onExpired(Iterable<CacheEntryEvent<? extends K, ? extends V>> events) {
      events.forEach(action);
    }
  }

  /** The same, and tells when it is closed. */
  static final class Closing<K, V> extends OfAll<K, V> implements AutoCloseable {
    private final Runnable whenClosed;

    Closing(Consumer<CacheEntryEvent<? extends K, ? extends V>> action, Runnable whenClosed) {
      super(action);
      this.whenClosed = whenClosed;
    }

    @Override
    public void close() {
      whenClosed.run();
    }
  }

  /** A filter that lets all through and tells when it is closed. */
  static final class ClosingFilter<K, V> implements CacheEntryEventFilter<K, V>, AutoCloseable {
    private final Runnable whenClosed;

    ClosingFilter(Runnable whenClosed) {
      this.whenClosed = whenClosed;
    }

    @Override
    public boolean evaluate(CacheEntryEvent<? extends K, ? extends V> event) {
      return true;
    }

    @Override
    public void close() {
      whenClosed.run();
    }
  }

  /** Synchronous, old value required, no filter; change with the setters. */
  static <K, V> MutableCacheEntryListenerConfiguration<K, V> synchronous(
      CacheEntryListener<K, V> listener) {
    Factory<CacheEntryListener<K, V>> factory = () -> listener;
    return new MutableCacheEntryListenerConfiguration<>(factory, null, true, true);
  }

  static <K, V> MutableCacheEntryListenerConfiguration<K, V> synchronous(
      Consumer<CacheEntryEvent<? extends K, ? extends V>> action) {
    return synchronous(new OfAll<>(action));
  }

  static <K, V> MutableCacheEntryListenerConfiguration<K, V> asynchronous(
      CacheEntryListener<K, V> listener) {
    return synchronous(listener).setSynchronous(false);
  }

  static <K, V> MutableCacheEntryListenerConfiguration<K, V> asynchronous(
      Consumer<CacheEntryEvent<? extends K, ? extends V>> action) {
    return asynchronous(new OfAll<>(action));
  }
}
