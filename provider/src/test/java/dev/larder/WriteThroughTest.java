package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** First the writer, then the cache: what the writer refuses has not happened. */
@Timeout(60)
class WriteThroughTest {
  @RegisterExtension
  final Pantry pantry = new Pantry();

  @RegisterExtension
  final Hands hands = new Hands();

  private final Store store = new Store();
  private final EventLog<String, String> log = new EventLog<>();
  private Cache<String, String> cache;

  @BeforeEach
  void open() {
    cache = pantry.cache(store
        .writeThrough(Pantry.strings())
        .setStatisticsEnabled(true)
        .addCacheEntryListenerConfiguration(log.synchronous()));
    cache.put("present", "old");
    forget();
  }

  private void forget() {
    store.calls.clear();
    log.lines.clear();
  }

  record Write(String name, Consumer<Cache<String, String>> operation, List<String> calls) {
    Write(String name, Consumer<Cache<String, String>> operation, String... calls) {
      this(name, operation, List.of(calls));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Write> writes() {
    return List.of(
        new Write("put new", c -> c.put("new", "v"), "write new v"),
        new Write("put present", c -> c.put("present", "v"), "write present v"),
        new Write("getAndPut", c -> c.getAndPut("present", "v"), "write present v"),
        new Write("putIfAbsent new", c -> c.putIfAbsent("new", "v"), "write new v"),
        new Write("putIfAbsent present", c -> c.putIfAbsent("present", "v")),
        new Write("replace", c -> c.replace("present", "v"), "write present v"),
        new Write("replace absent", c -> c.replace("new", "v")),
        new Write("replace3", c -> c.replace("present", "old", "v"), "write present v"),
        new Write("replace3 unequal", c -> c.replace("present", "other", "v")),
        new Write("getAndReplace", c -> c.getAndReplace("present", "v"), "write present v"),
        new Write("getAndReplace absent", c -> c.getAndReplace("new", "v")),
        new Write("remove", c -> c.remove("present"), "delete present"),
        new Write("remove absent", c -> c.remove("new"), "delete new"),
        new Write("remove2", c -> c.remove("present", "old"), "delete present"),
        new Write("remove2 unequal", c -> c.remove("present", "other")),
        new Write("remove2 absent", c -> c.remove("new", "other")),
        new Write("getAndRemove", c -> c.getAndRemove("present"), "delete present"),
        new Write("getAndRemove absent", c -> c.getAndRemove("new"), "delete new"),
        new Write("putAll", c -> c.putAll(Map.of("a", "1", "b", "2")), "writeAll 2"),
        new Write("putAll of nothing", c -> c.putAll(Map.of())),
        new Write("removeAll keys", c -> c.removeAll(Set.of("present", "new")), "deleteAll 2"),
        new Write("removeAll of no keys", c -> c.removeAll(Set.of())),
        new Write("removeAll", Cache::removeAll, "deleteAll 1"),
        new Write("clear", Cache::clear),
        new Write("get", c -> c.get("present")),
        new Write("containsKey", c -> c.containsKey("present")),
        new Write(
            "invoke set",
            c -> c.invoke("present", (entry, args) -> {
              entry.setValue("v");
              entry.setValue("w");
              return null;
            }),
            "write present w"),
        new Write(
            "invoke remove absent",
            c -> c.invoke("new", (entry, args) -> {
              entry.remove();
              return null;
            }),
            "delete new"),
        new Write(
            "invoke set and remove new",
            c -> c.invoke("new", (entry, args) -> {
              entry.setValue("v");
              entry.remove();
              return null;
            })),
        new Write(
            "invoke remove and set",
            c -> c.invoke("present", (entry, args) -> {
              entry.remove();
              entry.setValue("v");
              return null;
            }),
            "write present v"),
        new Write(
            "iterator remove",
            c -> {
              var entries = c.iterator();
              entries.next();
              entries.remove();
            },
            "delete present"));
  }

  @ParameterizedTest
  @MethodSource("writes")
  void theWriterIsCalledForWhatChangesAndForNothingElse(Write write) {
    write.operation.accept(cache);
    assertThat(store.calls).isEqualTo(write.calls);
  }

  static Stream<Write> writesThatCallTheWriter() {
    return writes().stream().filter(write -> !write.calls.isEmpty());
  }

  @ParameterizedTest
  @MethodSource("writesThatCallTheWriter")
  void whatTheWriterRefusesHasNotHappened(Write write) {
    store.before = key -> {
      throw new IllegalStateException("the store is down");
    };
    long puts = Pantry.count(cache, "CachePuts");
    assertThatThrownBy(() -> write.operation.accept(cache))
        .isInstanceOf(CacheWriterException.class)
        .hasMessageContaining("pantry")
        .hasRootCauseMessage("the store is down");
    assertThat(log.lines).isEmpty();
    assertThat(Pantry.count(cache, "CachePuts")).isEqualTo(puts);
    assertThat(Pantry.count(cache, "CacheRemovals")).isZero();
    assertThat(cache).hasSize(1);
    assertThat(cache.get("present")).isEqualTo("old");
  }

  @Test
  void removeAllOfAnEmptyCacheDoesNotCallTheWriter() {
    cache.clear();
    store.before = key -> {
      throw new IllegalStateException("the store is down");
    };
    cache.removeAll();
    assertThat(store.calls).isEmpty();
  }

  @Test
  void aPutAllThatFailsHalfwayKeepsWhatWasWrittenAndNothingElse() {
    cache.put("c", "old");
    forget();
    List<String> done = new ArrayList<>();
    store.before = key -> {
      if (done.size() == 2) {
        throw new IllegalStateException("the store is down");
      }
      done.add(key);
    };
    Map<String, String> map = new TreeMap<>(Map.of("a", "1", "b", "2", "c", "3", "d", "4"));
    assertThatThrownBy(() -> cache.putAll(map)).isInstanceOf(CacheWriterException.class);
    assertThat(done).containsExactly("a", "b");
    assertThat(cache.getAll(map.keySet())).isEqualTo(Map.of("a", "1", "b", "2", "c", "old"));
    assertThat(log.lines).containsExactlyInAnyOrder("CREATED a 1 null", "CREATED b 2 null");
    assertThat(Pantry.count(cache, "CachePuts")).isEqualTo(4);
  }

  @Test
  void aRemoveAllThatFailsHalfwayRemovesWhatWasDeletedAndNothingElse() {
    cache.putAll(Map.of("a", "1", "b", "2", "c", "3"));
    forget();
    List<String> done = new ArrayList<>();
    store.before = key -> {
      if (done.size() == 2) {
        throw new StackOverflowError();
      }
      done.add(key);
    };
    assertThatThrownBy(() -> cache.removeAll(new TreeSet<>(Set.of("a", "b", "c"))))
        .isInstanceOf(StackOverflowError.class);
    assertThat(cache.containsKey("a") || cache.containsKey("b")).isFalse();
    assertThat(cache.containsKey("c") && cache.containsKey("present")).isTrue();
    assertThat(log.lines).containsExactlyInAnyOrder("REMOVED a 1 1", "REMOVED b 2 2");
    assertThat(Pantry.count(cache, "CacheRemovals")).isEqualTo(2);
  }

  @Test
  void aListenerThatThrowsKeepsNoKeyThatWasWrittenOutOfTheCache() {
    EventLog<String, String> angry = new EventLog<>(event -> {
      throw new AssertionError("not me");
    });
    cache.registerCacheEntryListener(angry.synchronous());
    assertThatThrownBy(() -> cache.putAll(Map.of("a", "1", "b", "2", "c", "3")))
        .isInstanceOf(AssertionError.class);
    assertThat(cache.getAll(Set.of("a", "b", "c"))).hasSize(3);
  }

  @Test
  void twoPutAllsWithTheSameKeysInOppositeOrderBothEnd() throws Exception {
    Map<String, String> up = new LinkedHashMap<>();
    Map<String, String> down = new LinkedHashMap<>();
    for (int i = 0; i < 50; i++) {
      up.put("key" + i, "up");
      down.put("key" + (49 - i), "down");
    }
    var one = hands.run(() -> repeat(() -> cache.putAll(up)));
    var other = hands.run(() -> repeat(() -> cache.putAll(down)));
    var third = hands.run(() -> repeat(() -> cache.removeAll(new LinkedHashSet<>(down.keySet()))));
    one.result();
    other.result();
    third.result();
    cache.remove("present");
    assertThat(cache.getAll(up.keySet())).as("all from one of the three").isEqualTo(store.rows);
  }

  private static void repeat(Runnable operation) {
    for (int i = 0; i < 100; i++) {
      operation.run();
    }
  }

  @Test
  void theLastWriteIsTheCachedValueHoweverManyThreadsWrite() throws Exception {
    List<Hands.Hand<?>> writers = new ArrayList<>();
    for (String name : List.of("one", "two", "three", "four")) {
      writers.add(hands.run(() -> {
        for (int i = 0; i < 500; i++) {
          cache.put("contended", name + i);
        }
      }));
    }
    for (var writer : writers) {
      writer.result();
    }
    assertThat(store.calls).hasSize(2_000);
    assertThat(store.calls.get(1_999)).isEqualTo("write contended " + cache.get("contended"));
  }

  /** Changes every key that it gets. */
  private static final class Vandal implements CacheWriter<Name, String> {
    @Override
    public void write(Cache.Entry<? extends Name, ? extends String> entry) {
      entry.getKey().text = "vandalized";
    }

    @Override
    public void writeAll(Collection<Cache.Entry<? extends Name, ? extends String>> entries) {
      entries.forEach(this::write);
    }

    @Override
    public void delete(Object key) {
      ((Name) key).text = "vandalized";
    }

    @Override
    public void deleteAll(Collection<?> keys) {
      keys.forEach(this::delete);
    }
  }

  @Test
  void aWriterThatChangesItsKeyChangesNothingInTheCache() {
    Cache<Name, String> names = pantry.cache(
        "names",
        new MutableConfiguration<Name, String>()
            .setWriteThrough(true)
            .setCacheWriterFactory(Vandal::new));
    names.put(new Name("a"), "1");
    names.putAll(Map.of(new Name("b"), "2", new Name("c"), "3"));
    names.invoke(new Name("d"), (entry, args) -> {
      entry.setValue("4");
      return null;
    });
    assertThat(names.getAll(Set.of(new Name("a"), new Name("b"), new Name("c"), new Name("d"))))
        .hasSize(4);
    names.remove(new Name("a"));
    names.removeAll();
    assertThat(names).isEmpty();
  }
}
