package dev.larder.lincheck;

import dev.larder.LarderCachingProvider;
import dev.larder.LarderConfiguration;
import dev.larder.LarderInside;
import javax.cache.Cache;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The JCache front where room is short. Whom the cache evicts no sequence of operations says; what must hold all the same: what is found,
 * replaced or processed is of that key, and the cache is whole, with the bound kept and no key held.
 */
@Param(name = "key", gen = IntGen.class, conf = "1:4")
@Param(name = "value", gen = IntGen.class, conf = "1:9")
public class EvictingCacheLincheckTest {
  private static final Cache<Integer, Integer> CACHE = new LarderCachingProvider()
      .getCacheManager()
      .createCache("evicting", new LarderConfiguration<Integer, Integer>().maximumSize(2));

  public EvictingCacheLincheckTest() {
    CACHE.clear();
  }

  private static int valueOf(int key, int value) {
    return 10 * key + value;
  }

  private static boolean isOf(int key, @Nullable Integer found) {
    return found == null || found / 10 == key;
  }

  @Operation
  public boolean getsItsOwn(@Param(name = "key") int key) {
    return isOf(key, CACHE.get(key));
  }

  @Operation
  public boolean putsOverItsOwn(@Param(name = "key") int key, @Param(name = "value") int value) {
    return isOf(key, CACHE.getAndPut(key, valueOf(key, value)));
  }

  @Operation
  public boolean removesItsOwn(@Param(name = "key") int key) {
    return isOf(key, CACHE.getAndRemove(key));
  }

  @Operation
  public boolean replacesItsOwn(@Param(name = "key") int key, @Param(name = "value") int value) {
    return isOf(key, CACHE.getAndReplace(key, valueOf(key, value)));
  }

  @Operation
  public boolean replacesWhatIsEqual(
      @Param(name = "key") int key,
      @Param(name = "value") int expected,
      @Param(name = "value") int value) {
    CACHE.replace(key, valueOf(key, expected), valueOf(key, value));
    return true;
  }

  @Operation
  public boolean putsIfAbsent(@Param(name = "key") int key, @Param(name = "value") int value) {
    CACHE.putIfAbsent(key, valueOf(key, value));
    return true;
  }

  @Operation
  public boolean processesItsOwn(@Param(name = "key") int key, @Param(name = "value") int value) {
    return CACHE.<Boolean>invoke(key, (entry, arguments) -> {
      boolean own = isOf(key, entry.exists() ? entry.getValue() : null);
      entry.setValue(valueOf(key, value));
      return own;
    });
  }

  @Validate
  public void check() {
    // The bound, too.
    LarderInside.check(CACHE);
  }

  /** All of it, always. */
  public static class Plain {
    public boolean getsItsOwn(int key) {
      return true;
    }

    public boolean putsOverItsOwn(int key, int value) {
      return true;
    }

    public boolean removesItsOwn(int key) {
      return true;
    }

    public boolean replacesItsOwn(int key, int value) {
      return true;
    }

    public boolean replacesWhatIsEqual(int key, int expected, int value) {
      return true;
    }

    public boolean putsIfAbsent(int key, int value) {
      return true;
    }

    public boolean processesItsOwn(int key, int value) {
      return true;
    }
  }

  @Test
  void staysWholeUnderStress() {
    Effort.stress().sequentialSpecification(Plain.class).check(EvictingCacheLincheckTest.class);
  }

  @Test
  void staysWholeInEveryInterleavingThatIsTried() {
    Effort.modelChecking()
        .sequentialSpecification(Plain.class)
        .check(EvictingCacheLincheckTest.class);
  }
}
