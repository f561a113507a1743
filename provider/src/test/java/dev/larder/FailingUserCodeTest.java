package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.EventType;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever user code throws, no key stays held, no structure breaks, and everything works afterwards. */
@Timeout(60)
class FailingUserCodeTest {
  @RegisterExtension
  final Pantry pantry = new Pantry();

  /** Throws when it is angry. */
  private static final class Mood {
    volatile boolean angry;
    private final Supplier<Throwable> fault;

    Mood(Supplier<Throwable> fault) {
      this.fault = fault;
    }

    void take() {
      if (angry) {
        sneak(fault.get());
      }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
      throw (E) thrown;
    }
  }

  private static Throwable overflow() {
    try {
      return new AssertionError(recurse(1));
    } catch (StackOverflowError e) {
      return e;
    }
  }

  @SuppressWarnings("InfiniteRecursion")
  private static int recurse(int depth) {
    return recurse(depth + 1) + 1;
  }

  static Stream<Arguments> faultsOfAllKinds() {
    return Stream.<Supplier<Throwable>>of(
            () -> new IllegalStateException("fault"),
            FailingUserCodeTest::overflow,
            () -> new OutOfMemoryError("fault"),
            () -> new AssertionError("fault"),
            () -> new InterruptedException("sneaked"))
        .flatMap(fault -> Stream.of(
                "loader",
                "writer",
                "listener",
                "filter",
                "removal listener",
                "policy",
                "copier",
                "weigher",
                "processor")
            .map(kind -> Arguments.of(kind, fault)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faultsOfAllKinds")
  void leavesNoKeyHeld(String kind, Supplier<Throwable> fault) {
    Mood mood = new Mood(fault);
    Cache<String, String> cache = cacheWith(kind, mood);
    cache.put("present", "old");
    mood.angry = true;
    for (Runnable operation : operations(cache, mood)) {
      swallow(operation);
      Pantry.check(cache);
    }
    mood.angry = false;
    for (Runnable operation : operations(cache, mood)) {
      operation.run();
      Pantry.check(cache);
    }
    cache.put("k", "v");
    assertThat(cache.get("k")).isEqualTo("v");
  }

  /** Some of them fail, whatever kind of user code does. */
  @SuppressWarnings("CheckReturnValue")
  private static void swallow(Runnable operation) {
    catchThrowable(operation::run);
  }

  private Cache<String, String> cacheWith(String kind, Mood mood) {
    Store store = new Store();
    store.before = key -> mood.take();
    LarderConfiguration<String, String> configuration = new LarderConfiguration<>();
    switch (kind) {
      case "loader" -> store.readThrough(configuration);
      case "writer" -> store.writeThrough(configuration);
      case "listener" ->
        configuration.addCacheEntryListenerConfiguration(
            new EventLog<String, String>(event -> mood.take()).synchronous());
      case "filter" ->
        configuration.addCacheEntryListenerConfiguration(
            new MutableCacheEntryListenerConfiguration<>(
                EventLog::new,
                () -> event -> {
                  mood.take();
                  return true;
                },
                true,
                true));
      case "copier" ->
        configuration.copier(value -> {
          mood.take();
          return value;
        });
      case "weigher" ->
        configuration.maximumWeight(100, (key, value) -> {
          mood.take();
          return 1;
        });
      case "policy" -> {
        CountingPolicy policy = new CountingPolicy();
        policy.creation = () -> {
          mood.take();
          return Duration.ONE_MINUTE;
        };
        policy.update = policy.creation;
        policy.access = policy.creation;
        configuration.setExpiryPolicyFactory(() -> policy);
      }
      default -> {}
    }
    LarderCache<String, String> cache = pantry.larder(Pantry.NAME, configuration);
    if (kind.equals("removal listener")) {
      Registration unused = cache.onRemoval((key, value, cause) -> mood.take());
    }
    return cache;
  }

  /** A key that takes part in the mood whenever somebody compares it, or asks for its hash code. */
  private record Touchy(String name, Mood mood) {
    @Override
    public boolean equals(Object other) {
      mood.take();
      return other instanceof Touchy touchy && touchy.name.equals(name);
    }

    @Override
    public int hashCode() {
      mood.take();
      return 42;
    }
  }

  static Stream<Arguments> faultsOfKeys() {
    return Stream.<Supplier<Throwable>>of(
            () -> new IllegalStateException("fault"),
            FailingUserCodeTest::overflow,
            () -> new OutOfMemoryError("fault"))
        .map(Arguments::of);
  }

  /** All keys have one hash code, so each operation compares; under the lock of a stripe, some of them. */
  @ParameterizedTest
  @MethodSource("faultsOfKeys")
  void aKeyThatCannotBeComparedLeavesTheCacheWhole(Supplier<Throwable> fault) {
    Mood mood = new Mood(fault);
    for (boolean listening : new boolean[] {false, true}) {
      var configuration = new MutableConfiguration<Touchy, String>().setStoreByValue(false);
      if (listening) {
        configuration.addCacheEntryListenerConfiguration(
            new EventLog<Touchy, String>().synchronous());
      }
      Cache<Touchy, String> cache = pantry.cache("touchy " + listening, configuration);
      for (String name : List.of("a", "b", "c")) {
        cache.put(new Touchy(name, mood), "old");
      }
      Touchy key = new Touchy("b", mood);
      Touchy absent = new Touchy("absent", mood);
      List<Runnable> operations = List.of(
          () -> cache.get(key),
          () -> cache.put(key, "new"),
          () -> cache.put(absent, "new"),
          () -> cache.putIfAbsent(absent, "new"),
          () -> cache.replace(key, "new"),
          () -> cache.replace(key, "old", "new"),
          () -> cache.invoke(key, (entry, args) -> {
            entry.setValue("new");
            return null;
          }),
          () -> cache.remove(key, "old"),
          () -> cache.remove(key));
      for (Runnable operation : operations) {
        mood.angry = true;
        assertThat(catchThrowable(operation::run)).isNotNull();
        mood.angry = false;
        Pantry.check(cache);
      }
      operations.forEach(Runnable::run);
      assertThat(cache.get(key)).isNull();
    }
  }

  private static Runnable[] operations(Cache<String, String> cache, Mood mood) {
    Set<String> keys = Set.of("k", "present", "absent");
    return new Runnable[] {
      () -> cache.get("k"),
      () -> cache.getAll(keys),
      () -> cache.put("k", "v"),
      () -> cache.put("present", "v"),
      () -> cache.putAll(Map.of("k", "v", "present", "w", "new", "x")),
      () -> cache.putIfAbsent("other", "v"),
      () -> cache.replace("present", "w"),
      () -> cache.replace("present", "w", "x"),
      () -> cache.invoke("k", (entry, args) -> {
        entry.setValue("v");
        mood.take();
        return null;
      }),
      () -> cache.invoke("absent", (entry, args) -> entry.getValue()),
      () -> cache.invokeAll(keys, (entry, args) -> {
        mood.take();
        entry.setValue("v");
        return null;
      }),
      () -> cache.forEach(entry -> {}),
      () -> cache.remove("k"),
      () -> cache.remove("present", "x"),
      () -> {
        Completion completion = new Completion();
        cache.loadAll(keys, true, completion);
        completion.await();
      },
      () -> cache.removeAll(keys),
      cache::removeAll,
      () -> Pantry.sweep(cache)
    };
  }

  private static Cache<String, String> protestingCache(
      Pantry pantry, EventLog<String, String> log) {
    return pantry.cache(Pantry.strings().addCacheEntryListenerConfiguration(log.synchronous()));
  }

  @Test
  void aListenerThatProtestsAtOneKeyDoesNotKeepTheOthersFromBeingPut() {
    EventLog<String, String> log = new EventLog<>(event -> {
      throw new IllegalStateException("protest at " + event.getKey());
    });
    Cache<String, String> cache = protestingCache(pantry, log);
    assertThatThrownBy(() -> cache.putAll(Map.of("a", "1", "b", "2", "c", "3")))
        .isInstanceOf(CacheEntryListenerException.class)
        .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(2));
    assertThat(cache.getAll(Set.of("a", "b", "c"))).hasSize(3);
  }

  @Test
  void aListenerThatProtestsAtOneKeyDoesNotKeepTheOthersFromBeingRemoved() {
    EventLog<String, String> log = new EventLog<>(event -> {
      if (event.getEventType() == EventType.REMOVED) {
        throw new IllegalStateException("protest at " + event.getKey());
      }
    });
    Cache<String, String> cache = protestingCache(pantry, log);
    cache.putAll(Map.of("a", "1", "b", "2", "c", "3"));
    assertThatThrownBy(() -> cache.removeAll(Set.of("a", "b")))
        .isInstanceOf(CacheEntryListenerException.class);
    assertThatThrownBy(cache::removeAll).isInstanceOf(CacheEntryListenerException.class);
    assertThat(cache).isEmpty();
  }

  @Test
  void aListenerThatBreaksDownAtOneExpiredKeyDoesNotKeepTheOthersFromBeingReported() {
    Set<String> keys = Set.of("a", "b", "c");
    EventLog<String, String> log = new EventLog<>(event -> {
      if (event.getEventType() == EventType.EXPIRED) {
        throw new AssertionError("broken at " + event.getKey());
      }
    });
    Cache<String, String> cache = pantry.cache(new Store()
        .through()
        .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ONE_MINUTE))
        .addCacheEntryListenerConfiguration(log.synchronous()));
    cache.putAll(Map.of("a", "1", "b", "2", "c", "3"));
    pantry.advance(java.time.Duration.ofMinutes(1));
    log.lines.clear();
    assertThatThrownBy(() -> cache.removeAll(keys)).isInstanceOf(AssertionError.class);
    assertThat(log.lines)
        .containsExactlyInAnyOrder("EXPIRED a 1 1", "EXPIRED b 2 2", "EXPIRED c 3 3");
  }
}
