package dev.larder.internal.redis;

import static dev.larder.internal.redis.Tiers.eventually;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.LarderCacheManager;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.integration.CacheLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** JCache's own operations, by two caches that know of each other only through the server. */
class CachesOverRedisTest {
  private static EmbeddedServer server;

  private final List<Cache<?, ?>> opened = new ArrayList<>();

  @BeforeAll
  static void startServer() throws IOException {
    server = EmbeddedServer.start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @AfterEach
  void close() {
    opened.forEach(Caches::close);
    server.run(commands -> commands.flushall());
  }

  private <V> Cache<String, V> open(
      Class<V> type, MutableConfiguration<String, V> configuration, String... pairs) {
    Cache<String, V> cache = Caches.open(server.uri(), type, configuration, pairs);
    opened.add(cache);
    return cache;
  }

  private Cache<String, String> open(String... pairs) {
    return open(String.class, new MutableConfiguration<>(), pairs);
  }

  @Test
  void whatOneWritesTheOtherReads() throws Exception {
    Cache<String, String> here = open();
    Cache<String, String> there = open();
    here.put("a", "1");
    assertThat(there.get("a")).isEqualTo("1");
    here.put("a", "2");
    eventually("the invalidation", () -> "2".equals(there.get("a")));
    there.remove("a");
    eventually("the invalidation", () -> here.get("a") == null);
  }

  @Test
  void oneReadsWhatItHasWritten() {
    Cache<String, String> here = open();
    for (int i = 0; i < 200; i++) {
      here.put("a", "" + i);
      assertThat(here.get("a")).isEqualTo("" + i);
    }
  }

  @Test
  void aHitInTheHeapAsksNobody() {
    Cache<String, String> here = open();
    here.put("a", "1");
    assertThat(here.get("a")).isEqualTo("1");
    assertThat(here.get("a")).isEqualTo("1");
    server.run(commands -> commands.configResetstat());
    for (int i = 0; i < 100; i++) {
      assertThat(here.get("a")).isEqualTo("1");
    }
    String counted = server.run(commands -> commands.info("commandstats"));
    assertThat(counted).doesNotContain("cmdstat_mget");
  }

  @Test
  void theWholeCacheIsMeantNotTheHeap() {
    Cache<String, String> here = open();
    Cache<String, String> there = open();
    here.putAll(Map.of("a", "1", "b", "2"));
    assertThat(there.containsKey("a")).isTrue();
    assertThat(there.putIfAbsent("a", "3")).isFalse();
    assertThat(there.replace("b", "2", "4")).isTrue();
    assertThat(there.getAndPut("a", "5")).isEqualTo("1");
    Map<String, String> met = new HashMap<>();
    there.forEach(entry -> met.put(entry.getKey(), entry.getValue()));
    assertThat(met).isEqualTo(Map.of("a", "5", "b", "4"));
    there.removeAll();
    assertThat(open().iterator().hasNext()).isFalse();
  }

  @Test
  void clearMeansAllJvms() throws Exception {
    Cache<String, String> here = open();
    Cache<String, String> there = open();
    here.put("a", "1");
    assertThat(there.get("a")).isEqualTo("1");
    here.clear();
    assertThat(here.get("a")).isNull();
    eventually("the invalidation", () -> there.get("a") == null);
  }

  @Test
  void noIncrementIsLost() throws Exception {
    List<Cache<String, Integer>> caches = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      caches.add(open(Integer.class, new MutableConfiguration<>()));
    }
    int each = 100;
    List<Callable<Void>> work = new ArrayList<>();
    for (Cache<String, Integer> cache : caches) {
      work.add(() -> {
        for (int i = 0; i < each; i++) {
          cache.<Void>invoke("counter", (entry, arguments) -> {
            entry.setValue(entry.exists() ? entry.getValue() + 1 : 1);
            return null;
          });
        }
        return null;
      });
    }
    runAll(work);
    assertThat(open(Integer.class, new MutableConfiguration<>()).get("counter"))
        .isEqualTo(3 * each);
  }

  @Test
  void aKeyIsPutIfAbsentOnce() throws Exception {
    List<Cache<String, String>> caches = List.of(open(), open(), open());
    AtomicInteger wins = new AtomicInteger();
    CyclicBarrier start = new CyclicBarrier(caches.size());
    List<Callable<Void>> work = new ArrayList<>();
    for (Cache<String, String> cache : caches) {
      work.add(() -> {
        for (int i = 0; i < 100; i++) {
          start.await(30, TimeUnit.SECONDS);
          if (cache.putIfAbsent("race" + i, "mine")) {
            wins.incrementAndGet();
          }
        }
        return null;
      });
    }
    runAll(work);
    assertThat(wins).hasValue(100);
  }

