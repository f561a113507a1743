package dev.larder.benchmarks.store;

import com.github.benmanes.caffeine.jcache.configuration.CaffeineConfiguration;
import com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider;
import java.net.URI;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import javax.cache.CacheManager;

/** Caffeine's JCache front. */
final class CaffeineOpener implements Subject.Opener {
  private final AtomicLong managers = new AtomicLong();

  @Override
  public <K, V> Store<K, V> open(StoreSpec<K, V> spec) {
    URI name = URI.create("benchmark:" + managers.incrementAndGet());
    CacheManager manager =
        new CaffeineCachingProvider().getCacheManager(name, CaffeineOpener.class.getClassLoader());
    CaffeineConfiguration<K, V> configuration =
        new CaffeineConfiguration<>(Configurations.of(spec));
    configuration.setMaximumSize(OptionalLong.of(spec.maximumEntries()));
    return new JCacheStore<>(manager, manager.createCache("benchmark", configuration), spec);
  }
}
