package dev.larder.internal.config;

import java.util.Map;
import javax.cache.configuration.MutableConfiguration;

/** What counts for a cache of which code says nothing. */
final class Effective {
  private Effective() {}

  static CacheSettings<Object, Object> settings(LarderConf conf, String cacheName) {
    return CacheSettings.of(cacheName, new MutableConfiguration<>(), Map.of(), conf, parts());
  }

  static Parts parts() {
    return new Parts(Effective.class.getClassLoader(), Parts::byConstructor);
  }

  static long sizeOf(LarderConf conf, String cacheName) {
    return settings(conf, cacheName).maximumSize();
  }
}
