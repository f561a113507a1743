package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a cache tells those who load values themselves: {@link LarderCache#callerLoads}. */
class CallerLoadsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @RegisterExtension
  final Pantry pantry = new Pantry();

  private LarderConfiguration<String, String> configuration() {
    return new LarderConfiguration<String, String>().callersLoad(true);
  }

  private Cache<String, String> cache() {
    return pantry.cache(configuration()
        .timeToLive(MINUTE.multipliedBy(10))
        .refreshAfter(MINUTE)
        .staleIfError(MINUTE.multipliedBy(60))
        .negativeTimeToLive(MINUTE));
  }

  @SuppressWarnings("unchecked") // JCache's type tokens know no type parameters
  private static CallerLoads<String, String> loads(Cache<String, String> cache) {
    LarderCache<String, String> larder = cache.unwrap(LarderCache.class);
    return larder.callerLoads().orElseThrow();
  }

  private static @Nullable String never(String key) {
    throw new AssertionError("not due");
  }

  @Test
  void thereIsNothingToTellWhenNothingIsConfigured() {
    LarderCache<?, ?> cache = pantry.cache(configuration()).unwrap(LarderCache.class);
    assertThat(cache.callerLoads()).isEmpty();
  }

  @Test
  void aValueThatIsDueIsMadeAnewByTheReadersFunctionAndByNothingElse() {
    Cache<String, String> cache = cache();
    CallerLoads<String, String> loads = loads(cache);
    cache.put("key", "old");
    assertThat(loads.get("key", CallerLoadsTest::never)).isEqualTo("old");
    pantry.advance(MINUTE);
    assertThat(cache.get("key")).as("nobody's function").isEqualTo("old");
    assertThat(loads.get("key", key -> "new " + key)).isEqualTo("old");
    long start = System.nanoTime();
    while (!"new key".equals(cache.get("key"))) {
      assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(30).toNanos());
      Thread.onSpinWait();
    }
  }

  @Test
  void nothingIsLoadedWhereThereIsNoValue() {
    assertThat(loads(cache()).get("key", CallerLoadsTest::never)).isNull();
  }

  @Test
  void anExpiredValueIsThereAfterAFailureAndForAWhileWithoutOne() {
    Cache<String, String> cache = cache();
    CallerLoads<String, String> loads = loads(cache);
    cache.put("key", "old");
    pantry.advance(MINUTE.multipliedBy(10));
    assertThat(loads.duringBackOff("key")).as("nothing has failed").isNull();
    assertThat(loads.insteadOfFailure("key")).isEqualTo("old");
    assertThat(loads.duringBackOff("key")).isEqualTo("old");
    pantry.advance(Duration.ofSeconds(1));
    assertThat(loads.duringBackOff("key")).isNull();
    cache.remove("key");
    assertThat(loads.insteadOfFailure("key")).isNull();
  }

  @Test
  void aValueThatCameMeanwhileIsBetterThanAnExpiredOne() {
    Cache<String, String> cache = cache();
    CallerLoads<String, String> loads = loads(cache);
    cache.put("key", "old");
    pantry.advance(MINUTE.multipliedBy(10));
    cache.put("key", "new");
    assertThat(loads.insteadOfFailure("key")).isEqualTo("new");
  }

  @Test
  void absenceIsRememberedUntilItsTimeIsUpOrAPutComes() {
    Cache<String, String> cache = cache();
    CallerLoads<String, String> loads = loads(cache);
    assertThat(loads.isKnownAbsent("key")).isFalse();
    loads.foundNothing("key");
    assertThat(loads.isKnownAbsent("key")).isTrue();
    pantry.advance(MINUTE);
    assertThat(loads.isKnownAbsent("key")).isFalse();
    loads.foundNothing("key");
    cache.put("key", "value");
    assertThat(loads.isKnownAbsent("key")).isFalse();
    loads.foundNothing("key");
    assertThat(loads.isKnownAbsent("key")).as("it is there").isFalse();
  }

  @Test
  @SuppressWarnings("NullAway") // that is the point
  void nullsAndAClosedCacheAreRefused() {
    Cache<String, String> cache = cache();
    CallerLoads<String, String> loads = loads(cache);
    assertThatThrownBy(() -> loads.isKnownAbsent(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> loads.insteadOfFailure(null)).isInstanceOf(NullPointerException.class);
    cache.close();
    assertThatThrownBy(() -> loads.get("key", key -> key))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> loads.foundNothing("key")).isInstanceOf(IllegalStateException.class);
  }
}
