package dev.larder;

import dev.larder.internal.cache.Services;
import dev.larder.internal.cache.Summaries;
import dev.larder.internal.config.LarderConf;
import dev.larder.internal.config.Surroundings;
import dev.larder.internal.core.CoarseTickers;
import dev.larder.internal.core.Sweeper;
import dev.larder.internal.core.Ticker;
import dev.larder.internal.core.WatchedTicker;
import dev.larder.internal.event.EventExecutor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.cache.CacheManager;
import javax.cache.configuration.OptionalFeature;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * Larder's way in: {@code Caching.getCachingProvider()} finds it on the class path. Thread-safe.
 *
 * <p>A manager's URI may name its configuration: {@code classpath:larder.conf}, {@code file:/etc/larder.conf}, or a path. The default
 * URI reads {@code larder.conf} from the class path, if there is one.
 *
 * <pre>{@code
 * CacheManager manager = Caching.getCachingProvider().getCacheManager();
 *
 * // In a test: a clock of yours.
 * AtomicReference<Instant> clock = new AtomicReference<>(Instant.now());
 * CacheManager tested = new LarderCachingProvider(clock::get).getCacheManager();
 * }</pre>
 */
public final class LarderCachingProvider implements CachingProvider {
  private static final URI DEFAULT_URI = URI.create("larder:default");

  /** Guards {@link #managers}. A manager's class loader is held weakly here, and by the manager. */
  private final Object lock = new Object();

  private final Map<ClassLoader, Map<URI, LarderCacheManager>> managers = new WeakHashMap<>();
  private final Sweeper sweeper;
  private final EventExecutor executor = new EventExecutor();
  private final EventExecutor loads = EventExecutor.forLoads();
  private final Ticker ticker;
  private final Function<Duration, Ticker> coarse;
  private final InstantSource timeOfDay;

  /** For the {@link java.util.ServiceLoader}, and for those who want a provider of their own. */
  public LarderCachingProvider() {
    this(
        new WatchedTicker(Ticker.SYSTEM),
        new CoarseTickers(Ticker.SYSTEM)::of,
        new Sweeper(new Summaries()),
        InstantSource.system());
  }

  /**
   * A provider whose entries expire by a clock of yours: for tests that do not want to wait. What has expired is swept twice a real
   * second; reads never give it. A {@linkplain LarderConfiguration#timeResolution time resolution} has no effect: your clock is looked at
   * each time, so that what has to happen at a time happens then.
   */
  public LarderCachingProvider(InstantSource clock) {
    this(tickerOf(clock), new Sweeper(new Summaries()), clock);
  }

  private static Ticker tickerOf(InstantSource clock) {
    Instant start = clock.instant();
    return () -> Duration.between(start, clock.instant()).toNanos();
  }

