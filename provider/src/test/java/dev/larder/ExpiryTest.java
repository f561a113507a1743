package dev.larder;

import static javax.cache.expiry.Duration.ONE_MINUTE;
import static javax.cache.expiry.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which question the expiry policy is asked when, and what its answers do. */
@Timeout(60)
class ExpiryTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration NANO = Duration.ofNanos(1);

  @RegisterExtension
  final Pantry pantry = new Pantry();

  private final CountingPolicy policy = new CountingPolicy();
  private final Store store = new Store();
  private final EventLog<String, String> log = new EventLog<>();

  private Cache<String, String> withPolicy() {
    return pantry.cache(Pantry.strings().setExpiryPolicyFactory(() -> policy));
  }

  record Row(
      String name, Consumer<Cache<String, String>> operation, String present, String absent) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final String NONE = "creation 0 update 0 access 0";
  private static final String CREATION = "creation 1 update 0 access 0";
  private static final String UPDATE = "creation 0 update 1 access 0";
  private static final String ACCESS = "creation 0 update 0 access 1";

  /** Operations on "k"; where it is present its value is "old". */
  static List<Row> table() {
    return List.of(
        new Row("get", c -> c.get("k"), ACCESS, NONE),
        new Row("getAll", c -> c.getAll(Set.of("k")), ACCESS, NONE),
        new Row("iterate", c -> c.forEach(entry -> {}), ACCESS, NONE),
        new Row(
            "hasNext alone", c -> assertThat(c.iterator().hasNext()).isIn(true, false), NONE, NONE),
        new Row("containsKey", c -> c.containsKey("k"), NONE, NONE),
        new Row("put", c -> c.put("k", "v"), UPDATE, CREATION),
        new Row("putAll", c -> c.putAll(Map.of("k", "v")), UPDATE, CREATION),
        new Row("getAndPut", c -> c.getAndPut("k", "v"), UPDATE, CREATION),
        new Row("putIfAbsent", c -> c.putIfAbsent("k", "v"), NONE, CREATION),
        new Row("replace", c -> c.replace("k", "v"), UPDATE, NONE),
        new Row("getAndReplace", c -> c.getAndReplace("k", "v"), UPDATE, NONE),
        new Row("replace3 equal", c -> c.replace("k", "old", "v"), UPDATE, NONE),
        new Row("replace3 other", c -> c.replace("k", "other", "v"), ACCESS, NONE),
        new Row("remove", c -> c.remove("k"), NONE, NONE),
        new Row("remove2 equal", c -> c.remove("k", "old"), NONE, NONE),
        new Row("remove2 other", c -> c.remove("k", "other"), ACCESS, NONE),
        new Row("getAndRemove", c -> c.getAndRemove("k"), NONE, NONE),
        new Row("removeAll", Cache::removeAll, NONE, NONE),
        new Row("removeAll keys", c -> c.removeAll(Set.of("k")), NONE, NONE),
        new Row("clear", Cache::clear, NONE, NONE),
        new Row("invoke nothing", c -> c.invoke("k", (e, a) -> null), NONE, NONE),
        new Row("invoke exists", c -> c.invoke("k", (e, a) -> e.exists()), NONE, NONE),
        new Row("invoke get", c -> c.invoke("k", (e, a) -> e.getValue()), ACCESS, NONE),
        new Row(
            "invoke set and get",
            c -> c.invoke("k", (e, a) -> {
              e.setValue("v");
              return e.getValue();
            }),
            UPDATE,
            CREATION),
        new Row(
            "invoke get, set, remove",
            c -> c.invoke("k", (e, a) -> {
              e.getValue();
              e.setValue("v");
              e.remove();
              return null;
            }),
            NONE,
            NONE));
  }

  @ParameterizedTest
  @MethodSource("table")
  void whatThePolicyIsAskedWhenTheKeyIsThere(Row row) {
    Cache<String, String> cache = withPolicy();
    cache.put("k", "old");
    policy.forget();
    row.operation.accept(cache);
    assertThat(policy.counts()).isEqualTo(row.present);
  }

  @ParameterizedTest
  @MethodSource("table")
  void whatThePolicyIsAskedWhenTheKeyIsNotThere(Row row) {
    Cache<String, String> cache = withPolicy();
    row.operation.accept(cache);
    assertThat(policy.counts()).isEqualTo(row.absent);
  }

  @Test
  void loadsCreateAndReplacingLoadsUpdate() {
    store.rows.putAll(Map.of("a", "1", "b", "2", "c", "3"));
    Cache<String, String> cache =
        pantry.cache(store.readThrough(Pantry.strings()).setExpiryPolicyFactory(() -> policy));
    cache.get("a");
    assertThat(policy.counts()).isEqualTo(CREATION);
    cache.invoke("b", (entry, args) -> entry.getValue());
    assertThat(policy.counts()).isEqualTo("creation 2 update 0 access 0");
    Completion completion = new Completion();
    cache.loadAll(Set.of("a", "c"), true, completion);
    completion.await();
    assertThat(policy.counts()).isEqualTo("creation 3 update 1 access 0");
  }

  @Test
  void anEntryIsGoneTheMomentItsTimeIsUp() {
    Cache<String, String> cache = pantry.cache(
        Pantry.strings().setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(ONE_MINUTE)));
    cache.put("k", "v");
    pantry.advance(MINUTE.minus(NANO));
    assertThat(cache.get("k")).isEqualTo("v");
    pantry.advance(NANO);
    assertThat(cache.get("k")).isNull();
    assertThat(cache.containsKey("k")).isFalse();
    assertThat(cache).isEmpty();
    assertThat(cache.putIfAbsent("k", "w")).isTrue();
  }

  @Test
  void createdCountsFromTheFirstPutModifiedFromTheLast() {
    Cache<String, String> created = pantry.cache(
        "created",
        Pantry.strings().setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(ONE_MINUTE)));
    Cache<String, String> modified = pantry.cache(
        "modified",
        Pantry.strings().setExpiryPolicyFactory(ModifiedExpiryPolicy.factoryOf(ONE_MINUTE)));
    for (Cache<String, String> cache : List.of(created, modified)) {
      cache.put("k", "1");
    }
    pantry.advance(MINUTE.minus(NANO));
    for (Cache<String, String> cache : List.of(created, modified)) {
      cache.put("k", "2");
      cache.get("k");
    }
    pantry.advance(NANO);
    assertThat(created.get("k")).isNull();
    assertThat(modified.get("k")).isEqualTo("2");
    pantry.advance(MINUTE.minus(NANO));
    assertThat(modified.get("k")).isNull();
  }

  @Test
  void accessedAndTouchedCountFromTheLastRead() {
    Cache<String, String> accessed = pantry.cache(
        "accessed",
        Pantry.strings().setExpiryPolicyFactory(AccessedExpiryPolicy.factoryOf(ONE_MINUTE)));
    Cache<String, String> touched = pantry.cache(
        "touched",
        Pantry.strings().setExpiryPolicyFactory(TouchedExpiryPolicy.factoryOf(ONE_MINUTE)));
    List<Consumer<Cache<String, String>>> reads = List.of(
        c -> c.get("k"),
        c -> c.getAll(Set.of("k")),
        c -> c.iterator().next(),
        c -> c.invoke("k", (entry, args) -> entry.getValue()),
        c -> c.replace("k", "other", "x"),
        c -> c.remove("k", "other"));
    for (Cache<String, String> cache : List.of(accessed, touched)) {
      cache.put("k", "v");
      for (Consumer<Cache<String, String>> read : reads) {
        pantry.advance(MINUTE.minus(NANO));
        read.accept(cache);
      }
      pantry.advance(MINUTE.minus(NANO));
      assertThat(cache.containsKey("k")).isTrue();
      pantry.advance(NANO);
      assertThat(cache.containsKey("k")).as("to look is no access").isFalse();
    }
  }

  @Test
  void nullFromAccessOrUpdateLeavesTheTimeAsItIs() {
    policy.creation = () -> ONE_MINUTE;
    Cache<String, String> cache = withPolicy();
    cache.put("k", "1");
    pantry.advance(MINUTE.minus(NANO));
    cache.put("k", "2");
    assertThat(cache.get("k")).isEqualTo("2");
    pantry.advance(NANO);
    assertThat(cache.get("k")).isNull();
  }

  @Test
  void whatGetsNoTimeAtAllWasNeverThere() {
    policy.creation = () -> ZERO;
    Cache<String, String> cache = pantry.cache(store
        .writeThrough(Pantry.strings())
        .setExpiryPolicyFactory(() -> policy)
        .addCacheEntryListenerConfiguration(log.synchronous()));
    cache.put("k", "v");
    cache.putAll(Map.of("a", "1"));
    cache.putIfAbsent("k", "v");
    assertThat(cache.getAndPut("k", "v")).isNull();
    cache.invoke("k", (entry, args) -> {
      entry.setValue("v");
      return null;
    });
    assertThat(cache).isEmpty();
    assertThat(cache.containsKey("k")).isFalse();
    Pantry.sweep(cache);
    assertThat(log.lines).isEmpty();
    assertThat(store.rows).containsOnlyKeys("k", "a");
  }

  @Test
  void anUpdateToNoTimeAtAllEndsTheEntryAtOnce() {
    policy.update = () -> ZERO;
    Cache<String, String> cache = withPolicy();
    cache.put("k", "1");
    assertThat(cache.replace("k", "2")).isTrue();
    assertThat(cache.get("k")).isNull();
    assertThat(cache).isEmpty();
  }

  @Test
  void anAccessToNoTimeAtAllIsTheLastOne() {
    policy.access = () -> ZERO;
    Cache<String, String> cache = withPolicy();
    cache.put("k", "1");
    assertThat(cache.get("k")).isEqualTo("1");
    assertThat(cache.get("k")).isNull();
    cache.put("k", "2");
    assertThat(cache.iterator().next().getValue()).isEqualTo("2");
    assertThat(cache).isEmpty();
    cache.put("k", "3");
    assertThat(cache.getAndPut("k", "4")).isEqualTo("3");
    assertThat(cache.getAll(Set.of("k"))).isEqualTo(Map.of("k", "4"));
    assertThat(cache.getAll(Set.of("k"))).isEmpty();
  }

  @Test
  void standardPoliciesOfNoTimeDoTheSame() {
    Cache<String, String> cache =
        pantry.cache(Pantry.strings().setExpiryPolicyFactory(TouchedExpiryPolicy.factoryOf(ZERO)));
    cache.put("k", "v");
    assertThat(cache).isEmpty();
  }

  @Test
  void timesBeyondAllMeasureAreEternal() {
    policy.creation = () -> new javax.cache.expiry.Duration(TimeUnit.DAYS, Long.MAX_VALUE);
    policy.access = () -> new javax.cache.expiry.Duration(TimeUnit.NANOSECONDS, 1L << 62);
    Cache<String, String> cache = withPolicy();
    cache.put("k", "v");
    for (int century = 0; century < 2; century++) {
      pantry.advance(Duration.ofDays(36_500));
      assertThat(cache.get("k")).isEqualTo("v");
    }
  }

  @Test
  void aPolicyThatThrowsHasADefaultTaken() {
    policy.creation = () -> {
      throw new IllegalStateException("broken policy");
    };
    policy.update = policy.creation;
    policy.access = policy.creation;
    Cache<String, String> cache = withPolicy();
    cache.put("k", "1");
    pantry.advance(Duration.ofDays(36_500));
    assertThat(cache.get("k")).isEqualTo("1");
    cache.put("k", "2");
    assertThat(cache.iterator().next().getValue()).isEqualTo("2");
    assertThat(pantry.logged).hasSize(4).allMatch(message -> message.contains("pantry"));
  }

  @Test
  void anErrorOfAPolicyReachesTheCallerAndLeavesNoKeyHeld() {
    policy.creation = () -> {
      throw new StackOverflowError();
    };
    Cache<String, String> cache = withPolicy();
    assertThatThrownBy(() -> cache.put("k", "1")).isInstanceOf(StackOverflowError.class);
    Pantry.check(cache);
    policy.creation = () -> ONE_MINUTE;
    cache.put("k", "2");
    assertThat(cache.get("k")).isEqualTo("2");
  }

  @Test
  void aHitIsCountedThoughThePolicyBreaksDownAtIt() {
    policy.access = () -> {
      throw new StackOverflowError();
    };
    Cache<String, String> cache = pantry.cache(
        Pantry.strings().setStatisticsEnabled(true).setExpiryPolicyFactory(() -> policy));
    cache.put("k", "1");
    assertThatThrownBy(() -> cache.get("k")).isInstanceOf(StackOverflowError.class);
    assertThat(Pantry.count(cache, "CacheHits")).isEqualTo(1);
  }

  @Test
  void anEntryThatWasEvictedWhileItsKeyWasHeldKeepsItsDeadline() {
    policy.creation = () -> ONE_MINUTE;
    Cache<String, String> cache = withPolicy();
    cache.put("k", "1");
    pantry.advance(MINUTE.minus(NANO));
    cache.invoke("k", (entry, args) -> {
      Map<String, String> flood = new HashMap<>();
      for (int i = 0; i < 30_000; i++) {
        flood.put("flood" + i, "v");
      }
      cache.putAll(flood);
      entry.setValue("2");
      return null;
    });
    pantry.advance(NANO);
    assertThat(cache.containsKey("k")).isFalse();
  }

  @Test
  void theEndOfTimeOfTheTickerIsNoEndOfTimeForEntries() {
    MutableConfiguration<String, String> configuration =
        Pantry.strings().setExpiryPolicyFactory(ModifiedExpiryPolicy.factoryOf(ONE_MINUTE));
    Cache<String, String> cache = pantry.cache(configuration);
    for (int i = 0; i < 40; i++) {
      cache.put("k", "v" + i);
      pantry.advance(MINUTE.minus(NANO));
      assertThat(cache.get("k")).isEqualTo("v" + i);
      pantry.advance(Duration.ofNanos(Long.MAX_VALUE / 50));
      assertThat(cache.get("k")).isNull();
    }
  }
}
