package dev.larder;

import static javax.cache.expiry.Duration.ONE_MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.EventType;
import javax.cache.expiry.CreatedExpiryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What listeners hear, in which order, and that they cannot do harm. */
@Timeout(60)
class EventsTest {
  @RegisterExtension
  final Pantry pantry = new Pantry();

  @RegisterExtension
  final Hands hands = new Hands();

  private final EventLog<String, String> log = new EventLog<>();

  private MutableConfiguration<String, String> heard() {
    return Pantry.strings().addCacheEntryListenerConfiguration(log.synchronous());
  }

  private static <V> MutableConfiguration<String, V> aMinuteFromCreation(
      MutableConfiguration<String, V> configuration) {
    return configuration.setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(ONE_MINUTE));
  }

  @Test
  void eachChangeIsHeardWithItsOldValue() {
    Cache<String, String> cache = pantry.cache(heard());
    cache.put("k", "1");
    cache.put("k", "1");
    cache.getAndPut("k", "2");
    cache.putIfAbsent("k", "x");
    cache.replace("k", "3");
    cache.replace("k", "other", "x");
    cache.replace("k", "3", "4");
    cache.getAndReplace("k", "5");
    cache.remove("k", "other");
    cache.remove("k", "5");
    cache.remove("k");
    cache.putIfAbsent("k", "6");
    cache.getAndRemove("k");
    assertThat(log.lines)
        .containsExactly(
            "CREATED k 1 null",
            "UPDATED k 1 1",
            "UPDATED k 2 1",
            "UPDATED k 3 2",
            "UPDATED k 4 3",
            "UPDATED k 5 4",
            "REMOVED k 5 5",
            "CREATED k 6 null",
            "REMOVED k 6 6");
  }

  @Test
  void bulkOperationsAndIteratorsAreHeardKeyByKeyAndClearNotAtAll() {
    Cache<String, String> cache = pantry.cache(heard());
    cache.putAll(Map.of("a", "1", "b", "2"));
    cache.removeAll(Set.of("a", "absent"));
    cache.putAll(Map.of("c", "3"));
    var entries = cache.iterator();
    entries.next();
    entries.remove();
    cache.removeAll();
    assertThat(log.lines)
        .containsExactlyInAnyOrder(
            "CREATED a 1 null",
            "CREATED b 2 null",
            "REMOVED a 1 1",
            "CREATED c 3 null",
            "REMOVED b 2 2",
            "REMOVED c 3 3");
    cache.put("d", "4");
    log.lines.clear();
    cache.clear();
    assertThat(log.lines).isEmpty();
  }

  @Test
  void readsAreNotHeard() {
    Cache<String, String> cache = pantry.cache(heard());
    cache.put("k", "1");
    log.lines.clear();
    cache.get("k");
    cache.getAll(Set.of("k", "absent"));
    cache.containsKey("k");
    cache.iterator().next();
    cache.invoke("k", (entry, args) -> entry.getValue());
    cache.invoke("absent", (entry, args) -> {
      entry.setValue("x");
      entry.remove();
      return null;
    });
    assertThat(log.lines).isEmpty();
  }

  @Test
  void expiryIsHeardBySweepingWithoutTraffic() {
    Cache<String, String> cache = pantry.cache(aMinuteFromCreation(heard()));
    cache.put("k", "1");
    pantry.advance(Duration.ofSeconds(60).minusNanos(1));
    Pantry.sweep(cache);
    assertThat(log.lines).containsExactly("CREATED k 1 null");
    pantry.advance(Duration.ofNanos(1));
    Pantry.sweep(cache);
    assertThat(log.lines).containsExactly("CREATED k 1 null", "EXPIRED k 1 1");
    Pantry.sweep(cache);
    assertThat(log.lines).hasSize(2);
    assertThat(cache.unwrap(LarderCache.class).size()).isZero();
  }

  @Test
  void expiryIsHeardBeforeTheNextValueIsCreated() {
    Cache<String, String> cache = pantry.cache(aMinuteFromCreation(heard()));
    cache.put("k", "1");
    pantry.advance(Duration.ofMinutes(1));
    cache.put("k", "2");
    Pantry.sweep(cache);
    assertThat(log.lines).containsExactly("CREATED k 1 null", "EXPIRED k 1 1", "CREATED k 2 null");
  }

  @Test
  void whateverMeetsAnExpiredEntryTellsOfItOnce() {
    Store store = new Store();
    Cache<String, String> cache = pantry.cache(store
        .through()
        .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(ONE_MINUTE))
        .addCacheEntryListenerConfiguration(log.synchronous()));
    List<Runnable> meetings = List.of(
        () -> cache.remove("k"),
        () -> cache.invoke("k", (entry, args) -> entry.exists()),
        () -> cache.replace("k", "x"),
        () -> cache.removeAll(Set.of("k")),
        () -> cache.get("k"),
        () -> cache.getAll(Set.of("k")),
        () -> Pantry.sweep(cache));
    for (Runnable meeting : meetings) {
      cache.put("k", "1");
      store.rows.clear();
      pantry.advance(Duration.ofMinutes(1));
      log.lines.clear();
      meeting.run();
      Pantry.sweep(cache);
      assertThat(log.lines).containsExactly("EXPIRED k 1 1");
    }
  }

  @Test
  void expiryIsHeardOfAnEntryThatHadToMakeRoomWhileAProcessorLookedAtIt() {
    Cache<String, String> cache =
        pantry.cache(aMinuteFromCreation(new LarderConfiguration<String, String>()
            .maximumSize(1)
            .addCacheEntryListenerConfiguration(log.synchronous())));
    cache.put("k", "1");
    log.lines.clear();
    cache.invoke("k", (entry, arguments) -> {
      pantry.advance(Duration.ofMinutes(1));
      cache.put("other", "2");
      return entry.getValue();
    });
    Pantry.sweep(cache);
    assertThat(log.lines).containsExactly("CREATED other 2 null", "EXPIRED k 1 1");
  }

  @Test
  void aListenerThatThrowsOnExpiryDoesNotStopTheOperationThatMetIt() {
    EventLog<String, String> angry = new EventLog<>(event -> {
      if (event.getEventType() == EventType.EXPIRED) {
        throw new IllegalStateException("not me");
      }
    });
    Cache<String, String> cache = pantry.cache(aMinuteFromCreation(
        Pantry.strings().addCacheEntryListenerConfiguration(angry.synchronous())));
    cache.put("k", "1");
    pantry.advance(Duration.ofMinutes(1));
    cache.put("k", "2");
    assertThat(cache.get("k")).isEqualTo("2");
    assertThat(angry.lines)
        .containsExactly("CREATED k 1 null", "EXPIRED k 1 1", "CREATED k 2 null");
    assertThat(pantry.logged).singleElement().asString().contains("pantry", "expired");
  }

  @Test
  void aListenerThatThrowsOnExpiryDoesNotStopTheSweep() {
    EventLog<String, String> angry = new EventLog<>(event -> {
      if (event.getEventType() == EventType.EXPIRED) {
        throw new AssertionError("not me");
      }
    });
    Cache<String, String> cache = pantry.cache(aMinuteFromCreation(
        Pantry.strings().addCacheEntryListenerConfiguration(angry.synchronous())));
    cache.putAll(Map.of("a", "1", "b", "2", "c", "3"));
    angry.lines.clear();
    pantry.advance(Duration.ofMinutes(1));
    Pantry.sweep(cache);
    assertThat(angry.lines)
        .containsExactlyInAnyOrder("EXPIRED a 1 1", "EXPIRED b 2 2", "EXPIRED c 3 3");
  }

  @Test
  void aListenerThatThrowsIsHeardByTheCallerAfterTheChange() {
    EventLog<String, String> angry = new EventLog<>(event -> {
      throw new IllegalStateException("not me");
    });
    Cache<String, String> cache =
        pantry.cache(heard().addCacheEntryListenerConfiguration(angry.synchronous()));
    assertThatThrownBy(() -> cache.put("k", "1"))
        .isInstanceOf(CacheEntryListenerException.class)
        .hasMessageContaining("pantry")
        .hasRootCauseMessage("not me");
    assertThat(cache.get("k")).isEqualTo("1");
    assertThat(log.lines).containsExactly("CREATED k 1 null");
  }

  @Test
  void aListenerThatChangesWhatItGetsChangesNothingElse() {
    EventLog<String, ArrayList<String>> vandal = new EventLog<>(event -> {
      event.getValue().add("vandalized");
      if (event.isOldValueAvailable()) {
        event.getOldValue().add("vandalized");
      }
    });
    EventLog<String, ArrayList<String>> next = new EventLog<>();
    Cache<String, ArrayList<String>> cache =
        pantry.cache(new MutableConfiguration<String, ArrayList<String>>()
            .addCacheEntryListenerConfiguration(vandal.synchronous())
            .addCacheEntryListenerConfiguration(next.synchronous()));
    ArrayList<String> mine = new ArrayList<>(List.of("1"));
    cache.put("k", mine);
    cache.put("k", new ArrayList<>(List.of("2")));
    assertThat(mine).containsExactly("1");
    assertThat(cache.get("k")).containsExactly("2");
    assertThat(next.lines).containsExactly("CREATED k [1] null", "UPDATED k [2] [1]");
  }

  @Test
  void eventsOfOneKeyComeInTheOrderOfTheChangesHoweverManyThreadsChangeIt() throws Exception {
    EventLog<String, String> later = new EventLog<>();
    Cache<String, String> cache =
        pantry.cache(heard().addCacheEntryListenerConfiguration(later.asynchronous()));
    List<Hands.Hand<?>> writers = new ArrayList<>();
    for (String name : List.of("one", "two", "three")) {
      writers.add(hands.run(() -> {
        for (int i = 0; i < 300; i++) {
          cache.put("k", name + i);
          if (i % 7 == 0) {
            cache.remove("k");
          }
        }
      }));
    }
    for (var writer : writers) {
      writer.result();
    }
    cache.remove("k");
    assertThatEachFollowsFromTheOneBefore(log.lines);
    CountDownLatch delivered = new CountDownLatch(1);
    cache.registerCacheEntryListener(
        new EventLog<String, String>(event -> delivered.countDown()).asynchronous());
    cache.put("last", "v");
    Hands.await(delivered);
    hands
        .run(() -> {
          while (later.lines.size() < log.lines.size()) {
            Thread.onSpinWait();
          }
        })
        .result();
    assertThat(later.lines).isEqualTo(log.lines);
  }

  private static void assertThatEachFollowsFromTheOneBefore(List<String> lines) {
    String value = "null";
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      assertThat(words[3]).as(line).isEqualTo(value);
      assertThat(words[0])
          .isEqualTo(
              value.equals("null")
                  ? "CREATED"
                  : words[0].equals("REMOVED") ? "REMOVED" : "UPDATED");
      value = words[0].equals("REMOVED") ? "null" : words[2];
    }
  }

  @Test
  void listenersCanBeAddedAndTakenAwayWhileTheCacheIsUsed() {
    Cache<String, String> cache = pantry.cache(Pantry.strings());
    cache.put("k", "1");
    var registration = log.synchronous();
    cache.registerCacheEntryListener(registration);
    cache.put("k", "2");
    assertThatThrownBy(() -> cache.registerCacheEntryListener(registration))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pantry");
    cache.deregisterCacheEntryListener(registration);
    cache.deregisterCacheEntryListener(registration);
    cache.put("k", "3");
    assertThat(log.lines).containsExactly("UPDATED k 2 1");
  }
}
