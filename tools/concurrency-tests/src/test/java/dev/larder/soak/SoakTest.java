package dev.larder.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.LarderCache;
import dev.larder.LarderCachingProvider;
import dev.larder.LarderInside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.integration.CompletionListenerFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Eight threads, all operations, on real time, while all user code throws now and then. Throughout: no value under a foreign key, the
 * bound, one writer a key. In the pauses: the structure is whole, no key is held, what is cached is what was written through. {@code
 * -Dlarder.soak.seconds=7200} for hours.
 */
class SoakTest {
  private static final int THREADS = 8;
  private static final int KEYS = 300;
  private static final int MAXIMUM_SIZE = 100;
  private static final int OPERATIONS_A_ROUND = 20_000;
  private static final long PATIENCE_SECONDS = 120;
  private static final long SECONDS = Long.getLong("larder.soak.seconds", 45);

  /** Held, so that its level stays. */
  private static final Logger LOG = Logger.getLogger("dev.larder");

  @TempDir
  private Path directory;

  private enum Kind {
    /** Each write is one step. */
    PLAIN,
    /** Writers, loaders and listeners, eternal entries. */
    THROUGH,
    /** The same, with a policy of the user's that lets all expire soon. */
    EXPIRING
  }

  @ParameterizedTest
  @EnumSource
  void nothingBreaks(Kind kind) throws Exception {
    Level before = LOG.getLevel();
    LOG.setLevel(Level.OFF);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (LarderCachingProvider provider = new LarderCachingProvider()) {
      Faulty faulty = new Faulty();
      Cache<Integer, String> cache = cache(provider, kind, faulty);
      long seed = System.nanoTime();
      System.out.println("soak " + kind + " from seed " + seed);
      SplittableRandom seeds = new SplittableRandom(seed);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS) / Kind.values().length;
      do {
        round(cache, faulty, threads, seeds);
        checkInThePause(cache, faulty, kind);
      } while (System.nanoTime() - end < 0);
    } finally {
      threads.shutdownNow();
      LOG.setLevel(before);
    }
  }

  private Cache<Integer, String> cache(LarderCachingProvider provider, Kind kind, Faulty faulty)
      throws IOException {
    Path conf = directory.resolve("soak.conf");
    Files.writeString(conf, "larder.default.maximum-size = " + MAXIMUM_SIZE);
    MutableConfiguration<Integer, String> configuration =
        new MutableConfiguration<Integer, String>().setStatisticsEnabled(true);
    if (kind != Kind.PLAIN) {
      configuration
          .setReadThrough(true)
          .setCacheLoaderFactory(() -> faulty)
          .setWriteThrough(true)
          .setCacheWriterFactory(() -> faulty)
          .addCacheEntryListenerConfiguration(
              new MutableCacheEntryListenerConfiguration<>(() -> faulty, null, true, true))
          .addCacheEntryListenerConfiguration(
              new MutableCacheEntryListenerConfiguration<>(() -> faulty, null, true, false));
    }
    if (kind == Kind.EXPIRING) {
      configuration.setExpiryPolicyFactory(() -> faulty);
    }
    return provider.getCacheManager(conf.toUri(), null).createCache("soak", configuration);
  }

  private static void round(
      Cache<Integer, String> cache, Faulty faulty, ExecutorService threads, SplittableRandom seeds)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<Future<?>> work = new ArrayList<>();
    CyclicBarrier start = new CyclicBarrier(THREADS);
    for (int i = 0; i < THREADS; i++) {
      SplittableRandom random = seeds.split();
      work.add(threads.submit(() -> {
        start.await();
        new Worker(cache, random).run();
        return null;
      }));
    }
    for (Future<?> worker : work) {
      worker.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    assertThat(faulty.wrong).isNull();
  }

  private static void checkInThePause(Cache<Integer, String> cache, Faulty faulty, Kind kind) {
    awaitSweep(cache);
    LarderCache<?, ?> larder = cache.unwrap(LarderCache.class);
    assertThat(larder.size()).isLessThanOrEqualTo(MAXIMUM_SIZE);
    if (kind != Kind.PLAIN) {
      for (Cache.Entry<Integer, String> entry : cache) {
        assertThat(entry.getValue()).isEqualTo(faulty.rows.get(entry.getKey()));
      }
    }
  }

  /** The sweeper holds a key for a moment, too. */
  private static void awaitSweep(Cache<?, ?> cache) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      try {
        LarderInside.check(cache);
        return;
      } catch (IllegalStateException e) {
        if (System.nanoTime() - end > 0) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void theChecksNoticeAForeignValue() {
    assertThat(Faulty.isOf(1, "1#7")).isTrue();
    assertThat(Faulty.isOf(1, "11#7")).isFalse();
  }

  /** One of the eight. */
  private static final class Worker {
    private final Cache<Integer, String> cache;
    private final SplittableRandom random;
    private final LarderCache<?, ?> larder;

    Worker(Cache<Integer, String> cache, SplittableRandom random) {
      this.cache = cache;
      this.random = random;
      this.larder = cache.unwrap(LarderCache.class);
    }

    void run() {
      for (int i = 0; i < OPERATIONS_A_ROUND; i++) {
        try {
          operate();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
          // Thrown by user code, as it should be now and then.
        } catch (AssertionError e) {
          if (!"soak".equals(e.getMessage())) {
            throw e;
          }
        }
        // Each of the others may be between taking room and giving it back.
        assertThat(larder.size()).isLessThanOrEqualTo(MAXIMUM_SIZE + THREADS);
      }
    }

    private void operate() {
      Integer key = key();
      switch (random.nextInt(18)) {
        case 0, 1, 2, 3 -> own(key, cache.get(key));
        case 4 -> cache.getAll(keys()).forEach(Worker::own);
        case 5 -> cache.containsKey(key);
        case 6, 7 -> cache.put(key, value(key));
        case 8 -> own(key, cache.getAndPut(key, value(key)));
        case 9 -> cache.putIfAbsent(key, value(key));
        case 10 -> own(key, cache.getAndReplace(key, value(key)));
        case 11 -> replaceWhatIsThere(key);
        case 12 -> cache.remove(key);
        case 13 -> own(key, cache.getAndRemove(key));
        case 14 -> invoke(key);
        case 15 -> cache.putAll(values());
        case 16 -> cache.removeAll(keys());
        default -> seldom();
      }
    }

    private void seldom() {
      switch (random.nextInt(40)) {
        case 0 -> cache.clear();
        case 1 -> cache.removeAll();
        case 2 -> cache.forEach(entry -> own(entry.getKey(), entry.getValue()));
        case 3 -> cache.loadAll(keys(), random.nextBoolean(), new CompletionListenerFuture());
        default -> cache.invokeAll(keys(), (entry, arguments) -> entry.getValue());
      }
    }

    private void replaceWhatIsThere(Integer key) {
      String present = cache.get(key);
      if (present != null) {
        cache.replace(key, present, value(key));
      }
    }

    private void invoke(Integer key) {
      String value = value(key);
      boolean remove = random.nextInt(4) == 0;
      cache.invoke(key, (entry, arguments) -> {
        own(entry.getKey(), entry.getValue());
        Faulty.mayFail();
        if (remove) {
          entry.remove();
        } else {
          entry.setValue(value);
        }
        return null;
      });
    }

    private Integer key() {
      // Some keys are asked for by all.
      return random.nextInt(3) == 0 ? random.nextInt(5) : random.nextInt(KEYS);
    }

    private String value(Integer key) {
      return key + "#" + random.nextInt(1_000);
    }

    private Set<Integer> keys() {
      Set<Integer> keys = new LinkedHashSet<>();
      for (int i = 0; i < 4; i++) {
        keys.add(key());
      }
      return keys;
    }

    private Map<Integer, String> values() {
      Map<Integer, String> values = new LinkedHashMap<>();
      keys().forEach(key -> values.put(key, value(key)));
      return values;
    }

    private static void own(Integer key, @Nullable String value) {
      if (value != null && !Faulty.isOf(key, value)) {
        throw new AssertionError("another key's value");
      }
    }
  }
}
