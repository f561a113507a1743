package dev.larder.replay.policy;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.Factory;

/**
 * A product that may be on the class path. JCache cannot say how large a cache may be, so each has to be told in its own words; by
 * reflection, so that none of them has to be there.
 */
public enum Product {
  /** Its library jcache. */
  CAFFEINE("Caffeine", "com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider") {
    @Override
    Object bounded(int capacity) throws ReflectiveOperationException {
      Class<?> type =
          Class.forName("com.github.benmanes.caffeine.jcache.configuration.CaffeineConfiguration");
      Object configuration = type.getDeclaredConstructor().newInstance();
      type.getMethod("setMaximumSize", OptionalLong.class)
          .invoke(configuration, OptionalLong.of(capacity));
      // Maintenance on the caller's thread: a replay must not outrun the cache's own bookkeeping.
      type.getMethod("setExecutorFactory", Factory.class)
          .invoke(configuration, (Factory<Executor>) () -> Runnable::run);
      return configuration;
    }
  },

  /** Its library cache2k-jcache. */
  CACHE2K("cache2k", "org.cache2k.jcache.provider.JCacheProvider") {
    @Override
    Object bounded(int capacity) throws ReflectiveOperationException {
      Class<?> builderType = Class.forName("org.cache2k.Cache2kBuilder");
      Object builder = builderType
          .getMethod("of", Class.class, Class.class)
          .invoke(null, Long.class, Long.class);
      builderType.getMethod("entryCapacity", long.class).invoke(builder, (long) capacity);
      return Class.forName("org.cache2k.jcache.ExtendedMutableConfiguration")
          .getMethod("of", builderType)
          .invoke(null, builder);
    }
  },

  /** Version 3. */
  EHCACHE("Ehcache", "org.ehcache.jsr107.EhcacheCachingProvider") {
    @Override
    Object bounded(int capacity) throws ReflectiveOperationException {
      Class<?> builderType = Class.forName("org.ehcache.config.Builder");
      Object heap = Class.forName("org.ehcache.config.builders.ResourcePoolsBuilder")
          .getMethod("heap", long.class)
          .invoke(null, (long) capacity);
      Object builder = Class.forName("org.ehcache.config.builders.CacheConfigurationBuilder")
          .getMethod("newCacheConfigurationBuilder", Class.class, Class.class, builderType)
          .invoke(null, Long.class, Long.class, heap);
      return Class.forName("org.ehcache.jsr107.Eh107Configuration")
          .getMethod("fromEhcacheCacheConfiguration", builderType)
          .invoke(null, builder);
    }
  };

  private final String title;
  private final String provider;

  Product(String title, String provider) {
    this.title = title;
    this.provider = provider;
  }

  /**
   * By its name, in any case, or by the class of its provider.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Product of(String nameOrProvider) {
    return Arrays.stream(values())
        .filter(product -> product.title.equalsIgnoreCase(nameOrProvider)
            || product.provider.equals(nameOrProvider))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(
            "JCache cannot say how large a cache may be, and this tool can say it only to "
                + Arrays.stream(values())
                    .map(product -> product.title.toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "))));
  }

  /** As it calls itself. */
  public String title() {
    return title;
  }

  /** The class of its provider. */
  String provider() {
    return provider;
  }

  /** A configuration with a bound, in entries. */
  abstract Object bounded(int capacity) throws ReflectiveOperationException;

  /**
   * A configuration with a bound, in entries.
   *
   * @throws IllegalArgumentException if the product has another version than we know
   */
  @SuppressWarnings("unchecked")
  Configuration<Long, Long> configuration(int capacity) {
    try {
      return (Configuration<Long, Long>) bounded(capacity);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          title + " refuses a cache of " + capacity + " entries: " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          title + " has not the version that this tool knows: " + e, e);
    }
  }
}
