package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.integration.CacheLoader;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * On a JDK with virtual threads (run the tests with {@code -Djvm=/path/to/jdk25/bin/java}): whoever waits in a loader, or for
 * another's load, gives its carrier away. Loads end only when all threads have asked and all loads have begun: were one carrier kept,
 * that would never be.
 */
@Timeout(120)
class VirtualThreadsTest {
  private static final int THREADS = 1_000;
  private static final int WARM_UP = -1;

  @TempDir
  private Path directory;

  @BeforeAll
  static void thereAreVirtualThreads() {
    assumeTrue(
        Runtime.version().feature() >= 21,
        "this JDK has no virtual threads; run with -Djvm=/path/to/jdk25/bin/java");
  }

  /** {@code Executors.newVirtualThreadPerTaskExecutor()}, which Java 17 does not know. */
  private static ExecutorService virtualThreads() throws ReflectiveOperationException {
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  /** Lets no load end before all threads have asked and so many loads have begun. */
  private static final class PatientLoader implements CacheLoader<Integer, Integer> {
    final CountDownLatch asked = new CountDownLatch(THREADS);
    final CountDownLatch begun;
    final AtomicInteger loads = new AtomicInteger();

    PatientLoader(int keys) {
      begun = new CountDownLatch(keys);
    }

    @Override
    public Integer load(Integer key) {
      if (key != WARM_UP) {
        loads.incrementAndGet();
        begun.countDown();
        try {
          asked.await();
          begun.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      return key;
    }

    @Override
    public Map<Integer, Integer> loadAll(Iterable<? extends Integer> keys) {
      Map<Integer, Integer> loaded = new HashMap<>();
      keys.forEach(key -> loaded.put(key, load(key)));
      return loaded;
    }
  }

  /** All threads read, among them so many keys. */
  private void read(int keys) throws Exception {
    PatientLoader loader = new PatientLoader(keys);
    try (LarderCachingProvider provider = new LarderCachingProvider();
        Recording recording = new Recording()) {
      Cache<Integer, Integer> cache = provider
          .getCacheManager()
          .createCache(
              "virtual",
              new MutableConfiguration<Integer, Integer>()
                  .setReadThrough(true)
                  .setCacheLoaderFactory(() -> loader));
      ExecutorService threads = virtualThreads();
      warmUp(cache, threads);
      recording.enable("jdk.VirtualThreadPinned").withoutThreshold();
      recording.start();
      List<Future<Integer>> found = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int key = i % keys;
        found.add(threads.submit(() -> {
          loader.asked.countDown();
          return cache.get(key);
        }));
      }
      for (int i = 0; i < THREADS; i++) {
        assertThat(found.get(i).get()).isEqualTo(i % keys);
      }
      threads.shutdown();
      recording.stop();
      assertThat(loader.loads).hasValue(keys);
      assertThat(pinnedByUs(recording)).isEmpty();
    }
  }

  /** The JVM pins whoever waits for a class that another thread is loading: all are loaded here, those of recorded events, too. */
  private static void warmUp(Cache<Integer, Integer> cache, ExecutorService threads)
      throws Exception {
    try (Recording recording = new Recording()) {
      recording.start();
      for (Future<Integer> first : List.of(
          threads.submit(() -> cache.get(WARM_UP)), threads.submit(() -> cache.get(WARM_UP)))) {
        assertThat(first.get()).isEqualTo(WARM_UP);
      }
    }
  }

  private List<String> pinnedByUs(Recording recording) throws IOException {
    Path file = Files.createTempFile(directory, "pinned", ".jfr");
    recording.dump(file);
    List<String> pinned = new ArrayList<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      if (event.getEventType().getName().equals("jdk.VirtualThreadPinned")) {
        pinned.add(String.valueOf(event.getStackTrace()));
      }
    }
    return pinned;
  }

  @Test
  void aThousandOfThemWaitForAThousandLoadsAtOnce() throws Exception {
    read(THREADS);
  }

  @Test
  void aThousandOfThemShareTenLoads() throws Exception {
    read(10);
  }
}
