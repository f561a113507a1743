package dev.larder;

import dev.larder.internal.cache.CacheFront;
import dev.larder.internal.cache.Services;
import dev.larder.internal.config.CacheSettings;

/** A cache as its manager hands it out. */
final class ManagedCache<K, V> extends CacheFront<K, V> implements LarderCache<K, V> {
  private final LarderCacheManager manager;
  private final long maximumSize;

  ManagedCache(
      LarderCacheManager manager,
      CacheSettings<K, V> settings,
      Services services,
      ClassLoader classLoader) {
    super(manager, settings, services, classLoader);
    this.manager = manager;
    this.maximumSize = settings.maximumSize();
  }

  @Override
  protected void onClose() {
    manager.forget(this);
  }

  /** For tests: the sweep that else comes by itself. */
  void sweep() {
    table().sweep();
  }

  /** For tests: that the table is whole, and no key held, while nobody uses the cache. */
  void checkConsistency() {
    table().checkConsistency();
  }

  @Override
  public long size() {
    return entries();
  }

  @Override
  public long maximumSize() {
    return maximumSize;
  }
}
