package dev.larder.replay.policy;

import dev.larder.internal.core.Lifetime;
import dev.larder.internal.core.StripedTable;
import dev.larder.internal.core.TableConfig;
import java.util.Arrays;

/** Larder's own table, as the caches of an application have it. */
public final class LarderCore implements Policy {
  private final StripedTable<Long, Long> table;
  private final Long[] keys;

  /**
   * An empty cache.
   *
   * @param stripes a power of two, or 0 for the table's own choice
   * @param seed for the spreading of keys and for chance
   */
  public LarderCore(int capacity, int uniqueKeys, int stripes, int seed) {
    table = new StripedTable<>(
        TableConfig.<Long, Long>bounded("replay", capacity).withStripes(stripes), seed);
    keys = new Long[uniqueKeys];
    Arrays.setAll(keys, i -> (long) i);
  }

  @Override
  public boolean access(long key) {
    Long boxed = keys[(int) key];
    if (table.get(boxed) != null) {
      return true;
    }
    table.put(boxed, boxed, Lifetime.ETERNAL, Lifetime.ETERNAL);
    return false;
  }
}
