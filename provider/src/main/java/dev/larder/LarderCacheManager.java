package dev.larder;

import static java.util.Objects.requireNonNull;

import dev.larder.internal.cache.Services;
import dev.larder.internal.config.CacheSettings;
import dev.larder.internal.config.LarderConf;
import dev.larder.internal.config.Parts;
import dev.larder.internal.config.Setting;
import dev.larder.internal.config.Settings;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * The caches of one URI and class loader. Made by {@link LarderCachingProvider}. Thread-safe; no lock is held while the user's
 * factories run.
 *
 * <pre>{@code
 * LarderCacheManager larder = manager.unwrap(LarderCacheManager.class);
 * larder.setInstanceFactory(injector::getInstance);       // makes loaders and writers that the file names
 * log(larder.describe());                                 // all settings of all caches, and where they were said
 * }</pre>
 */
public final class LarderCacheManager implements CacheManager {
  /**
   * The manager property with a {@code Function<Class<?>, ?>} that makes objects of the classes that files name, such as a
   * container's: {@code injector::getInstance}.
   */
  public static final String INSTANCE_FACTORY = "larder.instance-factory";

  private static final System.Logger LOG = System.getLogger("dev.larder.config");

  private final LarderCachingProvider provider;
  private final URI uri;
  private final WeakReference<ClassLoader> classLoader;
  private final Properties properties;
  private final LarderConf conf;
  private final Services services;
  private volatile Function<Class<?>, ?> instanceFactory;

