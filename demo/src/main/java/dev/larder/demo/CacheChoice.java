package dev.larder.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.cache.spi.CachingProvider;

/**
 * Which second-level cache a run has.
 *
 * @param title what the table and the picture call the run
 * @param settings what Hibernate is told beyond {@code hibernate.properties}
 */
record CacheChoice(String title, Map<String, String> settings) {
  static final String LARDER = "dev.larder.LarderCachingProvider";

  /** The largest of Larder's sizes: everything fits. */
  static final int FULL_PERCENT = 100;

  /** In place of a file's URI: no second-level cache. */
  static final String NO_CONF = "none";

  static CacheChoice none() {
    return new CacheChoice(
        "no second-level cache",
        Map.of(
            "hibernate.cache.use_second_level_cache",
            "false",
            "hibernate.cache.use_query_cache",
            "false"));
  }

  /** The runs that show a provider: Larder at three sizes; any other, whose files we cannot write, once as it is. */
  static List<CacheChoice> of(Class<? extends CachingProvider> provider) {
    return provider.getName().equals(LARDER)
        ? List.of(larder(25), larder(50), larder(FULL_PERCENT))
        : List.of(asConfigured(provider));
  }

  /** Larder by this file, or {@link #none}. */
  static CacheChoice with(String conf) {
    return conf.equals(NO_CONF) ? none() : larder("Larder", conf);
  }

  /** The same cache of a Hibernate that is told more. */
  CacheChoice with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(more);
    return new CacheChoice(title, Map.copyOf(all));
  }

  private static CacheChoice larder(int percent) {
    return larder(
        "Larder, %d %% of the rows".formatted(percent),
        LarderConf.write(percent).toString());
  }

  private static CacheChoice larder(String title, String conf) {
    return new CacheChoice(
        title,
        Map.of(
            "hibernate.cache.use_second_level_cache",
            "true",
            "hibernate.cache.use_query_cache",
            "true",
            "hibernate.javax.cache.provider",
            LARDER,
            "hibernate.javax.cache.uri",
            conf));
  }

  private static CacheChoice asConfigured(Class<? extends CachingProvider> provider) {
    return new CacheChoice(
        provider.getSimpleName() + ", as configured",
        Map.of(
            "hibernate.cache.use_second_level_cache", "true",
            "hibernate.cache.use_query_cache", "true",
            "hibernate.javax.cache.provider", provider.getName()));
  }
}
