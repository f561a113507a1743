package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many threads change one cache while others use it. */
class ReconfigurationTest {
  private static final int THREADS = 4;
  private static final int CHANGES = 50;

  @RegisterExtension
  final Pantry pantry = new Pantry();

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endTheThreads() {
    threads.shutdownNow();
  }

  @Test
  void ofConcurrentReconfigurationsOneCountsAsAWhole() throws Exception {
    @SuppressWarnings("unchecked")
    LarderCache<Integer, Integer> cache = pantry
        .cache(new LarderConfiguration<Integer, Integer>().timeToLive(Duration.ofMinutes(1)))
        .unwrap(LarderCache.class);
    CyclicBarrier start = new CyclicBarrier(2 * THREADS);
    List<Future<?>> all = new ArrayList<>();
    for (int thread = 1; thread <= THREADS; thread++) {
      int number = thread;
      all.add(threads.submit(() -> {
        start.await();
        for (int i = 0; i < CHANGES; i++) {
          cache.reconfigure(
              change -> change.maximumSize(100L * number).timeToLive(Duration.ofMinutes(number)));
        }
        return null;
      }));
      all.add(threads.submit(() -> {
        start.await();
        for (int i = 0; i < 100 * CHANGES; i++) {
          cache.put(i % 1_000, number);
          cache.get(i % 999);
        }
        return null;
      }));
    }
    for (Future<?> one : all) {
      one.get();
    }
    long size = cache.maximumSize();
    assertThat(size).isIn(100L, 200L, 300L, 400L);
    assertThat(cache.size()).isLessThanOrEqualTo(size);
    cache.put(-1, 1);
    assertThat(cache.timeToLive(-1)).contains(Duration.ofMinutes(size / 100));
    assertThat(Pantry.configurationOf(cache).toMap())
        .containsEntry("maximum-size", size)
        .extractingByKey("time-to-live")
        .hasToString(java.util.Optional.of(Duration.ofMinutes(size / 100)).toString());
    Pantry.check(cache);
  }

  @Test
  void ofManyWhoCreateOneCacheOneSucceedsAndTheOthersAreTold() throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Future<Boolean>> all = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      all.add(threads.submit(() -> {
        start.await();
        try {
          pantry.manager.createCache("one", new LarderConfiguration<Integer, Integer>());
          return true;
        } catch (javax.cache.CacheException e) {
          assertThat(e).hasMessageContaining("\"one\"");
          return false;
        }
      }));
    }
    int made = 0;
    for (Future<Boolean> one : all) {
      made += one.get() ? 1 : 0;
    }
    assertThat(made).isEqualTo(1);
    pantry.manager.getCache("one").put(1, 1);
    assertThat(pantry.manager.getCache("one").get(1)).isEqualTo(1);
  }
}
