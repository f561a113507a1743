package dev.larder.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.larder.internal.core.Lifetime;
import dev.larder.internal.core.StripedTable;
import dev.larder.internal.core.TableConfig;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** One writer and one reader. Afterwards the table must be whole: r2 is 0 then. */
public final class OptimisticReads {
  private static final String FOREIGN = "another key's value, or half a value, or a broken table";

  private OptimisticReads() {}

  private static StripedTable<Object, Item> table(long maximum) {
    StripedTable<Object, Item> table =
        new StripedTable<>(TableConfig.<Object, Item>bounded("race", maximum).withStripes(1), 42);
    put(table, 1, 1);
    return table;
  }

  private static void put(StripedTable<Object, Item> table, Object key, int content) {
    table.put(key, new Item(content), Lifetime.ETERNAL, Lifetime.ETERNAL);
  }

  private static void check(StripedTable<?, ?> table, II_Result result) {
    table.checkConsistency();
    result.r2 = 0;
  }

  /** The old value or the new one. */
  @JCStressTest
  @Outcome(
      id = {"1, 0", "2, 0"},
      expect = ACCEPTABLE,
      desc = "old or new")
  @Outcome(expect = FORBIDDEN, desc = FOREIGN)
  @State
  public static class AgainstPut {
    private final StripedTable<Object, Item> table = table(100);

    @Actor
    public void put() {
      OptimisticReads.put(table, 1, 2);
    }

    @Actor
    public void get(II_Result result) {
      result.r1 = Item.seen(table.get(1));
    }

    @Arbiter
    public void check(II_Result result) {
      OptimisticReads.check(table, result);
    }
  }

  /** A new entry takes the row of the one that was removed. */
  @JCStressTest
  @Outcome(
      id = {"1, 0", "-1, 0"},
      expect = ACCEPTABLE,
      desc = "there or gone")
  @Outcome(expect = FORBIDDEN, desc = FOREIGN)
  @State
  public static class AgainstRemoveAndReuse {
    private final StripedTable<Object, Item> table = table(100);

    @Actor
    public void reuse() {
      table.remove(1, null);
      OptimisticReads.put(table, 2, 2);
    }

    @Actor
    public void get(II_Result result) {
      result.r1 = Item.seen(table.get(1));
    }

    @Arbiter
    public void check(II_Result result) {
      OptimisticReads.check(table, result);
    }
  }

  /** The entry next to the reader's is removed, and others move up in the index. */
  @JCStressTest
  @Outcome(id = "3, 0", expect = ACCEPTABLE, desc = "there all the time")
  @Outcome(expect = FORBIDDEN, desc = FOREIGN)
  @State
  public static class AgainstShiftingCollisions {
    private final StripedTable<Object, Item> table = table(100);

    public AgainstShiftingCollisions() {
      for (int i = 10; i < 22; i++) {
        OptimisticReads.put(table, new Key(i), 5);
      }
      OptimisticReads.put(table, new Key(99), 3);
    }

    @Actor
    public void remove() {
      for (int i = 10; i < 14; i++) {
        table.remove(new Key(i), null);
      }
    }

    @Actor
    public void get(II_Result result) {
      result.r1 = Item.seen(table.get(new Key(99)));
    }

    @Arbiter
    public void check(II_Result result) {
      OptimisticReads.check(table, result);
    }
  }

  /** All arrays are replaced by larger ones. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "there all the time")
  @Outcome(expect = FORBIDDEN, desc = FOREIGN)
  @State
  public static class AgainstGrowth {
    private final StripedTable<Object, Item> table = table(10_000);

    @Actor
    public void grow() {
      for (int i = 2; i < 40; i++) {
        OptimisticReads.put(table, i, 2);
      }
    }

    @Actor
    public void get(II_Result result) {
      result.r1 = Item.seen(table.get(1));
    }

    @Arbiter
    public void check(II_Result result) {
      OptimisticReads.check(table, result);
    }
  }

  /** New entries want the only room there is. */
  @JCStressTest
  @Outcome(
      id = {"1, 0", "-1, 0"},
      expect = ACCEPTABLE,
      desc = "there or evicted")
  @Outcome(expect = FORBIDDEN, desc = FOREIGN)
  @State
  public static class AgainstEviction {
    private final StripedTable<Object, Item> table = table(1);

    @Actor
    public void evict() {
      OptimisticReads.put(table, 2, 2);
      OptimisticReads.put(table, 3, 3);
    }

    @Actor
    public void get(II_Result result) {
      result.r1 = Item.seen(table.get(1));
    }

    @Arbiter
    public void check(II_Result result) {
      OptimisticReads.check(table, result);
    }
  }

  /** All arrays are replaced by small empty ones, and filled anew. */
  @JCStressTest
  @Outcome(
      id = {"1, 0", "-1, 0"},
      expect = ACCEPTABLE,
      desc = "there or gone")
  @Outcome(expect = FORBIDDEN, desc = FOREIGN)
  @State
  public static class AgainstClear {
    private final StripedTable<Object, Item> table = table(100);

    public AgainstClear() {
      for (int i = 2; i < 30; i++) {
        OptimisticReads.put(table, i, 2);
      }
    }

    @Actor
    public void clear() {
      table.clear();
      OptimisticReads.put(table, 2, 2);
    }

    @Actor
    public void get(II_Result result) {
      result.r1 = Item.seen(table.get(1));
    }

    @Arbiter
    public void check(II_Result result) {
      OptimisticReads.check(table, result);
    }
  }

  /** The row gets another entry, that lives shorter, while a reader prolongs the life of the one it found. */
  @JCStressTest
  @Outcome(
      id = {"1, 0", "-1, 0"},
      expect = ACCEPTABLE,
      desc = "there or gone")
  @Outcome(expect = FORBIDDEN, desc = FOREIGN)
  @State
  public static class AgainstAnotherDeadline {
    private static final long HOUR = 3_600_000_000_000L;
    private final StripedTable<Object, Item> table = table(100);

    public AgainstAnotherDeadline() {
      table.put(1, new Item(1), HOUR, HOUR);
    }

    @Actor
    public void reuse() {
      table.remove(1, null);
      table.put(2, new Item(2), 0, 0);
    }

    @Actor
    public void get(II_Result result) {
      result.r1 = Item.seen(table.get(1, 2 * HOUR));
    }

    @Arbiter
    public void check(II_Result result) {
      boolean resurrected = table.peek(2) != null;
      table.checkConsistency();
      result.r2 = resurrected ? 1 : 0;
    }
  }
}
