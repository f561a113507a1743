package dev.larder.benchmarks.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Sets of a hundred keys, and maps of a hundred entries, made beforehand. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // set by make()
public class Batches {
  static final int SIZE = 100;
  private static final int NUMBER = 256;

  private List<Set<Object>> keys;
  private List<Map<Object, Long>> entries;

  @Setup
  public void make(Filled filled) {
    Random random = new Random(1);
    keys = new ArrayList<>();
    entries = new ArrayList<>();
    for (int i = 0; i < NUMBER; i++) {
      Map<Object, Long> batch = new HashMap<>();
      while (batch.size() < SIZE) {
        batch.put(filled.lookups[random.nextInt(filled.entries)], filled.values[i]);
      }
      entries.add(batch);
      keys.add(new HashSet<>(batch.keySet()));
    }
  }

  Set<Object> keys(int position) {
    return keys.get(position & (NUMBER - 1));
  }

  Map<Object, Long> entries(int position) {
    return entries.get(position & (NUMBER - 1));
  }
}