  /** The version of Larder, such as {@code 1.0.0}. */
  public static String version() {
    try (InputStream in = LarderCachingProvider.class.getResourceAsStream("version.txt")) {
      return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).trim();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A provider whose entries expire by another clock, which is looked at each time, and are swept at other times. */
  LarderCachingProvider(Ticker ticker, Sweeper sweeper, InstantSource timeOfDay) {
    this(ticker, resolution -> ticker, sweeper, timeOfDay);
  }

  /** The same with coarse tickers, by their resolution. */
  LarderCachingProvider(
      Ticker ticker, Function<Duration, Ticker> coarse, Sweeper sweeper, InstantSource timeOfDay) {
    this.ticker = ticker;
    this.coarse = coarse;
    this.sweeper = sweeper;
    this.timeOfDay = timeOfDay;
  }

  /**
   * The manager for this URI and class loader; made when there is none.
   *
   * @param uri null for the default
   * @param classLoader null for the default
   * @param properties what {@code getProperties} of a new manager answers; null for none. {@code larder.caches.NAME.KEY} and {@code
   *     larder.default.KEY} go before the same in the file; {@link LarderCacheManager#INSTANCE_FACTORY} makes what it names
   * @throws javax.cache.CacheException when the URI names a configuration file that is missing or wrong, or properties or
   *     environment variables are wrong; no manager is made
   */
  @Override
  public CacheManager getCacheManager(
      @Nullable URI uri, @Nullable ClassLoader classLoader, @Nullable Properties properties) {
    URI name = uri == null ? DEFAULT_URI : uri;
    ClassLoader loader = classLoader == null ? getDefaultClassLoader() : classLoader;
    LarderCacheManager present = find(name, loader);
    if (present != null) {
      return present;
    }
    // Read outside of the lock: a file may be slow to come.
    LarderConf conf = LarderConf.load(name, DEFAULT_URI, loader, Surroundings.of(copy(properties)));
    Services services = new Services(sweeper, executor, loads, ticker, ticker, coarse, timeOfDay);
    LarderCacheManager made =
        new LarderCacheManager(this, name, loader, copy(properties), conf, services);
    made.checkDeclared();
    LarderCacheManager kept = keep(name, loader, made);
    if (kept == made) {
      made.showDeclared();
    }
    return kept;
  }

  private LarderCacheManager keep(URI uri, ClassLoader loader, LarderCacheManager made) {
    synchronized (lock) {
      return managers
          .computeIfAbsent(loader, anew -> new ConcurrentHashMap<>())
          .computeIfAbsent(uri, anew -> made);
    }
  }

  private @Nullable LarderCacheManager find(URI uri, ClassLoader loader) {
    synchronized (lock) {
      Map<URI, LarderCacheManager> ofLoader = managers.get(loader);
      return ofLoader == null ? null : ofLoader.get(uri);
    }
  }

  private static Properties copy(@Nullable Properties properties) {
    Properties copy = new Properties();
    if (properties != null) {
      copy.putAll(properties);
    }
    return copy;
  }

  @Override
  public ClassLoader getDefaultClassLoader() {
    return LarderCachingProvider.class.getClassLoader();
  }

  @Override
  public URI getDefaultURI() {
    return DEFAULT_URI;
  }

  /** No properties: what can be set is set in {@code larder.conf}. */
  @Override
  public Properties getDefaultProperties() {
    return new Properties();
  }

  @Override
  public CacheManager getCacheManager(@Nullable URI uri, @Nullable ClassLoader classLoader) {
    return getCacheManager(uri, classLoader, null);
  }

  @Override
  public CacheManager getCacheManager() {
    return getCacheManager(null, null, null);
  }

  /** Closes all managers. The provider itself can be used again. */
  @Override
  public void close() {
    closeAll(managersOf(loader -> true));
  }

  /** Closes the managers of this class loader; null for the default. */
  @Override
  public void close(@Nullable ClassLoader classLoader) {
    ClassLoader only = classLoader == null ? getDefaultClassLoader() : classLoader;
    closeAll(managersOf(loader -> loader == only));
  }

  @Override
  public void close(@Nullable URI uri, @Nullable ClassLoader classLoader) {
    LarderCacheManager manager = find(
        uri == null ? DEFAULT_URI : uri,
        classLoader == null ? getDefaultClassLoader() : classLoader);
    if (manager != null) {
      manager.close();
    }
  }

  private List<LarderCacheManager> managersOf(Predicate<ClassLoader> which) {
    List<LarderCacheManager> found = new ArrayList<>();
    synchronized (lock) {
      managers.forEach((loader, ofLoader) -> {
        if (which.test(loader)) {
          found.addAll(ofLoader.values());
        }
      });
    }
    return found;
  }

  private static void closeAll(List<LarderCacheManager> managers) {
    managers.forEach(LarderCacheManager::close);
  }

  void forget(LarderCacheManager manager) {
    synchronized (lock) {
      managers.values().forEach(ofLoader -> ofLoader.remove(manager.getURI(), manager));
      managers.values().removeIf(Map::isEmpty);
    }
  }

  /** Larder can store by reference. */
  @Override
  public boolean isSupported(OptionalFeature feature) {
    return feature == OptionalFeature.STORE_BY_REFERENCE;
  }
}