  private static <T> void runAll(List<Callable<T>> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(work.size());
    try {
      for (Future<T> done : pool.invokeAll(work)) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** Counts. */
  private static final class Squares implements CacheLoader<String, String>, Serializable {
    private static final long serialVersionUID = 1;
    static final AtomicInteger LOADS = new AtomicInteger();

    @Override
    public String load(String key) {
      LOADS.incrementAndGet();
      int number = Integer.parseInt(key);
      return "" + number * number;
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      Map<String, String> loaded = new HashMap<>();
      keys.forEach(key -> loaded.put(key, load(key)));
      return loaded;
    }
  }

  private static MutableConfiguration<String, String> readThrough() {
    return new MutableConfiguration<String, String>()
        .setReadThrough(true)
        .setCacheLoaderFactory(Squares::new);
  }

  @Test
  void heapThenServerThenLoader() {
    Squares.LOADS.set(0);
    Cache<String, String> here = open(String.class, readThrough());
    Cache<String, String> there = open(String.class, readThrough());
    assertThat(here.get("7")).isEqualTo("49");
    assertThat(there.get("7")).isEqualTo("49");
    assertThat(there.getAll(Set.of("7", "8"))).isEqualTo(Map.of("7", "49", "8", "64"));
    assertThat(here.get("8")).isEqualTo("64");
    assertThat(Squares.LOADS).hasValue(2);
  }

  @Test
  void withALeaseOneOfThreeLoads() throws Exception {
    Squares.LOADS.set(0);
    List<Cache<String, String>> caches = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      caches.add(open(String.class, readThrough(), "load-lease", "30s"));
    }
    CyclicBarrier start = new CyclicBarrier(caches.size());
    List<Callable<Void>> work = new ArrayList<>();
    for (Cache<String, String> cache : caches) {
      work.add(() -> {
        for (int i = 0; i < 20; i++) {
          start.await(30, TimeUnit.SECONDS);
          assertThat(cache.get("" + i)).isEqualTo("" + i * i);
        }
        return null;
      });
    }
    runAll(work);
    assertThat(Squares.LOADS).hasValue(20);
  }

  @Test
  void theServerForgetsWhatHasExpired() throws Exception {
    Cache<String, String> here = open(
        String.class,
        new MutableConfiguration<String, String>()
            .setExpiryPolicyFactory(
                CreatedExpiryPolicy.factoryOf(new Duration(TimeUnit.MILLISECONDS, 400))));
    here.put("a", "1");
    eventually("the end of its time", () -> here.get("a") == null);
    eventually("the server's to be gone", () -> server.run(commands -> commands.dbsize()) <= 1);
  }

  @Test
  void withoutAServerTheLoaderIsAskedEachTime() throws Exception {
    try (EmbeddedServer mortal = EmbeddedServer.start()) {
      Cache<String, String> cache = Caches.open(mortal.uri(), String.class, readThrough());
      opened.add(cache);
      assertThat(cache.get("3")).isEqualTo("9");
      mortal.kill();
      eventually("the loss", () -> {
        return loadsOfTwoGets(cache) == 2;
      });
      mortal.restart();
      eventually("the server's return", () -> {
        return loadsOfTwoGets(cache) == 0;
      });
    }
  }

  private static int loadsOfTwoGets(Cache<String, String> cache) {
    Squares.LOADS.set(0);
    for (int i = 0; i < 2; i++) {
      assertThat(cache.get("3")).isEqualTo("9");
    }
    return Squares.LOADS.get();
  }

  @Test
  void aMistakeIsRefusedWithoutThePassword() {
    assertThatThrownBy(() -> Caches.open("redis-cluster://:s3cret@host", String.class))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("Redis Cluster is not supported")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
  }

  @Test
  void aDescriptionDoesNotHaveThePassword() {
    Cache<String, String> here = open("user", "default", "password", "s3cret");
    String described =
        requireNonNull(here.getCacheManager()).unwrap(LarderCacheManager.class).describe();
    assertThat(described).contains("redis").doesNotContain("s3cret");
  }

  @Test
  void aCacheThatIsDestroyedLeavesNothing() throws Exception {
    Cache<String, String> here = open();
    for (int i = 0; i < 100; i++) {
      here.put("k" + i, "v");
    }
    requireNonNull(here.getCacheManager()).destroyCache("shared");
    eventually("the deletion", () -> server.run(commands -> commands.dbsize()) == 0);
  }
}
