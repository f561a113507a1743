package dev.larder;

import dev.larder.internal.cache.Hooks;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryUpdatedListener;

/** Tells a hook of what is stored, by the ways of JCache's listeners; what it throws goes no further. */
final class PutListener<K, V>
    implements CacheEntryCreatedListener<K, V>, CacheEntryUpdatedListener<K, V> {
  private final LarderCache.WriteHook<? super K, ? super V> hook;
  private final Hooks<K, V> hooks;

  private PutListener(LarderCache.WriteHook<? super K, ? super V> hook, Hooks<K, V> hooks) {
    this.hook = hook;
    this.hooks = hooks;
  }

  static <K, V> CacheEntryListenerConfiguration<K, V> configuration(
      LarderCache.WriteHook<? super K, ? super V> hook, Hooks<K, V> hooks) {
    return new MutableCacheEntryListenerConfiguration<>(
        () -> new PutListener<>(hook, hooks), null, true, true);
  }

  @Override
  public void onCreated(Iterable<CacheEntryEvent<? extends K, ? extends V>> events) {
    for (CacheEntryEvent<? extends K, ? extends V> event : events) {
      hooks.isolate(hook, () -> hook.onPut(event.getKey(), event.getValue(), null));
    }
  }

  @Override
  public void onUpdated(Iterable<CacheEntryEvent<? extends K, ? extends V>> events) {
    for (CacheEntryEvent<? extends K, ? extends V> event : events) {
      hooks.isolate(hook, () -> hook.onPut(event.getKey(), event.getValue(), event.getOldValue()));
    }
  }
}
