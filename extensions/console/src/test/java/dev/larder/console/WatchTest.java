package dev.larder.console;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.LarderCache;
import dev.larder.LarderCacheManager;
import dev.larder.LarderConfiguration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is seen of caches, without a page. */
class WatchTest {
  private final Pages pages = new Pages();
  private final Watch watch = new Watch();
  private final Answers answers = new Answers(watch, ConsoleOptions.DEFAULT.withActions(true));
  private long at;

  WatchTest() {
    watch.add(pages.manager.unwrap(LarderCacheManager.class));
  }

  @AfterEach
  void close() {
    watch.close();
    pages.close();
  }

  private List<Overview.Row> look() throws InterruptedException {
    watch.sample(++at);
    return requireNonNull(watch.after(null, 0)).caches();
  }

  @Test
  void cachesAppearWhenTheyAreMadeAndGoWhenTheyAreClosed() throws InterruptedException {
    assertThat(look()).isEmpty();
    LarderCache<String, String> cache = pages.cache("orders", 10);
    assertThat(look()).extracting(Overview.Row::name).containsExactly("orders");
    long id = look().get(0).id();
    cache.close();
    assertThat(look()).isEmpty();
    assertThat(watch.byId(id)).isNull();
  }

  @Test
  void anotherCacheOfTheSameNameIsAnotherOne() throws InterruptedException {
    pages.cache("orders", 10);
    long before = look().get(0).id();
    pages.manager.destroyCache("orders");
    pages.cache("orders", 10);
    assertThat(look().get(0).id()).isNotEqualTo(before);
  }

  @Test
  void aSampleHasWhatTheCacheCounts() throws InterruptedException {
    LarderCache<String, String> cache = pages.cache("orders", 2);
    cache.put("a", "1");
    cache.put("b", "2");
    cache.put("c", "3");
    cache.get("missing");
    cache.get("d", key -> "loaded");
    cache.remove("a");
    CacheSample now = look().get(0).now();
    assertThat(now.counting()).isEqualTo("active");
    assertThat(now.maximum()).isEqualTo(2);
    assertThat(now.size()).isEqualTo(cache.size());
    assertThat(now.puts()).isEqualTo(3);
    assertThat(now.misses()).isEqualTo(2);
    assertThat(now.loads()).isEqualTo(1);
    assertThat(now.evictions()).isEqualTo(cache.stats().snapshot().evictions()).isPositive();
  }

  @Test
  void aSampleHasWhatIsBelowTheHeap() throws InterruptedException {
    LarderCache<String, String> cache = pages.tiered("orders", 1);
    cache.put("a", "1");
    cache.put("b", "2");
    TierSample tier = requireNonNull(look().get(0).now().tier());
    assertThat(tier.type()).isEqualTo("memory");
    assertThat(tier.state()).isEqualTo("up");
    assertThat(tier.puts()).isEqualTo(2);
    assertThat(tier.figures()).containsEntry("entries", 2L);
  }

  @Test
  void loadsSinceTheLastLookAreTimed() throws InterruptedException {
    LarderCache<String, String> cache = pages.cache("orders", 10);
    long id = look().get(0).id();
    requireNonNull(watch.byId(id));
    cache.get("a", key -> "loaded");
    look();
    assertThat(answers.details(id).loads().count()).isEqualTo(1);
    assertThat(look().get(0).now().loadP99()).as("none since").isZero();
  }

  @Test
  void historyIsKeptOldestFirstAndNotForEver() throws InterruptedException {
    pages.cache("orders", 10);
    for (int i = 0; i < 400; i++) {
      look();
    }
    List<CacheSample> history = answers.details(look().get(0).id()).history();
    assertThat(history).hasSize(300);
    assertThat(history.get(299).at()).isEqualTo(401);
    assertThat(history.get(0).at()).isEqualTo(102);
  }

  @Test
  void aKeyIsExplainedWhateverItsType() throws InterruptedException {
    LarderCache<Object, String> cache =
        Pages.larder(pages.manager.createCache("any", new LarderConfiguration<Object, String>()));
    cache.put(7L, "seven");
    cache.put(List.of(1, 2), "a list");
    long id = look().get(0).id();
    assertThat(answers.explain(new Answers.Question(id, "7")).present()).isTrue();
    assertThat(answers.explain(new Answers.Question(id, "7")).text()).startsWith("As a Long");
    assertThat(answers.explain(new Answers.Question(id, "8")).present()).isFalse();
    assertThatThrownBy(() -> answers.explain(new Answers.Question(id, "")))
        .hasMessageContaining("write a key");
  }

  @Test
  void keysThatNoTextCanMakeAreLookedForAmongThoseThatAreThere() throws InterruptedException {
    LarderCache<Object, String> cache = Pages.larder(pages.manager.createCache(
        "lists", new LarderConfiguration<Object, String>().set("key-type", "java.util.List")));
    cache.put(List.of(1, 2), "a list");
    long id = look().get(0).id();
    assertThat(answers.explain(new Answers.Question(id, "[1, 2]")).present()).isTrue();
    assertThatThrownBy(() -> answers.explain(new Answers.Question(id, "[3]")))
        .hasMessageContaining("java.util.List");
  }

  @Test
  void statisticsArePausedResumedAndEnabled() throws InterruptedException {
    LarderCache<String, String> cache = pages.cache("orders", 10);
    long id = look().get(0).id();
    answers.carryOut(new Answers.Order(id, "pause", null));
    assertThat(look().get(0).now().counting()).isEqualTo("paused");
    answers.carryOut(new Answers.Order(id, "resume", null));
    assertThat(look().get(0).now().counting()).isEqualTo("active");
    cache.stats().disable();
    assertThat(look().get(0).now().counting()).isEqualTo("off");
    answers.carryOut(new Answers.Order(id, "resume", null));
    assertThat(look().get(0).now().counting()).isEqualTo("active");
  }

  @Test
  void aBoundIsChangedOrTheReasonWhyNotIsGiven() throws InterruptedException {
    LarderCache<String, String> cache = pages.cache("orders", 10);
    long id = look().get(0).id();
    answers.carryOut(new Answers.Order(id, "resize", 20L));
    assertThat(cache.maximumSize()).isEqualTo(20);
    assertThatThrownBy(() -> answers.carryOut(new Answers.Order(id, "resize", 0L)))
        .hasMessageContaining("maximumSize(0)");
    assertThatThrownBy(() -> answers.carryOut(new Answers.Order(id, "resize", null)))
        .hasMessageContaining("write a number");
    assertThatThrownBy(() -> answers.carryOut(new Answers.Order(id, "format", null)))
        .hasMessageContaining("no such action");
    assertThat(cache.maximumSize()).isEqualTo(20);
  }
}
