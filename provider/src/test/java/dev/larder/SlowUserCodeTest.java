package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.EventType;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** User code that takes its time delays nobody but those who want the same key. No sleeping: it is stopped by a latch all the while. */
@Timeout(60)
class SlowUserCodeTest {
  private static final int OTHER_KEYS = 1_000;

  @RegisterExtension
  final Pantry pantry = new Pantry();

  @RegisterExtension
  final Hands hands = new Hands();

  /** Where user code stops, when it is about the slow key. */
  private static final class Stop {
    final CountDownLatch reached = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);
    volatile boolean armed = true;

    void at(Object key) {
      if (armed && key.equals("slow")) {
        armed = false;
        reached.countDown();
        Hands.await(goOn);
      }
    }
  }

  private interface Setup {
    MutableConfiguration<String, String> configuration(Stop stop);
  }

  private record Kind(String name, Setup setup, Consumer<Cache<String, String>> slowly) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Store stopping(Stop stop) {
    Store store = new Store();
    store.before = stop::at;
    return store;
  }

  static Stream<Kind> kinds() {
    return Stream.of(
        new Kind(
            "loader",
            stop -> stopping(stop).readThrough(Pantry.strings()),
            cache -> cache.get("slow")),
        new Kind(
            "loader of many",
            stop -> stopping(stop).readThrough(Pantry.strings()),
            cache -> cache.getAll(Set.of("slow", "slower"))),
        new Kind(
            "writer",
            stop -> stopping(stop).writeThrough(Pantry.strings()),
            cache -> cache.put("slow", "v")),
        new Kind(
            "writer of many",
            stop -> stopping(stop).writeThrough(Pantry.strings()),
            cache -> cache.putAll(Map.of("slow", "v", "slower", "v"))),
        new Kind(
            "listener",
            stop -> Pantry.strings()
                .addCacheEntryListenerConfiguration(
                    new EventLog<String, String>(event -> stop.at(event.getKey())).synchronous()),
            cache -> cache.put("slow", "v")),
        new Kind(
            "policy",
            stop -> {
              CountingPolicy policy = new CountingPolicy();
              policy.creation = () -> {
                stop.at("slow");
                return Duration.ETERNAL;
              };
              return Pantry.strings().setExpiryPolicyFactory(() -> policy);
            },
            cache -> cache.put("slow", "v")));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void delaysNoOtherKey(Kind kind) throws Exception {
    Stop stop = new Stop();
    Cache<String, String> cache = pantry.cache(kind.setup.configuration(stop));
    var slow = hands.run(() -> kind.slowly.accept(cache));
    Hands.await(stop.reached);
    hands.run(() -> useOtherKeys(cache)).result();
    assertThat(slow.task().isDone()).isFalse();
    stop.goOn.countDown();
    slow.result();
  }

  @Test
  void aSlowProcessorDelaysNoOtherKey() throws Exception {
    Stop stop = new Stop();
    Cache<String, String> cache = pantry.cache(Pantry.strings());
    cache.put("slow", "before");
    var slow = hands.start(() -> cache.invoke("slow", (entry, args) -> {
      stop.at(entry.getKey());
      entry.setValue("after");
      return "done";
    }));
    Hands.await(stop.reached);
    hands.run(() -> useOtherKeys(cache)).result();
    assertThat(cache.get("slow")).as("readers see it as it was").isEqualTo("before");
    var put = hands.run(() -> cache.put("slow", "later")).untilItWaits();
    assertThat(put.task().isDone()).isFalse();
    stop.goOn.countDown();
    slow.result();
    put.result();
    assertThat(cache.get("slow")).isEqualTo("later");
  }

  private static void useOtherKeys(Cache<String, String> cache) {
    for (int i = 0; i < OTHER_KEYS; i++) {
      String key = "key" + i;
      cache.get(key);
      cache.put(key, "v");
      cache.putIfAbsent(key, "w");
      cache.replace(key, "v", "w");
      cache.invoke(key, (entry, args) -> entry.getValue());
      cache.getAll(Set.of(key));
      if (i % 2 == 0) {
        cache.remove(key);
      }
    }
    cache.forEach(entry -> {});
    Pantry.sweep(cache);
  }

  @Test
  void aSlowListenerOfExpiryDelaysNoOtherKey() throws Exception {
    Stop stop = new Stop();
    CountingPolicy policy = new CountingPolicy();
    policy.creation = () -> Duration.ONE_MINUTE;
    EventLog<String, String> log = new EventLog<>(event -> {
      if (event.getEventType() == EventType.EXPIRED) {
        stop.at(event.getKey());
      }
    });
    Cache<String, String> cache = pantry.cache(Pantry.strings()
        .setExpiryPolicyFactory(() -> policy)
        .addCacheEntryListenerConfiguration(log.synchronous()));
    cache.put("slow", "v");
    pantry.advance(java.time.Duration.ofMinutes(1));
    var sweep = hands.run(() -> Pantry.sweep(cache));
    Hands.await(stop.reached);
    hands.run(() -> useOtherKeys(cache)).result();
    var put = hands.run(() -> cache.put("slow", "next")).untilItWaits();
    stop.goOn.countDown();
    sweep.result();
    put.result();
    assertThat(log.lines.stream().filter(line -> line.contains(" slow ")))
        .containsExactly("CREATED slow v null", "EXPIRED slow v v", "CREATED slow next null");
  }
}
