package dev.larder.lincheck;

import dev.larder.LarderCachingProvider;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import org.junit.jupiter.api.Test;

/** A cache that holds the key during each write, because somebody listens, is linearizable. */
public class HoldingCacheLincheckTest extends CacheOperations {
  private static final Cache<Integer, Integer> CACHE =
      new LarderCachingProvider().getCacheManager().createCache("holding", configuration());

  private static MutableConfiguration<Integer, Integer> configuration() {
    CacheEntryCreatedListener<Integer, Integer> listener = events -> {};
    return new MutableConfiguration<Integer, Integer>()
        .addCacheEntryListenerConfiguration(
            new MutableCacheEntryListenerConfiguration<>(() -> listener, null, false, true));
  }

  public HoldingCacheLincheckTest() {
    super(CACHE);
  }

  @Test
  void isLinearizableUnderStress() {
    Effort.stress().sequentialSpecification(Plain.class).check(HoldingCacheLincheckTest.class);
  }

  @Test
  void isLinearizableInEveryInterleavingThatIsTried() {
    Effort.modelChecking()
        .sequentialSpecification(Plain.class)
        .check(HoldingCacheLincheckTest.class);
  }
}
