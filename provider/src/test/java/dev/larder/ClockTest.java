package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How often an operation looks at the clock: once at most, and never where nothing expires. */
class ClockTest {
  @RegisterExtension
  final Pantry pantry = new Pantry();

  record Operation(String name, Consumer<Cache<String, String>> body) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Operation> operationsOnMany() {
    return List.of(
        new Operation("getAll", c -> c.getAll(Set.of("k", "other"))),
        new Operation("putAll", c -> c.putAll(Map.of("k", "v", "other", "v", "new", "v"))));
  }

  static Stream<Arguments> operationsOnManyAndConfigurations() {
    return operationsOnMany().stream()
        .flatMap(operation -> Stream.of(
                Pantry.strings()
                    .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ONE_MINUTE)),
                Pantry.strings()
                    .setExpiryPolicyFactory(TouchedExpiryPolicy.factoryOf(Duration.ONE_MINUTE)),
                withBothTimes(),
                refreshed())
            .map(configuration -> Arguments.of(operation, configuration)));
  }

  static List<Operation> operations() {
    return List.of(
        new Operation("get", c -> c.get("k")),
        new Operation("get absent", c -> c.get("absent")),
        new Operation("getAll of one", c -> c.getAll(Set.of("k"))),
        new Operation("containsKey", c -> c.containsKey("k")),
        new Operation("put", c -> c.put("k", "v")),
        new Operation("put new", c -> c.put("new", "v")),
        new Operation("getAndPut", c -> c.getAndPut("k", "v")),
        new Operation("putAll of one", c -> c.putAll(Map.of("k", "v"))),
        new Operation("putIfAbsent", c -> c.putIfAbsent("k", "v")),
        new Operation("putIfAbsent new", c -> c.putIfAbsent("new", "v")),
        new Operation("replace", c -> c.replace("k", "v")),
        new Operation("replace if equal", c -> c.replace("k", "old", "v")),
        new Operation("replace if equal, which it is not", c -> c.replace("k", "other", "v")),
        new Operation("remove if equal", c -> c.remove("k", "old")),
        new Operation("remove if equal, which it is not", c -> c.remove("k", "other")),
        new Operation("getAndReplace", c -> c.getAndReplace("k", "v")),
        new Operation("remove", c -> c.remove("k")),
        new Operation("getAndRemove", c -> c.getAndRemove("k")),
        new Operation("removeAll of one", c -> c.removeAll(Set.of("k"))),
        new Operation("clear", Cache::clear));
  }

  static Stream<Arguments> operationsAndPolicies() {
    return operations().stream()
        .flatMap(operation -> Stream.of(
                CreatedExpiryPolicy.factoryOf(Duration.ONE_MINUTE),
                ModifiedExpiryPolicy.factoryOf(Duration.ONE_MINUTE),
                TouchedExpiryPolicy.factoryOf(Duration.ONE_MINUTE))
            .map(policy -> Arguments.of(operation, policy)));
  }

  private long looks(MutableConfiguration<String, String> configuration, Operation operation) {
    Cache<String, String> cache = pantry.cache(configuration);
    cache.put("k", "old");
    cache.put("other", "old");
    pantry.advance(java.time.Duration.ofSeconds(10));
    long before = pantry.ticker.reads();
    operation.body.accept(cache);
    return pantry.ticker.reads() - before;
  }

  @ParameterizedTest
  @MethodSource("operationsAndPolicies")
  void anOperationLooksOnce(Operation operation, Factory<ExpiryPolicy> policy) {
    assertThat(looks(Pantry.strings().setExpiryPolicyFactory(policy), operation))
        .isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("operationsOnManyAndConfigurations")
  void anOperationOnManyKeysLooksOnceForAllOfThem(
      Operation operation, MutableConfiguration<String, String> configuration) {
    assertThat(looks(configuration, operation)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void nobodyLooksWhereNothingExpires(Operation operation) {
    assertThat(looks(Pantry.strings(), operation)).isZero();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void nobodyLooksWhereNothingExpiresThoughSomebodyListens(Operation operation) {
    assertThat(looks(
            Pantry.strings()
                .addCacheEntryListenerConfiguration(new EventLog<String, String>().synchronous()),
            operation))
        .isZero();
  }

  static Stream<Arguments> operationsAndChangingPolicies() {
    return operations().stream()
        .flatMap(operation -> Stream.of(Duration.ONE_MINUTE, Duration.ZERO, Duration.ETERNAL)
            .map(answer -> Arguments.of(operation, answer)));
  }

  @ParameterizedTest
  @MethodSource("operationsAndPolicies")
  void whoeverHoldsTheKeyForItsListenersLooksOnce(
      Operation operation, Factory<ExpiryPolicy> policy) {
    assertThat(looks(
            Pantry.strings()
                .setExpiryPolicyFactory(policy)
                .addCacheEntryListenerConfiguration(new EventLog<String, String>().synchronous()),
            operation))
        .isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("operationsAndChangingPolicies")
  void aPolicyOfTheUsersOwnIsNoReasonToLookTwice(Operation operation, Duration answer) {
    CountingPolicy policy = new CountingPolicy();
    policy.creation = () -> Duration.ONE_MINUTE;
    policy.update = () -> answer;
    policy.access = () -> answer;
    assertThat(looks(Pantry.strings().setExpiryPolicyFactory(() -> policy), operation))
        .isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void nobodyLooksWhereAPolicyOfTheUsersOwnLetsNothingExpire(Operation operation) {
    assertThat(looks(Pantry.strings().setExpiryPolicyFactory(CountingPolicy::new), operation))
        .isZero();
  }

  private static final java.time.Duration MINUTE = java.time.Duration.ofMinutes(1);

  private static LarderConfiguration<String, String> withBothTimes() {
    return new LarderConfiguration<String, String>().timeToLive(MINUTE).timeToIdle(MINUTE);
  }

  private static LarderConfiguration<String, String> refreshed() {
    LarderConfiguration<String, String> configuration = new LarderConfiguration<>();
    configuration.setReadThrough(true).setCacheLoaderFactory(() -> new Store());
    return configuration.timeToLive(MINUTE).refreshAfter(MINUTE.dividedBy(2));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anOperationLooksOnceThoughTheEntryHasATimeToLiveAndOneToIdle(Operation operation) {
    assertThat(looks(withBothTimes(), operation)).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anOperationLooksOnceThoughTheEntryHasTwoTimesAndSomebodyListens(Operation operation) {
    LarderConfiguration<String, String> configuration = withBothTimes();
    configuration.addCacheEntryListenerConfiguration(new EventLog<String, String>().synchronous());
    assertThat(looks(configuration, operation)).isLessThanOrEqualTo(1);
  }

  static Stream<Operation> operationsThatDoNotLoad() {
    return operations().stream().filter(operation -> !operation.name.equals("get absent"));
  }

  @ParameterizedTest
  @MethodSource("operationsThatDoNotLoad")
  void anOperationLooksOnceThoughTheEntryIsToBeRefreshed(Operation operation) {
    assertThat(looks(refreshed(), operation)).isLessThanOrEqualTo(1);
  }

  // -- with a resolution: somebody else has looked

  @ParameterizedTest
  @MethodSource("operationsAndPolicies")
  void nobodyLooksWhereTheTimeIsCoarse(Operation operation, Factory<ExpiryPolicy> policy) {
    assertThat(looks(coarse().setExpiryPolicyFactory(policy), operation)).isZero();
  }

  @ParameterizedTest
  @MethodSource("operationsAndPolicies")
  void norThoughSomebodyListensAndWrites(Operation operation, Factory<ExpiryPolicy> policy) {
    LarderConfiguration<String, String> configuration = coarse();
    configuration
        .setExpiryPolicyFactory(policy)
        .addCacheEntryListenerConfiguration(new EventLog<String, String>().synchronous())
        .setWriteThrough(true)
        .setCacheWriterFactory(() -> new Store());
    assertThat(looks(configuration, operation)).isZero();
  }

  static Stream<Operation> allOperations() {
    Operation update = new Operation(
        "invoke",
        c -> c.<Void>invoke("k", (entry, arguments) -> {
          entry.setValue("v");
          return null;
        }));
    Operation iteration = new Operation("iterate", c -> c.forEach(entry -> {}));
    return Stream.of(operations(), operationsOnMany(), List.of(update, iteration))
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("allOperations")
  void norThoughEntriesHaveTwoTimesOrAreRefreshedOrTheirAbsenceIsRemembered(Operation operation) {
    assertThat(looks(withBothTimes().timeResolution(RESOLUTION), operation)).isZero();
    pantry.manager.destroyCache(Pantry.NAME);
    assertThat(looks(
            refreshed().timeResolution(RESOLUTION).staleIfError(MINUTE).negativeTimeToLive(MINUTE),
            operation))
        .isZero();
  }

  private static final java.time.Duration RESOLUTION = java.time.Duration.ofMillis(10);

  private static LarderConfiguration<String, String> coarse() {
    return new LarderConfiguration<String, String>().timeResolution(RESOLUTION);
  }

  /** They may take their time, so that what is stored then lives from when they are done. */
  @ParameterizedTest
  @MethodSource("operationsAndPolicies")
  void aWriterMakesItTwoLooksBeforeAndAfter(Operation operation, Factory<ExpiryPolicy> policy) {
    assertThat(looks(
            Pantry.strings()
                .setExpiryPolicyFactory(policy)
                .setWriteThrough(true)
                .setCacheWriterFactory(() -> new Store()),
            operation))
        .isLessThanOrEqualTo(2);
  }

  @Test
  void aProcessorThatOnlyReadsLooksOnce() {
    Operation read =
        new Operation("invoke", c -> c.<String>invoke("k", (entry, arguments) -> entry.getValue()));
    for (var policy : List.of(
        CreatedExpiryPolicy.factoryOf(Duration.ONE_MINUTE),
        TouchedExpiryPolicy.factoryOf(Duration.ONE_MINUTE))) {
      assertThat(looks(Pantry.strings().setExpiryPolicyFactory(policy), read)).isEqualTo(1);
      pantry.manager.destroyCache(Pantry.NAME);
    }
  }

  @Test
  void aProcessorThatStoresMakesItTwoWhenWhatItStoresLivesFromThenOn() {
    Operation update = new Operation(
        "invoke",
        c -> c.<Void>invoke("k", (entry, arguments) -> {
          entry.setValue("v");
          return null;
        }));
    assertThat(looks(
            Pantry.strings()
                .setExpiryPolicyFactory(ModifiedExpiryPolicy.factoryOf(Duration.ONE_MINUTE)),
            update))
        .isEqualTo(2);
    pantry.manager.destroyCache(Pantry.NAME);
    assertThat(looks(
            Pantry.strings()
                .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ONE_MINUTE)),
            update))
        .isEqualTo(1);
  }
}
