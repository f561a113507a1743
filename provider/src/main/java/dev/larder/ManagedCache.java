package dev.larder;

import dev.larder.internal.cache.CacheFront;
import dev.larder.internal.cache.Services;
import dev.larder.internal.config.CacheSettings;
import dev.larder.internal.config.Settings;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;

/** A cache as its manager hands it out. */
final class ManagedCache<K, V> extends CacheFront<K, V> implements LarderCache<K, V> {
  private final LarderCacheManager manager;
  private final CacheSettings<K, V> settings;

  ManagedCache(
      LarderCacheManager manager,
      CacheSettings<K, V> settings,
      Services services,
      ClassLoader classLoader) {
    super(manager, settings, services, classLoader);
    this.manager = manager;
    this.settings = settings;
  }

  /** All that is set, and where. */
  CacheSettings<K, V> settings() {
    return settings;
  }

  @Override
  @SuppressWarnings("unchecked") // JCache's type tokens know no type parameters
  public <C extends Configuration<K, V>> C getConfiguration(Class<C> type) {
    CompleteConfiguration<K, V> now = super.getConfiguration(CompleteConfiguration.class);
    Class<?> asked = type;
    return asked == LarderConfiguration.class
        ? type.cast(new LarderConfiguration<>(settings, now))
        : super.getConfiguration(type);
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
    return settings.get(Settings.DISABLED) ? 0 : settings.maximumSize();
  }
}
