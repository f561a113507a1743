package dev.larder.lincheck;

import dev.larder.LarderCachingProvider;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.Test;

/** A cache of which each write is one short step is linearizable. */
public class CacheLincheckTest extends CacheOperations {
  private static final Cache<Integer, Integer> CACHE = new LarderCachingProvider()
      .getCacheManager()
      .createCache("direct", new MutableConfiguration<Integer, Integer>());

  public CacheLincheckTest() {
    super(CACHE);
  }

  @Test
  void isLinearizableUnderStress() {
    Effort.stress().sequentialSpecification(Plain.class).check(CacheLincheckTest.class);
  }

  @Test
  void isLinearizableInEveryInterleavingThatIsTried() {
    Effort.modelChecking().sequentialSpecification(Plain.class).check(CacheLincheckTest.class);
  }
}
