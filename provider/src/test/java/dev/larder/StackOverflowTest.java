package dev.larder;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A recursion without end that uses a cache at each level overflows inside of the cache, mostly; the cache works afterwards. */
@Timeout(120)
class StackOverflowTest {
  private static final int ROUNDS = 50;
  private static final String DEEP = "deep";

  @RegisterExtension
  final Pantry pantry = new Pantry();

  @RegisterExtension
  final Hands hands = new Hands();

  record Descent(String name, BiConsumer<Cache<Integer, String>, Integer> from, Way way) {
    @Override
    public String toString() {
      return name;
    }
  }

  enum Way {
    PLAIN,
    LISTENER,
    LOADER,
    WRITER,
    EXPIRY_POLICY
  }

  static Stream<Descent> descents() {
    return Stream.of(
        new Descent("put", StackOverflowTest::putDown, Way.PLAIN),
        new Descent("put with a listener", StackOverflowTest::putDown, Way.LISTENER),
        new Descent("invoke", StackOverflowTest::invokeDown, Way.PLAIN),
        new Descent("load", Cache::get, Way.LOADER),
        new Descent("write", (cache, level) -> cache.put(level, "v"), Way.WRITER),
        new Descent("expiry policy", (cache, level) -> cache.put(level, "v"), Way.EXPIRY_POLICY));
  }

  @SuppressWarnings("InfiniteRecursion")
  private static void putDown(Cache<Integer, String> cache, int level) {
    cache.put(level, "v");
    putDown(cache, level + 1);
  }

  private static void invokeDown(Cache<Integer, String> cache, int level) {
    cache.invoke(level, (entry, args) -> {
      entry.setValue("v");
      invokeDown(cache, level + 1);
      return null;
    });
  }

  private static final class Deaf implements CacheEntryCreatedListener<Integer, String> {
    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends Integer, ? extends String>> events) {}
  }

  /** Puts the next level, on the thread that has to overflow. */
  private void goDown(String name, int level) {
    if (Thread.currentThread().getName().equals(DEEP)) {
      pantry.manager.<Integer, String>getCache(name).put(level + 1, "v");
    }
  }

  private final class DeepWriter implements CacheWriter<Integer, String> {
    private final String name;

    DeepWriter(String name) {
      this.name = name;
    }

    @Override
    public void write(Cache.Entry<? extends Integer, ? extends String> entry) {
      goDown(name, entry.getKey());
    }

    @Override
    public void writeAll(Collection<Cache.Entry<? extends Integer, ? extends String>> entries) {}

    @Override
    public void delete(Object key) {}

    @Override
    public void deleteAll(Collection<?> keys) {}
  }

  /** Is not told of the key, so counts. */
  private final class DeepExpiry implements ExpiryPolicy {
    private final String name;
    private final AtomicInteger level = new AtomicInteger();

    DeepExpiry(String name) {
      this.name = name;
    }

    @Override
    public Duration getExpiryForCreation() {
      goDown(name, level.getAndIncrement());
      return Duration.ETERNAL;
    }

    @Override
    public @Nullable Duration getExpiryForAccess() {
      return null;
    }

    @Override
    public @Nullable Duration getExpiryForUpdate() {
      return null;
    }
  }

  private Cache<Integer, String> open(String name, Way way) {
    MutableConfiguration<Integer, String> configuration = new MutableConfiguration<>();
    if (way == Way.LOADER) {
      configuration.setReadThrough(true).setCacheLoaderFactory(() -> new CacheLoader<>() {
        @Override
        public String load(Integer level) {
          return pantry.manager.<Integer, String>getCache(name).get(level + 1);
        }

        @Override
        public Map<Integer, String> loadAll(Iterable<? extends Integer> keys) {
          return Map.of();
        }
      });
    } else if (way == Way.WRITER) {
      configuration.setWriteThrough(true).setCacheWriterFactory(() -> new DeepWriter(name));
    } else if (way == Way.EXPIRY_POLICY) {
      configuration.setExpiryPolicyFactory(() -> new DeepExpiry(name));
    } else if (way == Way.LISTENER) {
      configuration.addCacheEntryListenerConfiguration(
          new MutableCacheEntryListenerConfiguration<>(Deaf::new, null, true, true));
    }
    return pantry.cache(name, configuration);
  }

  /** Where exactly it ends depends on the stack's size, so that differs from round to round. */
  @ParameterizedTest
  @MethodSource("descents")
  void leavesTheCacheWhole(Descent descent) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Cache<Integer, String> cache = open("pantry" + round, descent.way);
      Thread deep =
          new Thread(null, () -> swallow(descent, cache), DEEP, (200 << 10) + round * 1_000L);
      deep.start();
      deep.join();
      Pantry.check(cache);
      hands.run(() -> useAll(cache)).result();
      cache.close();
    }
  }

  @SuppressWarnings("CheckReturnValue")
  private static void swallow(Descent descent, Cache<Integer, String> cache) {
    Assertions.catchThrowable(() -> descent.from.accept(cache, 0));
  }

  private static void useAll(Cache<Integer, String> cache) {
    for (int key : List.of(0, 1, 2, 3, 10, 100, 1_000)) {
      for (int i = 0; i < 20; i++) {
        cache.put(key + i, "v");
        cache.remove(key + i);
      }
    }
  }
}
