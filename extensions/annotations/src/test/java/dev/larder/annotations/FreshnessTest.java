package dev.larder.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.LarderCache;
import dev.larder.LarderCachingProvider;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Values that grow old, sources that fail, groups of entries: refresh-after, stale-if-error, negative-ttl and tags of annotated caches. */
@ParameterizedClass
@EnumSource
@Timeout(value = 120, unit = TimeUnit.SECONDS) // against a deadlock
class FreshnessTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private volatile Instant now = Instant.parse("2030-01-01T12:00:00Z");
  private final LarderCachingProvider provider = new LarderCachingProvider(time());
  private final CacheManager manager =
      provider.getCacheManager(URI.create("classpath:annotations.conf"), null);
  private final Container container;
  private final Quotes quotes;

  /** What was logged, instead of printing it. */
  private final List<String> logged = new CopyOnWriteArrayList<>();

  private final Logger logger = Logger.getLogger("dev.larder");
  private final Handler handler = new Handler() {
    @Override
    public void publish(LogRecord entry) {
      logged.add(entry.getMessage() + " " + entry.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  };

  FreshnessTest(Containers kind) {
    this.container = kind.start(manager, Quotes.class);
    this.quotes = container.bean(Quotes.class);
  }

  private InstantSource time() {
    return () -> now;
  }

  private void advance(Duration time) {
    now = now.plus(time);
  }

  @BeforeEach
  void listen() {
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
  }

  @AfterEach
  void closeAll() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
    container.close();
    provider.close();
  }

  private static <T> void await(Callable<T> asked, T wanted) throws Exception {
    long start = System.nanoTime();
    while (!wanted.equals(asked.call())) {
      assertThat(System.nanoTime() - start).isLessThan(DEADLINE.toNanos());
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  private LarderCache<?, ?> cache(String name) {
    return manager.getCache(name).unwrap(LarderCache.class);
  }

  // -- refresh-after

  @Test
  void whoReadsAnOldValueGetsItAtOnceAndTheMethodRunsInTheBackground() throws Exception {
    assertThat(quotes.quote("Swift")).isEqualTo("Swift I");
    advance(MINUTE.minusNanos(1));
    quotes.quote("Swift");
    assertThat(quotes.runs()).isEqualTo(1);

    CountDownLatch goOn = new CountDownLatch(1);
    quotes.source(author -> {
      await(goOn);
      return author + " II";
    });
    advance(Duration.ofNanos(1));
    for (int i = 0; i < 5; i++) {
      assertThat(quotes.quote("Swift")).isEqualTo("Swift I");
    }
    goOn.countDown();
    await(() -> quotes.quote("Swift"), "Swift II");
    assertThat(quotes.runs()).isEqualTo(2);
    assertThat(quotes.threads()).hasSize(2).contains(Thread.currentThread().getName());
  }

  @Test
  void aPromiseIsMadeAnewToo() throws Exception {
    assertThat(quotes.quoteLater("Swift").get()).isEqualTo("Swift I");
    quotes.source(author -> author + " II");
    advance(MINUTE);
    assertThat(quotes.quoteLater("Swift").get()).isEqualTo("Swift I");
    await(() -> quotes.quoteLater("Swift").get(), "Swift II");
    assertThat(quotes.runs()).isEqualTo(2);
  }

  @Test
  void aRefreshThatFailsIsLoggedAndLeavesTheValue() throws Exception {
    quotes.quote("Swift");
    quotes.source(author -> {
      throw new IOException("closed");
    });
    advance(MINUTE);
    assertThat(quotes.quote("Swift")).isEqualTo("Swift I");
    await(logged::isEmpty, false);
    assertThat(logged).singleElement().asString().contains("a refresh failed", "Quotes.quote");
    assertThat(quotes.quote("Swift")).isEqualTo("Swift I");
    assertThat(quotes.runs()).isEqualTo(2);
  }

  @Test
  void aPutDuringARefreshWins() throws Exception {
    quotes.quote("Swift");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    quotes.source(author -> {
      begun.countDown();
      await(goOn);
      done.countDown();
      return author + " II";
    });
    advance(MINUTE);
    quotes.quote("Swift");
    await(begun);
    quotes.learn("Swift", "learned");
    goOn.countDown();
    await(done);
    assertThat(quotes.quote("Swift")).isEqualTo("learned");
  }

  @Test
  void aRemovalDuringARefreshWins() throws Exception {
    quotes.quote("Swift");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    quotes.source(author -> {
      begun.countDown();
      await(goOn);
      return author + " II";
    });
    advance(MINUTE);
    quotes.quote("Swift");
    await(begun);
    quotes.forget("Swift");
    goOn.countDown();
    quotes.source(author -> author + " III");
    assertThat(quotes.quote("Swift")).isEqualTo("Swift III");
  }

  @Test
  void aRefreshThatBringsNothingRemovesTheEntry() throws Exception {
    quotes.quote("Swift");
    quotes.source(author -> null);
    advance(MINUTE);
    assertThat(quotes.quote("Swift")).isEqualTo("Swift I");
    await(() -> cache("quotes").size(), 0L);
  }

  @Test
  void parametersThatWereChangedAfterTheCallRefreshNothing() throws Exception {
    Thread caller = Thread.currentThread();
    List<String> authors = new AbstractList<>() {
      @Override
      public String get(int index) {
        return "Swift";
      }

      @Override
      public int size() {
        return Thread.currentThread() == caller ? 1 : 2; // as if it had grown since
      }
    };
    quotes.quotes(authors);
    advance(MINUTE);
    quotes.quotes(authors);
    await(logged::isEmpty, false);
    assertThat(logged)
        .singleElement()
        .asString()
        .contains("Quotes.quotes", "were changed after it");
    assertThat(quotes.runs()).isEqualTo(1);
  }

  @Test
  void whatTheFileSaysCountsForAnnotatedCachesToo() throws Exception {
    quotes.filedQuote("Swift", true, 7);
    quotes.source(author -> author + " II");
    advance(MINUTE.multipliedBy(2));
    assertThat(quotes.filedQuote("Swift", true, 7)).isEqualTo("Swift I");
    await(() -> quotes.filedQuote("Swift", true, 7), "Swift II");
  }

  // -- stale-if-error

  private void failFrom(Exception failure) throws Exception {
    quotes.quote("Swift");
    quotes.riskyQuote("Swift");
    quotes.quoteLater("Swift").get();
    quotes.source(author -> {
      throw failure;
    });
    advance(MINUTE.multipliedBy(10));
  }

  @Test
  void anExpiredValueIsBetterThanAFailure() throws Exception {
    IOException failure = new IOException("closed");
    failFrom(failure);
    assertThat(quotes.quote("Swift")).isEqualTo("Swift I");
    assertThat(quotes.quoteLater("Swift").get()).isEqualTo("Swift I");
    assertThatThrownBy(() -> quotes.quote("Pope")).isSameAs(failure);
    advance(Duration.ofHours(1));
    assertThatThrownBy(() -> quotes.quote("Swift")).isSameAs(failure);
    assertThatThrownBy(() -> quotes.quoteLater("Swift").get())
        .isInstanceOf(ExecutionException.class)
        .hasCause(failure);
  }

  @Test
  void theMethodIsLeftAloneForAWhileAndThenItsResultCounts() throws Exception {
    failFrom(new IOException("closed"));
    int before = quotes.runs();
    for (int i = 0; i < 3; i++) {
      assertThat(quotes.quote("Swift")).isEqualTo("Swift I");
      assertThat(quotes.quoteLater("Swift").get()).isEqualTo("Swift I");
    }
    assertThat(quotes.runs()).isEqualTo(before + 2);
    quotes.source(author -> author + " II");
    advance(Duration.ofSeconds(1));
    assertThat(quotes.quote("Swift")).isEqualTo("Swift II");
    assertThat(quotes.quoteLater("Swift").get()).isEqualTo("Swift II");
  }

  @Test
  void whatWasRemovedDoesNotComeBack() throws Exception {
    IOException failure = new IOException("closed");
    failFrom(failure);
    quotes.forget("Swift");
    assertThatThrownBy(() -> quotes.quote("Swift")).isSameAs(failure);
  }

  @Test
  void anExceptionThatIsKeptIsAnAnswerAndNoFailure() throws Exception {
    failFrom(new FileNotFoundException("burnt"));
    assertThatThrownBy(() -> quotes.riskyQuote("Swift")).hasMessage("burnt");
    int runs = quotes.runs();
    assertThatThrownBy(() -> quotes.riskyQuote("Swift")).hasMessage("burnt");
    assertThat(quotes.runs()).isEqualTo(runs);
  }

  @Test
  void otherExceptionsAreFailures() throws Exception {
    failFrom(new IOException("closed"));
    assertThat(quotes.riskyQuote("Swift")).isEqualTo("Swift I");
  }

  @Test
  void anErrorIsNeverHidden() throws Exception {
    quotes.quote("Swift");
    quotes.source(author -> {
      throw new AssertionError("broken");
    });
    advance(MINUTE.multipliedBy(10));
    assertThatThrownBy(() -> quotes.quote("Swift")).isInstanceOf(AssertionError.class);
  }

  // -- negative-ttl

  @Test
  void thatThereIsNothingIsRememberedIfTheFileSaysSo() throws Exception {
    quotes.source(author -> null);
    assertThat(quotes.rareQuote("Swift")).isNull();
    assertThat(quotes.rareQuote("Swift")).isNull();
    assertThat(quotes.runs()).isEqualTo(1);
    quotes.source(author -> author + " I");
    advance(Duration.ofSeconds(5));
    assertThat(quotes.rareQuote("Swift")).isEqualTo("Swift I");
  }

  // -- tags

  @Test
  void entriesAreTaggedByTheParametersOfTheirKey() throws Exception {
    quotes.quote("Swift");
    quotes.learn("Pope", "learned");
    LarderCache<?, ?> cache = cache("quotes");
    assertThat(cache.removeTagged("author:Pope")).isEqualTo(1);
    assertThat(cache.removeTagged("author:Pope")).isZero();
    assertThat(cache.size()).isEqualTo(1);
    assertThat(cache.removeTagged("author:Swift")).isEqualTo(1);
  }

  @Test
  void aRefreshLeavesTheTags() throws Exception {
    quotes.quote("Swift");
    quotes.source(author -> author + " II");
    advance(MINUTE);
    quotes.quote("Swift");
    await(() -> quotes.quote("Swift"), "Swift II");
    assertThat(cache("quotes").removeTagged("author:Swift")).isEqualTo(1);
  }

  @Test
  void tagsCanComeFromTheFile() throws Exception {
    quotes.filedQuote("Swift", true, 7);
    assertThat(cache("filed quotes").removeTagged("page 7 of Swift")).isEqualTo(1);
    quotes.filedQuote("Swift", true, 7);
    assertThat(cache("filed quotes").removeTagged("all")).isEqualTo(1);
  }

  @Test
  void aTagOfAParameterThatThereIsNotIsAnErrorThatNamesTheMethod() {
    assertThatThrownBy(() -> quotes.misfiledQuote("Swift"))
        .isInstanceOf(CacheException.class)
        .hasMessageContainingAll("misfiledQuote", "page {1}", "the key has 1");
  }
}
