package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.processor.EntryProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is null, of the wrong type, or cannot be copied is refused before anything has happened, by messages without secrets. */
class BadInputTest {
  private static final EntryProcessor<String, String, String> PROCESSOR = (entry, args) -> "done";

  @RegisterExtension
  final Pantry pantry = new Pantry();

  private final Store store = new Store();
  private final EventLog<String, String> log = new EventLog<>();

  record Nullity(String argument, String call, Consumer<Cache<String, String>> operation) {
    @Override
    public String toString() {
      return call;
    }
  }

  private static Nullity refusing(
      String argument, String call, Consumer<Cache<String, String>> operation) {
    return new Nullity(argument, call, operation);
  }

  static Set<Nullity> nullities() {
    Set<String> nullAmongKeys = new HashSet<>(Arrays.asList("absent", null));
    Map<String, String> nullKey = new HashMap<>();
    nullKey.put("absent", "v");
    nullKey.put(null, "v");
    Map<String, String> nullValue = new LinkedHashMap<>();
    nullValue.put("absent", "v");
    nullValue.put("other", null);
    return Set.of(
        refusing("key", "get", c -> c.get(null)),
        refusing("key", "containsKey", c -> c.containsKey(null)),
        refusing("keys", "getAll", c -> c.getAll(null)),
        refusing("keys", "getAll with null", c -> c.getAll(nullAmongKeys)),
        refusing("keys", "loadAll", c -> c.loadAll(null, false, null)),
        refusing("keys", "loadAll with null", c -> c.loadAll(nullAmongKeys, true, null)),
        refusing("key", "put key", c -> c.put(null, "v")),
        refusing("value", "put value", c -> c.put("absent", null)),
        refusing("key", "getAndPut key", c -> c.getAndPut(null, "v")),
        refusing("value", "getAndPut value", c -> c.getAndPut("absent", null)),
        refusing("map", "putAll", c -> c.putAll(null)),
        refusing("map", "putAll null key", c -> c.putAll(nullKey)),
        refusing("map", "putAll null value", c -> c.putAll(nullValue)),
        refusing("key", "putIfAbsent key", c -> c.putIfAbsent(null, "v")),
        refusing("value", "putIfAbsent value", c -> c.putIfAbsent("absent", null)),
        refusing("key", "replace key", c -> c.replace(null, "v")),
        refusing("value", "replace value", c -> c.replace("present", null)),
        refusing("key", "replace3 key", c -> c.replace(null, "v", "w")),
        refusing("oldValue", "replace3 old", c -> c.replace("present", null, "w")),
        refusing("newValue", "replace3 new", c -> c.replace("present", "old", null)),
        refusing("key", "getAndReplace key", c -> c.getAndReplace(null, "v")),
        refusing("value", "getAndReplace value", c -> c.getAndReplace("present", null)),
        refusing("key", "remove", c -> c.remove(null)),
        refusing("key", "remove2 key", c -> c.remove(null, "old")),
        refusing("oldValue", "remove2 old", c -> c.remove("present", null)),
        refusing("key", "getAndRemove", c -> c.getAndRemove(null)),
        refusing("keys", "removeAll", c -> c.removeAll(null)),
        refusing("keys", "removeAll with null", c -> c.removeAll(nullAmongKeys)),
        refusing("key", "invoke key", c -> c.invoke(null, PROCESSOR)),
        refusing(
            "entryProcessor",
            "invoke processor",
            c -> c.invoke("present", (EntryProcessor<String, String, String>) null)),
        refusing("keys", "invokeAll keys", c -> c.invokeAll(null, PROCESSOR)),
        refusing("keys", "invokeAll with null", c -> c.invokeAll(nullAmongKeys, PROCESSOR)),
        refusing(
            "entryProcessor",
            "invokeAll processor",
            c -> c.invokeAll(Set.of("present"), (EntryProcessor<String, String, String>) null)),
        refusing(
            "cacheEntryListenerConfiguration", "register", c -> c.registerCacheEntryListener(null)),
        refusing(
            "cacheEntryListenerConfiguration",
            "deregister",
            c -> c.deregisterCacheEntryListener(null)),
        refusing("type", "unwrap", c -> c.unwrap(null)),
        refusing("type", "getConfiguration", c -> c.getConfiguration(null)));
  }

