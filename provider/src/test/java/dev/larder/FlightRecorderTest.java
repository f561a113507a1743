package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.internal.cache.Summaries;
import dev.larder.internal.core.StripedTable;
import dev.larder.internal.core.TableConfig;
import dev.larder.tier.MemoryTier;
import dev.larder.tier.MemoryTierFactory;
import dev.larder.tier.TierException;
import dev.larder.tier.TierKey;
import dev.larder.tier.TierListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoaderException;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.MutableEntry;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the JDK's flight recorder gets to see. */
class FlightRecorderTest {
  private static final List<String> KINDS = List.of(
      "dev.larder.Load",
      "dev.larder.UserCode",
      "dev.larder.Departures",
      "dev.larder.TierCall",
      "dev.larder.InvalidatedAll",
      "dev.larder.Tier");

  @RegisterExtension
  final Pantry pantry = new Pantry();

  @TempDir
  Path folder;

  private interface Work {
    void run() throws Exception;
  }

  /** What is recorded of this cache's work, be it ever so quick. */
  private List<RecordedEvent> recorded(String cache, Work work) throws Exception {
    try (Recording recording = new Recording()) {
      KINDS.forEach(kind -> recording.enable(kind).withThreshold(Duration.ZERO));
      recording.enable("dev.larder.Tier").with("period", "endChunk");
      recording.start();
      work.run();
      return eventsOf(recording, cache);
    }
  }

