package dev.larder.benchmarks.tiers;

import dev.larder.LarderCachingProvider;
import dev.larder.LarderConfiguration;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A hit in the heap, where nothing is below it, and where something is: should be equal. Strings, so that nothing is copied. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // set by JMH
public class HeapHit {
  private static final int ENTRIES = 1 << 14;

  @Param({"none", "disk", "redis"})
  public String tier;

  @Param("0")
  public int port;

  private final LarderCachingProvider provider = new LarderCachingProvider();
  private Path folder;
  private Cache<Long, String> cache;
  private Long[] keys;
  private int next;

  @Setup
  public void fill() throws IOException, InterruptedException {
    folder = Folders.make();
    LarderConfiguration<Long, String> configuration =
        new LarderConfiguration<Long, String>().maximumSize(ENTRIES * 5 / 4);
    Map<String, ?> below =
        tier.equals("disk") ? LarderReader.disk(folder) : LarderReader.redis(port);
    cache = provider
        .getCacheManager(URI.create("urn:hits"), null)
        .createCache("hits", tier.equals("none") ? configuration : configuration.tier(below));
    for (long key = 0; key < ENTRIES; key++) {
      cache.put(key, "value " + key);
    }
    // A server tells of our own writes, too, and then the heap forgets; what it has afterwards
    // stays.
    Settling.await();
    for (long key = 0; key < ENTRIES; key++) {
      String unused = cache.get(key);
    }
    SplittableRandom random = new SplittableRandom(1);
    keys = new Long[1 << 16];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = random.nextLong(ENTRIES);
    }
    Settling.await();
    // What was brought up, or copied on its way down, has left garbage between the entries: that
    // made a
    // hit 1.6 times as dear, for want of the processor's caches, until a collection had moved them
    // together.
    System.gc();
    System.gc();
  }

  @Benchmark
  public @Nullable String get() {
    next = (next + 1) & (keys.length - 1);
    return cache.get(keys[next]);
  }

  @TearDown
  public void close() throws IOException {
    provider.close();
    Folders.remove(folder);
  }
}
