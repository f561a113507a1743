package dev.larder.lincheck;

import dev.larder.internal.core.Lifetime;
import dev.larder.internal.core.StripedTable;
import dev.larder.internal.core.TableConfig;
import java.util.HashMap;
import java.util.Map;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The core is linearizable where nothing has to make room. */
@Param(name = "key", gen = IntGen.class, conf = "1:3")
@Param(name = "value", gen = IntGen.class, conf = "1:9")
public class TableLincheckTest {
  private final StripedTable<Integer, Integer> table =
      new StripedTable<>(TableConfig.<Integer, Integer>bounded("lincheck", 100).withStripes(1), 42);

  @Operation
  public @Nullable Integer get(@Param(name = "key") int key) {
    return table.get(key);
  }

  @Operation
  public @Nullable Integer put(@Param(name = "key") int key, @Param(name = "value") int value) {
    return table.put(key, value, Lifetime.ETERNAL, Lifetime.ETERNAL);
  }

  @Operation
  public @Nullable Integer putIfAbsent(
      @Param(name = "key") int key, @Param(name = "value") int value) {
    return table.putIfAbsent(key, value, Lifetime.ETERNAL);
  }

  @Operation
  public @Nullable Integer replace(@Param(name = "key") int key, @Param(name = "value") int value) {
    return table.replace(key, null, value, Lifetime.ETERNAL);
  }

  @Operation
  public @Nullable Integer remove(@Param(name = "key") int key) {
    return table.remove(key, null);
  }

  @Validate
  public void check() {
    table.checkConsistency();
  }

  /** What it should be like. */
  public static class Plain {
    private final Map<Integer, Integer> map = new HashMap<>();

    public @Nullable Integer get(int key) {
      return map.get(key);
    }

    public @Nullable Integer put(int key, int value) {
      return map.put(key, value);
    }

    public @Nullable Integer putIfAbsent(int key, int value) {
      return map.putIfAbsent(key, value);
    }

    public @Nullable Integer replace(int key, int value) {
      return map.replace(key, value);
    }

    public @Nullable Integer remove(int key) {
      return map.remove(key);
    }
  }

  @Test
  void isLinearizableUnderStress() {
    Effort.stress().sequentialSpecification(Plain.class).check(TableLincheckTest.class);
  }

  @Test
  void isLinearizableInEveryInterleavingThatIsTried() {
    Effort.modelChecking().sequentialSpecification(Plain.class).check(TableLincheckTest.class);
  }
}
