package dev.larder.benchmarks.tiers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A read that the heap has no entry for, beside the engine's own read. What is on disk is written, closed and opened again, and is far
 * more than the engine keeps in memory, but less than the system's page cache.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // set by JMH
public class FaultIn {
  private static final int ON_DISK = 200_000;
  private static final int ON_SERVER = 10_000;
  private static final long COPRIME = 123_457;

  @Param({"rocksdb", "larder-disk", "ehcache", "lettuce", "larder-redis", "redisson"})
  public String subject;

  @Param("0")
  public int port;

  private final SplittableRandom random = new SplittableRandom(42);
  private Path folder;
  private Reader reader;
  private int entries;

  @Setup
  public void fill() throws Exception {
    folder = Folders.make();
    reader = switch (subject) {
      case "rocksdb" -> rocks();
      case "larder-disk" -> larderOnDisk();
      case "ehcache" -> ehcache();
      case "lettuce" -> lettuce();
      case "larder-redis" -> larderOnRedis();
      case "redisson" -> redisson();
      default -> throw new IllegalArgumentException(subject);
    };
    for (long key = 0; key < entries; key += entries / 10) {
      byte[] found = reader.get(key);
      if (found == null || found.length != Values.LENGTH) {
        throw new IllegalStateException(subject + " lacks entry " + key);
      }
    }
    Settling.await();
  }

  /** So few that hardly any read finds its entry in the heap: one in a hundred. */
  private int heapSize() {
    return entries / 100;
  }

  private Reader rocks() throws Exception {
    entries = ON_DISK;
    try (RocksReader writer = new RocksReader(folder)) {
      // In no order, as keys come to a cache: in theirs, each file would have a range of its own,
      // and one look would do.
      for (long i = 0; i < entries; i++) {
        long key = i * COPRIME % entries;
        writer.put(key, Values.of(key, Values.LENGTH));
      }
    }
    return new RocksReader(folder);
  }

  private Reader larderOnDisk() {
    entries = ON_DISK;
    try (LarderReader writer = new LarderReader(heapSize(), LarderReader.disk(folder))) {
      Values.inBatches(entries, Values.LENGTH, writer.cache::putAll);
    }
    return new LarderReader(heapSize(), LarderReader.disk(folder));
  }

  private Reader ehcache() {
    entries = ON_DISK;
    EhcacheReader made = new EhcacheReader(folder, heapSize());
    for (long key = 0; key < entries; key++) {
      made.put(key, Values.of(key, Values.LENGTH));
    }
    return made;
  }

  private Reader lettuce() {
    entries = ON_SERVER;
    LettuceReader made = new LettuceReader(port);
    for (long key = 0; key < entries; key++) {
      made.put(key, Values.of(key, Values.LENGTH));
    }
    return made;
  }

  private Reader larderOnRedis() {
    entries = ON_SERVER;
    LarderReader made = new LarderReader(heapSize(), LarderReader.redis(port));
    Values.inBatches(entries, Values.LENGTH, made.cache::putAll);
    return made;
  }

  private Reader redisson() {
    entries = ON_SERVER;
    RedissonReader made = new RedissonReader(port);
    for (long key = 0; key < entries; key++) {
      made.put(key, Values.of(key, Values.LENGTH));
    }
    return made;
  }

  @Benchmark
  public byte @Nullable [] get() throws Exception {
    return reader.get(random.nextLong(entries));
  }

  @TearDown
  public void close() throws Exception {
    reader.close();
    try {
      Folders.remove(folder);
    } catch (IOException e) {
      // Its threads may still be at work there; the folder is a temporary one.
    }
  }
}
