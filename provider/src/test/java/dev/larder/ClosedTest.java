package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is closed says so, and what to do, before it looks at anything else. */
@Timeout(60)
class ClosedTest {
  @RegisterExtension
  final Pantry pantry = new Pantry();

  @RegisterExtension
  final Hands hands = new Hands();

  record Call(String name, Consumer<Cache<String, String>> operation) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** With null, to see that being closed comes first. */
  static List<Call> calls() {
    return List.of(
        new Call("get", c -> c.get(null)),
        new Call("getAll", c -> c.getAll(null)),
        new Call("containsKey", c -> c.containsKey(null)),
        new Call("loadAll", c -> c.loadAll(null, true, null)),
        new Call("put", c -> c.put(null, null)),
        new Call("getAndPut", c -> c.getAndPut(null, null)),
        new Call("putAll", c -> c.putAll(null)),
        new Call("putIfAbsent", c -> c.putIfAbsent(null, null)),
        new Call("remove", c -> c.remove(null)),
        new Call("remove2", c -> c.remove(null, null)),
        new Call("getAndRemove", c -> c.getAndRemove(null)),
        new Call("replace", c -> c.replace(null, null)),
        new Call("replace3", c -> c.replace(null, null, null)),
        new Call("getAndReplace", c -> c.getAndReplace(null, null)),
        new Call("removeAll keys", c -> c.removeAll(null)),
        new Call("removeAll", Cache::removeAll),
        new Call("clear", Cache::clear),
        new Call("invoke", c -> c.invoke(null, null)),
        new Call("invokeAll", c -> c.invokeAll(null, null)),
        new Call("iterator", c -> assertThat(c.iterator()).isNull()),
        new Call("register", c -> c.registerCacheEntryListener(null)),
        new Call("deregister", c -> c.deregisterCacheEntryListener(null)),
        new Call("size", c -> ((LarderCache<String, String>) c).size()));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aClosedCacheNamesItselfAndTheRemedy(Call call) {
    Cache<String, String> cache = pantry.cache(Pantry.strings());
    cache.close();
    assertThatThrownBy(() -> call.operation.accept(cache))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessageContaining("\"pantry\" is closed")
        .hasMessageContaining("CacheManager");
  }

  @Test
  void aClosedManagerNamesItselfAndTheRemedy() {
    CacheManager manager = pantry.manager;
    manager.close();
    for (Runnable operation : new Runnable[] {
      () -> manager.createCache(null, (MutableConfiguration<String, String>) null),
      () -> manager.getCache(null),
      () -> manager.getCache(null, null, null),
      manager::getCacheNames,
      () -> manager.destroyCache(null),
      () -> manager.enableStatistics(null, true),
      () -> manager.enableManagement(null, true),
    }) {
      assertThatThrownBy(operation::run)
          .isExactlyInstanceOf(IllegalStateException.class)
          .hasMessageContaining("urn:pantry is closed")
          .hasMessageContaining("CachingProvider");
    }
  }

  @Test
  @SuppressWarnings("unchecked") // JCache's own
  void aClosedCacheStillSaysWhoItWas() {
    Cache<String, String> cache = pantry.cache(Pantry.strings());
    cache.close();
    cache.close();
    assertThat(cache.isClosed()).isTrue();
    assertThat(cache.getName()).isEqualTo("pantry");
    assertThat(cache.getCacheManager()).isSameAs(pantry.manager);
    assertThatCode(() -> cache.getConfiguration(CompleteConfiguration.class))
        .doesNotThrowAnyException();
    assertThat(cache).hasToString("cache \"pantry\" (closed)");
  }

  @Test
  void anIteratorEndsWithItsCache() {
    Cache<String, String> cache = pantry.cache(Pantry.strings());
    cache.putAll(Map.of("a", "1", "b", "2"));
    Iterator<Cache.Entry<String, String>> entries = cache.iterator();
    entries.next();
    cache.close();
    assertThatThrownBy(entries::hasNext).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(entries::next).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(entries::remove).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void destroyingOrClosingMakesRoomForANewCacheOfTheName() {
    Cache<String, String> cache = pantry.cache(Pantry.strings());
    cache.put("key", "value");
    pantry.manager.destroyCache(Pantry.NAME);
    assertThat(cache.isClosed()).isTrue();
    assertThat((Object) pantry.manager.getCache(Pantry.NAME)).isNull();
    Cache<String, String> next = pantry.cache(Pantry.strings());
    assertThat(next).isEmpty();
    next.close();
    assertThat((Object) pantry.manager.getCache(Pantry.NAME)).isNull();
  }

  @Test
  void anOperationUnderWayEndsThoughItsCacheIsClosed() throws Exception {
    Store store = new Store();
    EventLog<String, String> log = new EventLog<>();
    Cache<String, String> cache =
        pantry.cache(store.through().addCacheEntryListenerConfiguration(log.synchronous()));
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    store.before = key -> {
      writing.countDown();
      Hands.await(goOn);
    };
    var put = hands.run(() -> cache.put("key", "value"));
    Hands.await(writing);
    var waiting = hands.run(() -> cache.put("key", "second")).untilItWaits();
    cache.close();
    goOn.countDown();
    put.result();
    waiting.result();
    assertThat(store.rows).containsEntry("key", "second");
    assertThat(log.lines).as("nobody listens to a closed cache").isEmpty();
  }

  @Test
  void aLoadInTheBackgroundThatComesTooLateTellsItsListener() {
    Store store = new Store();
    Cache<String, String> cache = pantry.cache(store.through());
    Completion completion = new Completion();
    store.before = key -> cache.close();
    cache.loadAll(Set.of("a"), true, completion);
    completion.await();
    assertThat(completion.failure()).isNull();
    assertThatThrownBy(() -> cache.loadAll(Set.of("a"), true, completion))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aCacheCanBeClosedFromInsideItsUserCode() {
    Cache<String, String> cache = pantry.cache(Pantry.strings());
    String result = cache.invoke("key", (entry, args) -> {
      cache.close();
      entry.setValue("value");
      return "done";
    });
    assertThat(result).isEqualTo("done");
    assertThat(cache.isClosed()).isTrue();
  }
}
