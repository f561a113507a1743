package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdviceTest {
  private static final int REQUESTS = 20_000;
  private static final Duration LONG = Duration.ofSeconds(60);

  private final LarderCachingProvider provider = new LarderCachingProvider();
  private final CacheManager manager = provider.getCacheManager();

  @AfterEach
  void close() {
    provider.close();
  }

  private LarderCache<Integer, String> cache(long bound) {
    return create(
        new LarderConfiguration<Integer, String>().maximumSize(bound).setStatisticsEnabled(true));
  }

  @SuppressWarnings("unchecked")
  private LarderCache<Integer, String> create(MutableConfiguration<Integer, String> configuration) {
    return manager.createCache("stock", configuration).unwrap(LarderCache.class);
  }

  /** Asks now and then for advice, lest the buffer of a test that knows no pause is full. */
  private static void loop(LarderCache<Integer, String> cache, int keys) {
    for (int i = 0; i < REQUESTS; i++) {
      ask(cache, i % keys);
      if (i % 200 == 0) {
        cache.advice();
      }
    }
  }

  private static void ask(Cache<Integer, String> cache, int key) {
    if (cache.get(key) == null) {
      cache.put(key, "value of " + key);
    }
  }

  @Test
  void aCacheThatIsTooSmallIsToldHowLargeItShouldBe() {
    LarderCache<Integer, String> cache = cache(100);
    loop(cache, 150);
    Advice advice = cache.advice();
    assertThat(advice.isKnown()).isTrue();
    assertThat(advice.sentence()).contains("small", "maximum-size = 200");
    assertThat(advice.curve())
        .extracting(Advice.Point::maximumSize)
        .containsExactly(13L, 25L, 50L, 100L, 200L, 400L, 800L);
    assertThat(advice.curve().get(4).hitRatio()).isGreaterThan(0.98);
    assertThat(advice.hitRatio()).isEqualTo(advice.curve().get(3).hitRatio());
    assertThat(advice.sizeFor99Percent().getAsLong()).isBetween(150L, 200L);
    assertThat(advice.sizeFor90Percent().getAsLong())
        .isLessThanOrEqualTo(advice.sizeFor95Percent().getAsLong());
  }

  @Test
  void aCacheThatIsTooLargeIsToldWhatHalfOfItWouldSave() {
    LarderCache<Integer, String> cache = cache(1_000);
    loop(cache, 700);
    for (int i = 0; i < REQUESTS; i++) {
      ask(cache, i % 200);
      if (i % 200 == 0) {
        cache.advice();
      }
    }
    Advice advice = cache.advice();
    assertThat(advice.bytesSavedByHalving().getAsLong()).isBetween(10_000L, 50_000L);
    assertThat(advice.maximumSize()).isEqualTo(1_000);
  }

  @Test
  void aCacheWithRoomForTwiceItsKeysNeedsOnlyHalf() {
    LarderCache<Integer, String> cache = cache(1_000);
    loop(cache, 300);
    assertThat(cache.advice().sentence()).contains("larger than it need be", "500");
    assertThat(cache.advice().bytesSavedByHalving()).hasValue(0);
  }

  @Test
  void aCacheWithoutStatisticsSaysThatTheyAreOff() {
    LarderCache<Integer, String> cache =
        create(new LarderConfiguration<Integer, String>().maximumSize(100));
    loop(cache, 150);
    assertThat(cache.advice().isKnown()).isFalse();
    assertThat(cache.advice().curve()).isEmpty();
    assertThat(cache.advice().sentence()).contains("statistics = true");
  }

  @Test
  void adviceCanBeTurnedOff() {
    LarderCache<Integer, String> cache = create(new LarderConfiguration<Integer, String>()
        .maximumSize(100)
        .advice(false)
        .setStatisticsEnabled(true));
    loop(cache, 150);
    assertThat(cache.advice().sentence()).contains("advice = false");
  }

  @Test
  void fewRequestsAreTooFew() {
    LarderCache<Integer, String> cache = cache(100);
    ask(cache, 1);
    assertThat(cache.advice().isKnown()).isFalse();
    assertThat(cache.advice().sentence()).contains("Too little");
  }

  @Test
  void aCacheWithoutABoundIsToldThatItHasNone() {
    LarderCache<Integer, String> cache = cache(Long.MAX_VALUE);
    loop(cache, 150);
    assertThat(cache.advice().sentence()).contains("no bound");
  }

  @Test
  void statisticsThatAreTurnedOnLaterAreEnough() {
    LarderCache<Integer, String> cache =
        create(new LarderConfiguration<Integer, String>().maximumSize(100));
    loop(cache, 150);
    cache.stats().enable();
    loop(cache, 150);
    assertThat(cache.advice().sentence()).contains("maximum-size = 200");
  }

  @Test
  void processorsAreRequestsToo() {
    LarderCache<Integer, String> cache = cache(100);
    for (int i = 0; i < REQUESTS; i++) {
      cache.invoke(i % 150, (entry, arguments) -> {
        if (!entry.exists()) {
          entry.setValue("made");
        }
        return null;
      });
      if (i % 200 == 0) {
        cache.advice();
      }
    }
    assertThat(cache.advice().sentence()).contains("maximum-size = 200");
  }

  @Test
  void aCacheWhoseBoundNobodyChoseIsWarnedAboutOnce() throws InterruptedException {
    List<String> messages = new CopyOnWriteArrayList<>();
    Handler handler = recorder(messages);
    Logger logger = Logger.getLogger("dev.larder.advice");
    logger.addHandler(handler);
    try {
      LarderCache<Integer, String> cache =
          create(new MutableConfiguration<Integer, String>().setStatisticsEnabled(true));
      Random random = new Random(1);
      Instant end = Instant.now().plus(LONG);
      while (messages.isEmpty() && Instant.now().isBefore(end)) {
        ask(cache, random.nextInt(20_000));
      }
      assertThat(messages).hasSize(1);
      assertThat(messages.get(0)).contains("\"stock\"", "built-in", "10,000", "maximum-size");
    } finally {
      logger.removeHandler(handler);
    }
  }

  private static Handler recorder(List<String> messages) {
    return new Handler() {
      @Override
      public void publish(LogRecord message) {
        messages.add(message.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