  private List<RecordedEvent> eventsOf(Recording recording, String cache) throws IOException {
    recording.stop();
    Path file = folder.resolve("work.jfr");
    recording.dump(file);
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> KINDS.contains(event.getEventType().getName()))
        .filter(event -> event.getString("cache").equals(cache))
        .toList();
  }

  private static List<String> told(List<RecordedEvent> events, String... fields) {
    return events.stream()
        .map(event -> {
          StringBuilder text = new StringBuilder(event.getEventType().getName());
          for (String field : fields) {
            Object value = event.hasField(field) ? event.getValue(field) : null;
            text.append(' ')
                .append(
                    value instanceof jdk.jfr.consumer.RecordedClass code ? code.getName() : value);
          }
          return text.toString();
        })
        .toList();
  }

  @Test
  void eachLoadIsAnEvent() throws Exception {
    Store store = new Store();
    Cache<String, String> cache = pantry.cache("loads", store.through());
    List<RecordedEvent> events = recorded("loads", () -> {
      cache.get("a");
      cache.getAll(Set.of("b", "c"));
    });
    String loader = Store.class.getName();
    assertThat(told(events, "loader", "keys", "failed"))
        .containsExactly(
            "dev.larder.Load " + loader + " 1 false", "dev.larder.Load " + loader + " 2 false");
  }

  @Test
  void aLoadThatFailsSaysSoAndItsExceptionComesOutAsItIs() throws Exception {
    Store store = new Store();
    store.before = key -> {
      throw new IllegalStateException("on purpose");
    };
    Cache<String, String> cache = pantry.cache("failing", store.through());
    List<RecordedEvent> events = recorded(
        "failing",
        () -> assertThatThrownBy(() -> cache.get("a"))
            .isInstanceOf(CacheLoaderException.class)
            .hasMessageContaining(Store.class.getName())
            .hasRootCauseMessage("on purpose"));
    assertThat(told(events, "failed")).containsExactly("dev.larder.Load true");
  }

  @Test
  void aFunctionInPlaceOfALoaderIsALoad() throws Exception {
    LarderCache<String, String> cache = larder(pantry.cache("function", Pantry.strings()));
    List<RecordedEvent> events = recorded("function", () -> cache.get("a", key -> "made"));
    assertThat(told(events, "keys", "failed")).containsExactly("dev.larder.Load 1 false");
  }

  @Test
  void aHitIsNoEvent() throws Exception {
    Cache<String, String> cache = pantry.cache("hits", new Store().through());
    cache.put("a", "1");
    assertThat(recorded("hits", () -> {
          cache.get("a");
          cache.containsKey("a");
          cache.getAll(Set.of("a"));
        }))
        .isEmpty();
  }

  @Test
  void writersAreUserCode() throws Exception {
    Cache<String, String> cache = pantry.cache("writer", new Store().through());
    List<RecordedEvent> events = recorded("writer", () -> {
      cache.put("a", "1");
      cache.removeAll(Set.of("a"));
    });
    String writer = "dev.larder.UserCode writer " + Store.class.getName();
    assertThat(told(events, "role", "code")).containsExactly(writer, writer);
  }

  /** Sets the value to its own name. */
  static final class Naming implements EntryProcessor<String, String, String> {
    @Override
    public String process(MutableEntry<String, String> entry, Object... arguments) {
      entry.setValue("Naming");
      return "done";
    }
  }

  @Test
  void entryProcessorsAreUserCode() throws Exception {
    Cache<String, String> cache = pantry.cache("processor", Pantry.strings());
    List<RecordedEvent> events =
        recorded("processor", () -> assertThat(cache.invoke("a", new Naming())).isEqualTo("done"));
    assertThat(told(events, "role", "code", "failed"))
        .containsExactly(
            "dev.larder.UserCode entry processor " + Naming.class.getName() + " false");
  }

  /** Hears, and does nothing. */
  static final class Ear implements CacheEntryCreatedListener<String, String> {
    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {}
  }

  @Test
  void listenersAreUserCode() throws Exception {
    Cache<String, String> cache = pantry.cache("listener", Pantry.strings());
    cache.registerCacheEntryListener(
        new MutableCacheEntryListenerConfiguration<>(Ear::new, null, false, true));
    List<RecordedEvent> events = recorded("listener", () -> {
      cache.put("a", "1");
      cache.put("a", "2");
    });
    assertThat(told(events, "role", "code"))
        .containsExactly("dev.larder.UserCode listener " + Ear.class.getName());
  }

  /** Three times, each by user code. */
  static final class OwnTimes implements ExpiryPolicy {
    @Override
    public javax.cache.expiry.Duration getExpiryForCreation() {
      return javax.cache.expiry.Duration.ONE_HOUR;
    }

    @Override
    public javax.cache.expiry.Duration getExpiryForAccess() {
      return javax.cache.expiry.Duration.ONE_MINUTE;
    }

    @Override
    public javax.cache.expiry.Duration getExpiryForUpdate() {
      throw new IllegalStateException("on purpose");
    }
  }

  @Test
  void expiryPoliciesOfTheUsersOwnAreUserCode() throws Exception {
    Cache<String, String> cache =
        pantry.cache("policy", Pantry.strings().setExpiryPolicyFactory(OwnTimes::new));
    List<RecordedEvent> events = recorded("policy", () -> {
      cache.put("a", "1");
      cache.put("a", "2");
    });
    String policy = "dev.larder.UserCode expiry policy " + OwnTimes.class.getName();
    assertThat(told(events, "role", "code", "failed"))
        .containsExactly(policy + " false", policy + " true");
    assertThat(pantry.logged).singleElement().asString().contains(OwnTimes.class.getName());
  }

  @Test
  void whatWasEvictedAndHasExpiredIsSummedUp() throws Exception {
    StripedTable<String, String> table = new StripedTable<>(
        TableConfig.<String, String>bounded("sums", 10).withTicker(pantry.ticker));
    table.put("long gone", "1", 1, 1);
    pantry.ticker.advance(Duration.ofSeconds(1));
    table.sweep();
    Summaries summaries = new Summaries();
    List<RecordedEvent> events = recorded("sums", () -> {
      summaries.accept(table);
      summaries.accept(table);
      for (int i = 0; i < 15; i++) {
        table.put("key " + i, "value", 1, Duration.ofMinutes(1).toNanos());
      }
      summaries.accept(table);
      pantry.ticker.advance(Duration.ofMinutes(2));
      table.sweep();
      summaries.accept(table);
    });
    assertThat(told(events, "evicted", "expired", "entries", "weight"))
        .containsExactly("dev.larder.Departures 5 0 10 10", "dev.larder.Departures 0 10 0 0");
  }

  private LarderCache<String, String> tiered(String name) {
    return larder(pantry.cache(
        name,
        new LarderConfiguration<String, String>()
            .maximumSize(10)
            .tier(Map.of("type", "memory", "store", name, "shared", true))));
  }

  @Test
  void callsOfATierAreEventsAndAreSummedUp() throws Exception {
    LarderCache<String, String> cache = tiered("tiered");
    List<RecordedEvent> events = recorded("tiered", () -> {
      cache.put("a", "1");
      cache.get("missing");
      cache.remove("a");
    });
    assertThat(told(events, "tier", "operation", "keys", "failed", "state"))
        .contains(
            "dev.larder.TierCall memory get 1 false null",
            "dev.larder.TierCall memory compareAndPut 1 false null",
            "dev.larder.TierCall memory compareAndRemove 1 false null");
    assertThat(told(events, "tier", "state", "puts", "removals", "failures"))
        .contains("dev.larder.Tier memory UP 1 1 0");
  }

  @Test
  void aCallOfATierThatFailsSaysSo() throws Exception {
    LarderCache<String, String> cache = tiered("broken");
    MemoryTierFactory.tier("broken").intercept((operation, key) -> {
      throw new TierException("on purpose", null);
    });
    List<RecordedEvent> events =
        recorded("broken", () -> assertThatThrownBy(() -> cache.get("a")).hasMessage("on purpose"));
    assertThat(told(events, "operation", "failed")).contains("dev.larder.TierCall get true");
    assertThat(cache.stats().tier().orElseThrow().failures()).isEqualTo(1);
  }

  @Test
  void aTierThatHasTheHeapForgetEverythingIsAnEvent() throws Exception {
    LarderCache<String, String> cache = tiered("forgetting");
    cache.put("a", "1");
    List<RecordedEvent> events = recorded("forgetting", () -> {
      try (MemoryTier other =
          new MemoryTier(MemoryTierFactory.store("forgetting"), new NobodyToTell(), true)) {
        other.clear();
      }
    });
    assertThat(told(events, "tier")).contains("dev.larder.InvalidatedAll memory");
    assertThat(told(events, "invalidationsOfAll")).contains("dev.larder.Tier 1");
  }

  /** Has no heap. */
  private static final class NobodyToTell implements TierListener {
    @Override
    public void invalidated(TierKey key) {}

    @Override
    public void invalidatedAll() {}
  }

  @Test
  void aClosedCachesTierIsNoLongerToldOf() throws Exception {
    LarderCache<String, String> cache = tiered("closed");
    cache.close();
    assertThat(recorded("closed", () -> {})).isEmpty();
  }

  @Test
  void theSettingsInTheDocsRecordWhatTheySay() throws Exception {
    Configuration settings = Configuration.create(Path.of("..", "docs", "larder.jfc"));
    assertThat(settings.getSettings().keySet())
        .allMatch(setting -> KINDS.contains(setting.substring(0, setting.indexOf('#'))));
    LarderCache<String, String> cache = larder(pantry.cache("settings", Pantry.strings()));
    try (Recording recording = new Recording(settings)) {
      recording.start();
      cache.get("quick", key -> "made");
      assertThat(eventsOf(recording, "settings")).isEmpty();
    }
  }

  @Test
  void theJdksOwnToolPrintsThem() throws Exception {
    LarderCache<String, String> cache = larder(pantry.cache("printed", Pantry.strings()));
    recorded("printed", () -> cache.get("a", key -> "made"));
    Process jfr = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "jfr").toString(),
            "print",
            "--events",
            "dev.larder.*",
            folder.resolve("work.jfr").toString())
        .redirectErrorStream(true)
        .start();
    String printed = new String(jfr.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(printed).contains("dev.larder.Load {", "cache = \"printed\"", "keys = 1");
    assertThat(Files.size(folder.resolve("work.jfr"))).isPositive();
  }

  @Test
  void withoutAFlightRecorderCachesWorkAllTheSame() throws Exception {
    assertThat(unrecorded(
            "--limit-modules=java.base,java.logging,java.management,java.naming,java.sql"))
        .isEqualToIgnoringNewLines("no recorder; made, once");
  }

  @Test
  void nothingOfTheRecorderIsLoadedWhereNobodyRecords() throws Exception {
    assertThat(unrecorded("-verbose:class"))
        .contains("a recorder; made, once")
        .contains("dev.larder.internal.management.jfr.FlightRecorder ")
        .contains("dev.larder.internal.management.jfr.DeparturesSummary ")
        .doesNotContain("jfr.DeparturesEvent", "jfr.LoadEvent", "jfr.UserCodeEvent");
  }

  /** What {@link WithoutFlightRecorder} prints in a JVM of its own that has this option. */
  private static String unrecorded(String option) throws Exception {
    Process java = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            option,
            "-cp",
            System.getProperty("java.class.path"),
            WithoutFlightRecorder.class.getName())
        .redirectErrorStream(true)
        .start();
    String printed = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(java.waitFor()).isZero();
    return printed;
  }

  @SuppressWarnings("unchecked") // JCache's type tokens know no type parameters
  private static LarderCache<String, String> larder(Cache<String, String> cache) {
    return cache.unwrap(LarderCache.class);
  }
}
