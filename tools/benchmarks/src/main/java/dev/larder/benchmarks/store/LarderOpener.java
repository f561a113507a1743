package dev.larder.benchmarks.store;

import dev.larder.LarderCachingProvider;
import java.net.URI;
import javax.cache.CacheManager;

/** Larder as its users get it, with a {@code larder.conf}. */
final class LarderOpener implements Subject.Opener {
  @Override
  public <K, V> Store<K, V> open(StoreSpec<K, V> spec) {
    URI conf = TemporaryFile.of(
        ".conf", "larder { default { maximum-size = " + spec.maximumEntries() + " } }\n");
    CacheManager manager = new LarderCachingProvider().getCacheManager(conf, null);
    return new JCacheStore<>(
        manager, manager.createCache("benchmark", Configurations.of(spec)), spec);
  }
}