  @ParameterizedTest
  @MethodSource("nullities")
  void nullIsRefusedByNameBeforeAnythingHappens(Nullity nullity) {
    Cache<String, String> cache =
        pantry.cache(store.through().addCacheEntryListenerConfiguration(log.synchronous()));
    cache.put("present", "old");
    store.calls.clear();
    log.lines.clear();
    assertThatThrownBy(() -> nullity.operation.accept(cache))
        .isExactlyInstanceOf(NullPointerException.class)
        .hasMessageContaining(nullity.argument);
    assertThat(store.calls).isEmpty();
    assertThat(log.lines).isEmpty();
    assertThat(cache).hasSize(1);
  }

  @Test
  void theManagerRefusesNullByName() {
    assertThatThrownBy(() -> pantry.manager.createCache(null, Pantry.strings()))
        .hasMessageContaining("cacheName");
    assertThatThrownBy(
            () -> pantry.manager.createCache("a", (MutableConfiguration<String, String>) null))
        .hasMessageContaining("configuration");
    assertThatThrownBy(() -> pantry.manager.getCache(null)).hasMessageContaining("cacheName");
    assertThatThrownBy(() -> pantry.manager.getCache("a", null, String.class))
        .hasMessageContaining("keyType");
    assertThatThrownBy(() -> pantry.manager.getCache("a", String.class, null))
        .hasMessageContaining("valueType");
    assertThatThrownBy(() -> pantry.manager.destroyCache(null)).hasMessageContaining("cacheName");
    assertThatThrownBy(() -> pantry.manager.enableStatistics(null, true))
        .hasMessageContaining("cacheName");
    assertThatThrownBy(() -> pantry.manager.enableManagement(null, true))
        .hasMessageContaining("cacheName");
    assertThatThrownBy(() -> pantry.manager.unwrap(null)).hasMessageContaining("type");
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Cache<Object, Object> untyped(MutableConfiguration<Integer, Integer> configuration) {
    return (Cache) pantry.cache(configuration.setTypes(Integer.class, Integer.class));
  }

  @Test
  void aKeyOfTheWrongTypeIsRefusedByAllThatTakesKeys() {
    Cache<Object, Object> cache = untyped(new MutableConfiguration<>());
    refusesKey(() -> cache.get("SECRET"));
    refusesKey(() -> cache.containsKey("SECRET"));
    refusesKey(() -> cache.getAll(Set.of("SECRET")));
    refusesKey(() -> cache.loadAll(Set.of("SECRET"), true, null));
    refusesKey(() -> cache.put("SECRET", 1));
    refusesKey(() -> cache.putAll(Map.of("SECRET", 1)));
    refusesKey(() -> cache.putIfAbsent("SECRET", 1));
    refusesKey(() -> cache.replace("SECRET", 1));
    refusesKey(() -> cache.remove("SECRET"));
    refusesKey(() -> cache.remove("SECRET", 1));
    refusesKey(() -> cache.removeAll(Set.of("SECRET")));
    refusesKey(() -> cache.invoke("SECRET", (entry, args) -> "done"));
    refusesKey(() -> cache.invokeAll(Set.of("SECRET"), (entry, args) -> "done"));
  }

  private static void refusesKey(Runnable operation) {
    refuses(operation, "keys");
  }

  private static void refuses(Runnable operation, String what) {
    assertThatThrownBy(operation::run)
        .isInstanceOf(ClassCastException.class)
        .hasMessage(
            "cache \"pantry\" has " + what + " of java.lang.Integer, this is a java.lang.String");
  }

  @Test
  void aValueOfTheWrongTypeIsRefusedByAllThatTakesValues() {
    Cache<Object, Object> cache = untyped(new MutableConfiguration<>());
    cache.put(1, 1);
    refuses(() -> cache.put(1, "SECRET"), "values");
    refuses(() -> cache.getAndPut(1, "SECRET"), "values");
    refuses(() -> cache.putAll(Map.of(1, "SECRET")), "values");
    refuses(() -> cache.putIfAbsent(2, "SECRET"), "values");
    refuses(() -> cache.replace(1, "SECRET"), "values");
    refuses(() -> cache.replace(1, "SECRET", 2), "values");
    refuses(() -> cache.replace(1, 1, "SECRET"), "values");
    refuses(() -> cache.remove(1, "SECRET"), "values");
    assertThat(cache.get(1)).isEqualTo(1);
  }

  @Test
  void aProcessorCannotSmuggleInAValueOfTheWrongType() {
    Cache<Object, Object> cache = untyped(new MutableConfiguration<>());
    refuses(
        () -> cache.invoke(1, (entry, args) -> {
          entry.setValue("SECRET");
          return null;
        }),
        "values");
    assertThat(cache.containsKey(1)).isFalse();
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"})
  void aLoaderCannotSmuggleInAValueOfTheWrongType() {
    Store strings = new Store();
    MutableConfiguration configuration = new MutableConfiguration<>()
        .setTypes((Class) String.class, (Class) Integer.class)
        .setReadThrough(true);
    configuration.setCacheLoaderFactory(() -> strings);
    strings.rows.put("key", "SECRET");
    Cache<Object, Object> cache = pantry.cache(configuration);
    refuses(() -> cache.get("key"), "values");
    refuses(() -> cache.getAll(Set.of("key")), "values");
    assertThat(cache.containsKey("key")).isFalse();
  }

  /** Neither serializable nor immutable. */
  private static final class Uncopyable {
    @SuppressWarnings("unused")
    private int state;

    @Override
    public String toString() {
      return "SECRET";
    }
  }

  @Test
  void aValueThatCannotBeCopiedIsRefusedAndNothingIsStoredNorWritten() {
    Cache<Object, Object> cache = pantry.cache(new MutableConfiguration<>());
    cache.put("present", "old");
    assertThatThrownBy(() -> cache.put("present", new Uncopyable()))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("pantry")
        .hasMessageContaining(Uncopyable.class.getName())
        .hasMessageContaining("Serializable")
        .hasMessageNotContaining("SECRET");
    assertThatThrownBy(() -> cache.put(new Uncopyable(), "value"))
        .isInstanceOf(CacheException.class);
    assertThatThrownBy(() -> cache.invoke("present", (entry, args) -> {
          entry.setValue(new Uncopyable());
          return null;
        }))
        .isInstanceOf(CacheException.class);
    assertThat(cache.get("present")).isEqualTo("old");
    assertThat(cache).hasSize(1);
  }

  @Test
  void aMapWithAValueThatCannotBeCopiedIsRefusedAsAWhole() {
    Cache<Object, Object> cache = pantry.cache(new MutableConfiguration<>());
    Map<Object, Object> map = new LinkedHashMap<>();
    map.put("first", "value");
    map.put("second", new Uncopyable());
    assertThatThrownBy(() -> cache.putAll(map)).isInstanceOf(CacheException.class);
    assertThat(cache).isEmpty();
  }

  @Test
  void aNameThatIsTakenIsRefusedAndTheOldCacheGoesOn() {
    Cache<String, String> cache = pantry.cache(Pantry.strings());
    assertThatThrownBy(() -> pantry.manager.createCache(Pantry.NAME, Pantry.strings()))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining(Pantry.NAME)
        .hasMessageContaining("getCache");
    assertThatCode(() -> cache.put("key", "value")).doesNotThrowAnyException();
    assertThat((Object) pantry.manager.getCache(Pantry.NAME)).isSameAs(cache);
  }

  @Test
  void askingForOtherTypesNamesBoth() {
    pantry.cache(Pantry.strings().setTypes(String.class, String.class));
    assertThatThrownBy(() -> pantry.manager.getCache(Pantry.NAME, String.class, Integer.class))
        .isInstanceOf(ClassCastException.class)
        .hasMessageContaining(Pantry.NAME)
        .hasMessageContaining("java.lang.String")
        .hasMessageContaining("java.lang.Integer");
  }

  @Test
  void noMessageTellsKeysOrValues() {
    Cache<String, String> cache = pantry.cache(store.through());
    store.before = key -> {
      throw new IllegalStateException("the user's own words");
    };
    for (Runnable operation : new Runnable[] {
      () -> cache.get("SECRET"),
      () -> cache.getAll(Set.of("SECRET")),
      () -> cache.put("SECRET", "SECRET"),
      () -> cache.putAll(Map.of("SECRET", "SECRET")),
      () -> cache.remove("SECRET"),
      () -> cache.removeAll(Set.of("SECRET")),
    }) {
      assertThatThrownBy(operation::run)
          .isInstanceOf(CacheException.class)
          .hasMessageContaining("pantry")
          .hasMessageNotContaining("SECRET");
    }
    assertThat(cache.toString() + pantry.manager).doesNotContain("SECRET");
  }
}
