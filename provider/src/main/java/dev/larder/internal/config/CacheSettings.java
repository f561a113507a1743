package dev.larder.internal.config;

import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;

/**
 * All that is set for one cache, from code and from the file. Immutable by agreement: the configuration is a copy of the user's, and
 * nobody changes it.
 *
 * @param configuration what JCache can say
 * @param maximumSize how many entries the cache may hold; {@link LarderConf#UNBOUNDED} for no limit
 */
public record CacheSettings<K, V>(
    String name, MutableConfiguration<K, V> configuration, long maximumSize) {
  /**
   * Puts together what the user's code says and what the file says of a cache of that name.
   *
   * @param configuration copied: later changes have no effect
   */
  public static <K, V> CacheSettings<K, V> of(
      String name, Configuration<K, V> configuration, LarderConf conf) {
    MutableConfiguration<K, V> copy = copy(configuration);
    // By value is what JCache starts from, so code that asks for it looks like code that says
    // nothing: the file may turn it off.
    copy.setStoreByValue(copy.isStoreByValue() && conf.isStoreByValue(name));
    return new CacheSettings<>(name, copy, conf.maximumSizeOf(name));
  }

  private static <K, V> MutableConfiguration<K, V> copy(Configuration<K, V> configuration) {
    if (configuration instanceof CompleteConfiguration<K, V> complete) {
      return new MutableConfiguration<>(complete);
    }
    return new MutableConfiguration<K, V>()
        .setTypes(configuration.getKeyType(), configuration.getValueType())
        .setStoreByValue(configuration.isStoreByValue());
  }
}