  private final CacheRegistry registry;
  private volatile Extensions extensions = Extensions.NONE;
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
    this.instanceFactory = Parts.maker(INSTANCE_FACTORY, properties.get(INSTANCE_FACTORY));
    this.registry = new CacheRegistry(uri.toString(), conf.declaredCaches());
  }

  /** Finds the mistakes in what the file says of its caches before there are any of them. */
  void checkDeclared() {
    registry.declared().forEach(this::declaration);
  }

  /** Makes those of the file's caches that can be seen without being asked for: by JMX. Starts what else shows them. */
  void showDeclared() {
    try {
      for (String name : registry.declared()) {
        CacheSettings<?, ?> settings = declaration(name);
        boolean isSeen = settings.get(Settings.STATISTICS) || settings.get(Settings.MANAGEMENT);
        if (isSeen && settings.isComplete()) {
          registry.show(name);
          find(name);
        }
      }
      extensions = Extensions.start(this, conf.console());
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
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
   * Makes a cache. What {@code configuration} leaves out, which is all that JCache cannot say unless it is a {@link
   * LarderConfiguration}, comes from properties, the environment and {@code larder.conf}; when these say nothing, the cache holds
   * 10,000 entries. A cache that the file names and that nobody has asked for yet may be made like any other.
   *
   * @throws CacheException when there is a cache of that name, settings contradict each other, or one of the factories fails
   * @throws IllegalStateException when the manager is closed
   */
  @Override
  public <K, V, C extends Configuration<K, V>> Cache<K, V> createCache(
      String cacheName, C configuration) {
    requireOpen();
    requireNonNull(cacheName, "cacheName");
    requireNonNull(configuration, "configuration");
    registry.refuseTaken(cacheName);
    CacheSettings<K, V> settings = settingsOf(cacheName, configuration);
    if (registry.handOut(cacheName)) {
      closeIfThere(cacheName);
    }
    return make(cacheName, settings);
  }

  private <K, V> ManagedCache<K, V> make(String cacheName, CacheSettings<K, V> settings) {
    ManagedCache<K, V> cache = unstarted(settings);
    try {
      registry.add(cacheName, cache);
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
    registry.fulfil(cacheName);
    LOG.log(System.Logger.Level.DEBUG, () -> "made " + settings.describe());
    return cache;
  }

  private <K, V> ManagedCache<K, V> unstarted(CacheSettings<K, V> settings) {
    ClassLoader loader = requireClassLoader();
    return settings
        .defaultValue()
        .<ManagedCache<K, V>>map(
            value -> new CacheWithDefault<>(this, settings, value, services, loader))
        .orElseGet(() -> new ManagedCache<>(this, settings, services, loader));
  }

  /** A cache by this manager's rules that it does not know. */
  <K, V> LarderCache<K, V> makeUnlisted(String name, LarderConfiguration<K, V> configuration) {
    requireOpen();
    requireNonNull(name, "name");
    requireNonNull(configuration, "configuration");
    ManagedCache<K, V> cache = unstarted(settingsOf(name, configuration));
    cache.startUnlisted();
    return cache;
  }

  private <K, V> CacheSettings<K, V> settingsOf(
      String cacheName, Configuration<K, V> configuration) {
    Map<Setting<?>, Object> inCode =
        configuration instanceof LarderConfiguration<K, V> larder ? larder.settings() : Map.of();
    Parts parts = new Parts(requireClassLoader(), instanceFactory);
    return CacheSettings.of(cacheName, configuration, inCode, conf, parts);
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
    Cache<K, V> cache = (Cache<K, V>) handOut(requireNonNull(cacheName, "cacheName"));
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
    return (Cache<K, V>) handOut(requireNonNull(cacheName, "cacheName"));
  }

  /** The names of the caches there are now: a snapshot that cannot be changed. */
  @Override
  public Iterable<String> getCacheNames() {
    requireOpen();
    return List.copyOf(registry.names());
  }

  /** Closes the cache and forgets it, with all that is in it. Does nothing when there is none of that name. */
  @Override
  public void destroyCache(String cacheName) {
    requireOpen();
    Cache<?, ?> guest = registry.withdraw(requireNonNull(cacheName, "cacheName"));
    ManagedCache<?, ?> cache = registry.made(cacheName);
    if (cache != null) {
      cache.destroy();
    }
    if (guest != null) {
      guest.close();
    }
  }

  @Override
  public void enableManagement(String cacheName, boolean enabled) {
    requireOpen();
    ManagedCache<?, ?> cache = find(requireNonNull(cacheName, "cacheName"));
    if (cache != null) {
      cache.enableManagement(enabled);
    }
  }

  @Override
  public void enableStatistics(String cacheName, boolean enabled) {
    requireOpen();
    ManagedCache<?, ?> cache = find(requireNonNull(cacheName, "cacheName"));
    if (cache != null) {
      cache.enableStatistics(enabled);
    }
  }

  private void closeIfThere(String cacheName) {
    ManagedCache<?, ?> cache = registry.made(cacheName);
    if (cache != null) {
      cache.close();
    }
  }

  private CacheSettings<Object, Object> declaration(String cacheName) {
    return CacheSettings.withoutCode(
        cacheName, conf, new Parts(requireClassLoader(), instanceFactory));
  }

  /** The same for somebody who keeps it: from now on code cannot create it any more. */
  private @Nullable Cache<?, ?> handOut(String cacheName) {
    registry.handOut(cacheName);
    Cache<?, ?> made = find(cacheName);
    return made == null ? registry.registered(cacheName) : made;
  }

  /** The cache of that name, made now if it is only declared so far; null when there is none. */
  private @Nullable ManagedCache<?, ?> find(String cacheName) {
    ManagedCache<?, ?> present = registry.made(cacheName);
    return present == null && registry.isDeclared(cacheName) ? makeDeclared(cacheName) : present;
  }

  private @Nullable ManagedCache<?, ?> makeDeclared(String cacheName) {
    try {
      return make(cacheName, settingsOf(cacheName, new MutableConfiguration<>()));
    } catch (CacheException e) {
      ManagedCache<?, ?> madeByOther = registry.made(cacheName);
      if (madeByOther != null) {
        return madeByOther;
      }
      throw e;
    }
  }

  // -- beyond JCache

  /**
   * Makes objects of the classes that files name from now on: loaders, writers, weighers, copiers. A container for dependency
   * injection has such a method: {@code injector::getInstance}, {@code beanFactory::createBean}. Without one, the constructor
   * without parameters is called.
   */
  public void setInstanceFactory(Function<Class<?>, ?> factory) {
    instanceFactory = requireNonNull(factory, "factory");
  }

  /**
   * The cache of that name.
   *
   * @throws CacheException when there is none; the message says which there are
   * @throws IllegalStateException when the manager is closed
   */
  public <K, V> Cache<K, V> requireCache(String cacheName) {
    Cache<K, V> cache = getCache(cacheName);
    if (cache == null) {
      throw registry.unknown(cacheName);
    }
    return cache;
  }

  /** All caches by name, in the order of their names; those that a file declares are made for it. A snapshot. */
  public Map<String, Cache<?, ?>> caches() {
    requireOpen();
    Map<String, Cache<?, ?>> all = new LinkedHashMap<>();
    for (String name : registry.names()) {
      Cache<?, ?> cache = handOut(name);
      if (cache != null) {
        all.put(name, cache);
      }
    }
    return all;
  }

  /**
   * Those of this manager's own caches that are there, by name: for who looks on. Makes none, and does not count as asking for one. A
   * snapshot.
   */
  public Map<String, LarderCache<?, ?>> openCaches() {
    requireOpen();
    Map<String, LarderCache<?, ?>> open = new TreeMap<>();
    registry.made().forEach(cache -> open.put(cache.getName(), cache));
    return open;
  }

  /** The counts of all of this manager's own caches together; {@link #caches} tells how many there are. */
  public StatisticsSnapshot stats() {
    requireOpen();
    return registry.made().stream()
        .map(cache -> cache.stats().snapshot())
        .reduce(StatisticsSnapshot.NONE, StatisticsSnapshot::plus);
  }

  /** The counts of one cache; all zero when there is none of that name, or it was made elsewhere. */
  public StatisticsSnapshot stats(String cacheName) {
    requireOpen();
    ManagedCache<?, ?> cache = registry.made(requireNonNull(cacheName, "cacheName"));
    return cache == null ? StatisticsSnapshot.NONE : cache.stats().snapshot();
  }

  /**
   * Creates the cache, or changes it at run time if it is there: its maximum size, its times, and whether it counts. What the
   * configuration does not say stays as it is.
   *
   * @throws IllegalArgumentException when it asks something else of a cache that is there than what that was made with; nothing is
   *     changed then
   * @throws CacheException as {@link #createCache}
   */
  @SuppressWarnings("unchecked") // as JCache has it: the caller answers for the types
  public <K, V> LarderCache<K, V> configure(
      String cacheName, LarderConfiguration<K, V> configuration) {
    requireOpen();
    requireNonNull(configuration, "configuration");
    ManagedCache<K, V> present =
        (ManagedCache<K, V>) registry.made(requireNonNull(cacheName, "cacheName"));
    if (present == null || registry.isShown(cacheName)) {
      return this.<K, V, LarderConfiguration<K, V>>createCache(cacheName, configuration)
          .unwrap(LarderCache.class);
    }
    RunTimeChanges.of(present.settings(), configuration).applyTo(present);
    return present;
  }

  /** Removes all entries of all caches; listeners and writers are not told, as {@link Cache#clear} has it. */
  public void clearAll() {
    requireOpen();
    registry.made().forEach(Cache::clear);
    registry.registered().forEach(Cache::clear);
  }

  /**
   * Lists a cache that was made elsewhere, be it by another manager or another provider: {@code getCache} finds it by this name, and
   * {@code destroyCache} closes it. When this manager is closed it is forgotten and goes on. Its configuration stays its own.
   *
   * @throws CacheException when there is a cache of that name
   */
  public void register(String cacheName, Cache<?, ?> cache) {
    requireOpen();
    requireNonNull(cacheName, "cacheName");
    requireNonNull(cache, "cache");
    find(cacheName); // what is declared is taken, too
    registry.register(cacheName, cache);
  }

  /**
   * Destroys all caches and creates these: a new beginning. All configurations are looked at before the first cache is destroyed.
   *
   * @param configurations by the names of the caches
   * @throws CacheException when settings contradict each other; then nothing has changed. When a factory fails, the caches that come
   *     after it are missing
   */
  public void replaceAll(Map<String, ? extends Configuration<?, ?>> configurations) {
    requireOpen();
    Map<String, Configuration<?, ?>> wanted = new TreeMap<>(configurations);
    wanted.forEach(this::settingsOf);
    registry.names().forEach(this::destroyCache);
    wanted.forEach(this::createCache);
  }

  /**
   * All that is set for each cache, and where it was said: file and line, property, code, or built in. For people, not for parsers.
   */
  public String describe() {
    requireOpen();
    StringBuilder text =
        new StringBuilder("cache manager " + uri + ", configuration: " + conf.place() + "\n");
    Set<String> names = registry.names();
    for (String name : names) {
      text.append(describe(name));
    }
    conf.idlePatterns(names).ifPresent(warning -> text.append(warning).append('\n'));
    return text.toString();
  }

  private String describe(String cacheName) {
    ManagedCache<?, ?> made = registry.made(cacheName);
    Cache<?, ?> guest = registry.registered(cacheName);
    if (made != null) {
      return made.settings().describe();
    }
    return guest == null
        ? declaration(cacheName).describe()
        : "cache \"" + cacheName + "\": registered, a " + guest.getClass().getName() + "\n";
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "the cache manager " + uri + " is closed; get it again from its CachingProvider");
    }
  }

  void forget(ManagedCache<?, ?> cache) {
    registry.forget(cache);
  }

  /** Closes all caches. The provider makes a new manager when asked again. */
  @Override
  public void close() {
    // Forgotten first, so that the provider never hands out a manager that is closed.
    provider.forget(this);
    if (!closed) {
      conf.idlePatterns(registry.names())
          .ifPresent(warning ->
              LOG.log(System.Logger.Level.WARNING, "cache manager " + uri + ": " + warning));
    }
    closed = true;
    extensions.close();
    registry.made().forEach(Cache::close);
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
    return "cache manager " + uri + " (" + (closed ? "closed" : registry.made().size() + " caches")
        + ")";
  }
}
