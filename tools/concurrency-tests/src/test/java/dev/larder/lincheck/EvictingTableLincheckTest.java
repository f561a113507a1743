package dev.larder.lincheck;

import dev.larder.internal.core.Lifetime;
import dev.larder.internal.core.StripedTable;
import dev.larder.internal.core.TableConfig;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Where room is short, whom the table evicts depends on who was seen reading, so that no sequence of operations says it. What must
 * hold all the same: what is found is of that key, the bound holds when an operation returns, and the table is whole.
 */
@Param(name = "key", gen = IntGen.class, conf = "1:4")
@Param(name = "value", gen = IntGen.class, conf = "1:9")
public class EvictingTableLincheckTest {
  private static final int ROOM = 2;

  /** Who looks without the lock may see an entry that is in, and the one that goes for it not yet out. */
  private static final int OTHERS_AT_WORK = 1;

  private final StripedTable<Integer, Integer> table = new StripedTable<>(
      TableConfig.<Integer, Integer>bounded("lincheck", ROOM).withStripes(1), 42);

  private static boolean isOf(int key, @Nullable Integer found) {
    return found == null || found / 10 == key;
  }

  @Operation
  public boolean getsItsOwn(@Param(name = "key") int key) {
    return isOf(key, table.get(key));
  }

  @Operation
  public boolean putsWithinTheBound(
      @Param(name = "key") int key, @Param(name = "value") int value) {
    Integer before = table.put(key, 10 * key + value, Lifetime.ETERNAL, Lifetime.ETERNAL);
    return isOf(key, before) && table.size() <= ROOM + OTHERS_AT_WORK;
  }

  @Operation
  public boolean removesItsOwn(@Param(name = "key") int key) {
    return isOf(key, table.remove(key, null));
  }

  @Operation
  public boolean replacesItsOwn(@Param(name = "key") int key, @Param(name = "value") int value) {
    return isOf(key, table.replace(key, null, 10 * key + value, Lifetime.ETERNAL));
  }

  @Validate
  public void check() {
    // The bound, too.
    table.checkConsistency();
  }

  /** All of it, always. */
  public static class Plain {
    public boolean getsItsOwn(int key) {
      return true;
    }

    public boolean putsWithinTheBound(int key, int value) {
      return true;
    }

    public boolean removesItsOwn(int key) {
      return true;
    }

    public boolean replacesItsOwn(int key, int value) {
      return true;
    }
  }

  @Test
  void staysWholeUnderStress() {
    Effort.stress().sequentialSpecification(Plain.class).check(EvictingTableLincheckTest.class);
  }

  @Test
  void staysWholeInEveryInterleavingThatIsTried() {
    Effort.modelChecking()
        .sequentialSpecification(Plain.class)
        .check(EvictingTableLincheckTest.class);
  }
}
