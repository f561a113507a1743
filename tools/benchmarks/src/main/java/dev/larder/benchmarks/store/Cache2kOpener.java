package dev.larder.benchmarks.store;

import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import javax.cache.CacheManager;
import org.cache2k.Cache2kBuilder;
import org.cache2k.jcache.ExtendedMutableConfiguration;
import org.cache2k.jcache.JCacheConfig;
import org.cache2k.jcache.provider.JCacheProvider;

/**
 * cache2k's JCache front, with its bound from cache2k's own builder. That choice also takes it from JCache's defaults to cache2k's own,
 * which are faster: no listeners later on, entries that outlive their time by up to a second, no copies even when asked for. The
 * latter two are switched on again where a row asks for them; else it runs at its best.
 */
final class Cache2kOpener implements Subject.Opener {
  private final AtomicLong managers = new AtomicLong();

  @Override
  public <K, V> Store<K, V> open(StoreSpec<K, V> spec) {
    URI name = URI.create("benchmark" + managers.incrementAndGet());
    CacheManager manager =
        new JCacheProvider().getCacheManager(name, Cache2kOpener.class.getClassLoader());
    Cache2kBuilder<K, V> bound = Cache2kBuilder.of(spec.keyType(), spec.valueType())
        .entryCapacity(spec.maximumEntries())
        .sharpExpiry(spec.lifetime().kind() != Lifetime.Kind.ETERNAL);
    if (spec.features().byValue()) {
      bound
          .config()
          .getSections()
          .add(new JCacheConfig().builder().copyAlwaysIfRequested(true).config());
    }
    ExtendedMutableConfiguration<K, V> configuration =
        Configurations.apply(spec, ExtendedMutableConfiguration.of(bound));
    return new JCacheStore<>(manager, manager.createCache("benchmark", configuration), spec);
  }
}
