package dev.larder.benchmarks.store;

import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import javax.cache.CacheManager;
import org.jsr107.ri.spi.RICachingProvider;

/** The reference implementation, which knows no bound. */
final class RiOpener implements Subject.Opener {
  private final AtomicLong managers = new AtomicLong();

  @Override
  public <K, V> Store<K, V> open(StoreSpec<K, V> spec) {
    URI name = URI.create("benchmark:" + managers.incrementAndGet());
    CacheManager manager = new RICachingProvider().getCacheManager(name, null);
    return new JCacheStore<>(
        manager, manager.createCache("benchmark", Configurations.of(spec)), spec);
  }
}
