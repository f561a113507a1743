package dev.larder.benchmarks.tiers;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** A JVM that starts over the files of a million entries: until it has answered, everything that has to be made for that included. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // set by JMH
public class Restart {
  static final int ENTRIES = 1_000_000;
  static final int LENGTH = 100;

  @Param("")
  public String folder;

  private LarderReader reader;

  /** Fills the folder. */
  static void fill(Path folder) {
    try (LarderReader writer = new LarderReader(1_000, LarderReader.disk(folder))) {
      Values.inBatches(ENTRIES, LENGTH, writer.cache::putAll);
    }
  }

  private void read(int hits, Blackhole hole) {
    reader = new LarderReader(100_000, LarderReader.disk(Path.of(folder)));
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < hits; i++) {
      byte[] found = reader.get(random.nextLong(ENTRIES));
      if (found == null) {
        throw new IllegalStateException("a miss");
      }
      hole.consume(found);
    }
  }

  @Benchmark
  public void firstHit(Blackhole hole) {
    read(1, hole);
  }

  @Benchmark
  public void firstThousandHits(Blackhole hole) {
    read(1_000, hole);
  }

  @TearDown
  public void close() {
    reader.close();
  }
}
