package dev.larder.benchmarks.store;

import java.net.URI;
import javax.cache.CacheManager;
import org.ehcache.jsr107.EhcacheCachingProvider;

/** Ehcache's JCache front, with its bound from a template: the way that keeps the rest of the configuration JCache's. */
final class EhcacheOpener implements Subject.Opener {
  private static final String TEMPLATE = """
      <config xmlns='http://www.ehcache.org/v3' xmlns:jsr107='http://www.ehcache.org/v3/jsr107'>
        <service><jsr107:defaults default-template='bounded'/></service>
        <cache-template name='bounded'><heap unit='entries'>%d</heap></cache-template>
      </config>
      """;

  @Override
  public <K, V> Store<K, V> open(StoreSpec<K, V> spec) {
    URI xml = TemporaryFile.of(".xml", TEMPLATE.formatted(spec.maximumEntries()));
    CacheManager manager =
        new EhcacheCachingProvider().getCacheManager(xml, EhcacheOpener.class.getClassLoader());
    return new JCacheStore<>(
        manager, manager.createCache("benchmark", Configurations.of(spec)), spec);
  }
}
