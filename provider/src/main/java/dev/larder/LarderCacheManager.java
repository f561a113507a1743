package dev.larder;

import static java.util.Objects.requireNonNull;

import dev.larder.internal.cache.Services;
import dev.larder.internal.config.CacheSettings;
import dev.larder.internal.config.LarderConf;
import dev.larder.internal.config.Parts;
import dev.larder.internal.config.Setting;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.Configuration;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * The caches of one URI and class loader. Made by {@link LarderCachingProvider}. Thread-safe; no lock is held while the user's
 * factories run.
 */
public final class LarderCacheManager implements CacheManager {
  private final LarderCachingProvider provider;
  private final URI uri;
  private final WeakReference<ClassLoader> classLoader;
  private final Properties properties;
  private final LarderConf conf;
  private final Services services;
  private final ConcurrentMap<String, ManagedCache<?, ?>> caches = new ConcurrentHashMap<>();
  private volatile boolean closed;

  LarderCacheManager(
      LarderCachingProvider provider,
      URI uri,
      ClassLoader classLoader,
      Properties properties,
      LarderConf conf,
      Services services) {
    this.provider = provider;
    this.uri = uri;
    this.classLoader = new WeakReference<>(classLoader);
    this.properties = properties;
    this.conf = conf;
    this.services = services;
  }

  @Override
  public CachingProvider getCachingProvider() {
    return provider;
  }

  @Override
  public URI getURI() {
    return uri;
  }

  /** The class loader, or null once it has been collected. */
  @Override
  @SuppressWarnings("NullAway") // JCache is not annotated
  public @Nullable ClassLoader getClassLoader() {
    return classLoader.get();
  }

  @Override
  public Properties getProperties() {
    return properties;
  }

  /**
   * Makes a cache. What JCache cannot say, its size above all, comes from {@code larder.conf}; when that says nothing, the cache
   * holds 10,000 entries.
   *
   * @throws CacheException when there is a cache of that name, or one of the factories fails
   * @throws IllegalStateException when the manager is closed
   */
  @Override
  public <K, V, C extends Configuration<K, V>> Cache<K, V> createCache(
      String cacheName, C configuration) {
    requireOpen();
    requireNonNull(cacheName, "cacheName");
    requireNonNull(configuration, "configuration");
    refuseTaken(cacheName, caches.get(cacheName));
    ManagedCache<K, V> cache = new ManagedCache<>(
        this, settingsOf(cacheName, configuration), services, requireClassLoader());
    ManagedCache<?, ?> before = caches.putIfAbsent(cacheName, cache);
    if (before != null) {
      cache.close();
      refuseTaken(cacheName, before);
    }
    try {
      cache.start();
    } catch (RuntimeException | Error e) {
      cache.close();
      throw e;
    }
    if (closed) {
      // The manager was closed in between, and may not have seen this cache.
      cache.close();
      requireOpen();
    }
    return cache;
  }

  private <K, V> CacheSettings<K, V> settingsOf(
      String cacheName, Configuration<K, V> configuration) {
    Map<Setting<?>, Object> inCode =
        configuration instanceof LarderConfiguration<K, V> larder ? larder.settings() : Map.of();
    Parts parts = new Parts(requireClassLoader(), Parts::byConstructor);
    return CacheSettings.of(cacheName, configuration, inCode, conf, parts);
  }

  private void refuseTaken(String cacheName, @Nullable ManagedCache<?, ?> taken) {
    if (taken != null) {
      throw new CacheException("there is a cache \"" + cacheName + "\" already in the manager "
          + uri + "; get it with getCache, or destroy it first");
    }
  }

  private ClassLoader requireClassLoader() {
    ClassLoader loader = classLoader.get();
    if (loader == null) {
      throw new IllegalStateException(
          "the class loader of the manager " + uri + " has been collected; get a new manager");
    }
    return loader;
  }

  /**
   * The cache of that name and those types, or null when there is none.
   *
   * @throws ClassCastException when it has other types
   */
  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // checked by type tokens; null says "none"
  public <K, V> @Nullable Cache<K, V> getCache(
      String cacheName, Class<K> keyType, Class<V> valueType) {
    requireOpen();
    requireNonNull(keyType, "keyType");
    requireNonNull(valueType, "valueType");
    ManagedCache<K, V> cache =
        (ManagedCache<K, V>) caches.get(requireNonNull(cacheName, "cacheName"));
    if (cache != null) {
      Configuration<K, V> configuration = configurationOf(cache);
      refuseType(cacheName, "keys", configuration.getKeyType(), keyType);
      refuseType(cacheName, "values", configuration.getValueType(), valueType);
    }
    return cache;
  }

  @SuppressWarnings("unchecked")
  private static <K, V> Configuration<K, V> configurationOf(Cache<K, V> cache) {
    return cache.getConfiguration(Configuration.class);
  }

  private static void refuseType(
      String cacheName, String what, Class<?> configured, Class<?> asked) {
    if (!configured.equals(asked)) {
      throw new ClassCastException(
          "cache \"" + cacheName + "\" has " + what + " of " + configured.getName() + ", not of "
              + asked.getName() + "; ask with the types that it was configured with");
    }
  }

  /** The cache of that name, whatever its types, or null when there is none. */
  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // as JCache has it: the caller answers for the types
  public <K, V> @Nullable Cache<K, V> getCache(String cacheName) {
    requireOpen();
    return (Cache<K, V>) caches.get(requireNonNull(cacheName, "cacheName"));
  }

  /** The names of the caches there are now: a snapshot that cannot be changed. */
  @Override
  public Iterable<String> getCacheNames() {
    requireOpen();
    return List.copyOf(caches.keySet());
  }

  /** Closes the cache and forgets it, with all that is in it. Does nothing when there is none of that name. */
  @Override
  public void destroyCache(String cacheName) {
    requireOpen();
    ManagedCache<?, ?> cache = caches.get(requireNonNull(cacheName, "cacheName"));
    if (cache != null) {
      cache.close();
    }
  }

  @Override
  public void enableManagement(String cacheName, boolean enabled) {
    requireOpen();
    ManagedCache<?, ?> cache = caches.get(requireNonNull(cacheName, "cacheName"));
    if (cache != null) {
      cache.enableManagement(enabled);
    }
  }

  @Override
  public void enableStatistics(String cacheName, boolean enabled) {
    requireOpen();
    ManagedCache<?, ?> cache = caches.get(requireNonNull(cacheName, "cacheName"));
    if (cache != null) {
      cache.enableStatistics(enabled);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "the cache manager " + uri + " is closed; get it again from its CachingProvider");
    }
  }

  void forget(ManagedCache<?, ?> cache) {
    caches.remove(cache.getName(), cache);
  }

  /** Closes all caches. The provider makes a new manager when asked again. */
  @Override
  public void close() {
    // Forgotten first, so that the provider never hands out a manager that is closed.
    provider.forget(this);
    closed = true;
    caches.values().forEach(Cache::close);
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (!requireNonNull(type, "type").isInstance(this)) {
      throw new IllegalArgumentException("cannot unwrap to " + type.getName() + "; this is a "
          + LarderCacheManager.class.getName());
    }
    return type.cast(this);
  }

  @Override
  public String toString() {
    return "cache manager " + uri + " (" + (closed ? "closed" : caches.size() + " caches") + ")";
  }
}
