package dev.larder.lincheck;

import java.util.HashMap;
import java.util.Map;
import javax.cache.Cache;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;

/**
 * What threads do to a JCache cache. One cache serves all runs, emptied before each: making one takes longer than the run.
 *
 * <p>Public, like all that Lincheck calls.
 */
@Param(name = "key", gen = IntGen.class, conf = "1:2")
@Param(name = "value", gen = IntGen.class, conf = "1:3")
public abstract class CacheOperations {
  private final Cache<Integer, Integer> cache;

  protected CacheOperations(Cache<Integer, Integer> cache) {
    this.cache = cache;
    cache.clear();
  }

  @Operation
  public @Nullable Integer get(@Param(name = "key") int key) {
    return cache.get(key);
  }

  @Operation
  public void put(@Param(name = "key") int key, @Param(name = "value") int value) {
    cache.put(key, value);
  }

  @Operation
  public boolean remove(@Param(name = "key") int key) {
    return cache.remove(key);
  }

  @Operation
  public boolean replace(
      @Param(name = "key") int key,
      @Param(name = "value") int expected,
      @Param(name = "value") int value) {
    return cache.replace(key, expected, value);
  }

  @Operation
  public boolean putIfAbsent(@Param(name = "key") int key, @Param(name = "value") int value) {
    return cache.putIfAbsent(key, value);
  }

  /** Adds, and answers what came out. */
  @Operation
  public int invoke(@Param(name = "key") int key, @Param(name = "value") int value) {
    return cache.invoke(key, (entry, arguments) -> {
      int sum = value + (entry.exists() ? entry.getValue() : 0);
      entry.setValue(sum);
      return sum;
    });
  }

  /** What it should be like. */
  public static class Plain {
    private final Map<Integer, Integer> map = new HashMap<>();

    public @Nullable Integer get(int key) {
      return map.get(key);
    }

    public void put(int key, int value) {
      map.put(key, value);
    }

    public boolean remove(int key) {
      return map.remove(key) != null;
    }

    public boolean replace(int key, int expected, int value) {
      return map.replace(key, expected, value);
    }

    public boolean putIfAbsent(int key, int value) {
      return map.putIfAbsent(key, value) == null;
    }

    public int invoke(int key, int value) {
      return map.merge(key, value, Integer::sum);
    }
  }
}
