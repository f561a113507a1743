package dev.larder;

import dev.larder.internal.core.CoarseTicker;
import dev.larder.internal.core.FakeTicker;
import dev.larder.internal.core.Sweeper;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A provider whose clock stands still until told, and which sweeps when told. After each test every cache checks itself: its structure
 * must be whole, and no key held.
 */
final class Pantry implements AfterEachCallback {
  static final String NAME = "pantry";

  /** What time it is at the beginning. */
  static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

  /** After this time a key that is held is held for ever. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Duration advanced = Duration.ZERO;

  /** What was logged, instead of printing it. */
  final List<String> logged = new CopyOnWriteArrayList<>();

  private final Logger logger = Logger.getLogger("dev.larder");
  private final Handler handler = new Handler() {
    @Override
    public void publish(LogRecord entry) {
      logged.add(entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  };

  final FakeTicker ticker = new FakeTicker();

  /** What caches with a time resolution go by, whichever it is: it moves on when told. */
  final CoarseTicker coarse = new CoarseTicker(ticker, Duration.ofDays(1));

  final LarderCachingProvider provider = new LarderCachingProvider(
      ticker, resolution -> coarse, new Sweeper(Duration.ofDays(1)), timeOfDay());
  final CacheManager manager = provider.getCacheManager(URI.create("urn:pantry"), null);
  private final List<ManagedCache<?, ?>> caches = new ArrayList<>();

  /** The time of day follows the ticker. */
  private InstantSource timeOfDay() {
    long start = ticker.nanos();
    return () -> NOON.plusNanos(ticker.nanos() - start);
  }

  Instant now() {
    return NOON.plus(advanced);
  }

  Pantry() {
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
  }

  /** A cache with all that there is beyond JCache. */
  @SuppressWarnings("unchecked")
  <K, V> LarderCache<K, V> larder(String name, LarderConfiguration<K, V> configuration) {
    return cache(name, configuration).unwrap(LarderCache.class);
  }

  /** A cache of Strings that says nothing of types. */
  static MutableConfiguration<String, String> strings() {
    return new MutableConfiguration<>();
  }

  <K, V> Cache<K, V> cache(MutableConfiguration<K, V> configuration) {
    return cache(NAME, configuration);
  }

  <K, V> Cache<K, V> cache(String name, MutableConfiguration<K, V> configuration) {
    Cache<K, V> cache = manager.createCache(name, configuration);
    caches.add((ManagedCache<?, ?>) cache);
    return cache;
  }

  void advance(Duration duration) {
    ticker.advance(duration);
    advanced = advanced.plus(duration);
  }

  static void sweep(Cache<?, ?> cache) {
    ((ManagedCache<?, ?>) cache).sweep();
  }

  static void check(Cache<?, ?> cache) {
    ((ManagedCache<?, ?>) cache).checkConsistency();
  }

  /** As above, once what works on its own, such as a refresh, has had its time to let go of its keys. */
  private static void checkAtLast(Cache<?, ?> cache) {
    long start = System.nanoTime();
    while (true) {
      try {
        check(cache);
        return;
      } catch (IllegalStateException e) {
        if (!"a key is still held".equals(e.getMessage())
            || System.nanoTime() - start > PATIENCE.toNanos()) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  /** All that the cache goes by. */
  @SuppressWarnings("unchecked") // JCache's type tokens know no type parameters
  static <K, V> LarderConfiguration<K, V> configurationOf(Cache<K, V> cache) {
    return cache.getConfiguration(LarderConfiguration.class);
  }

  /** What the statistics bean shows, such as "CacheHits". */
  static long count(Cache<?, ?> cache, String attribute) {
    try {
      ObjectName bean = new ObjectName("javax.cache:type=CacheStatistics,CacheManager="
          + cache.getCacheManager().getURI().toString().replace(':', '.') + ",Cache="
          + cache.getName());
      return (Long) ManagementFactory.getPlatformMBeanServer().getAttribute(bean, attribute);
    } catch (JMException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    try {
      caches.forEach(Pantry::checkAtLast);
    } finally {
      provider.close();
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
    }
  }
}
