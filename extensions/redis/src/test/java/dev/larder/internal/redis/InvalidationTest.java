package dev.larder.internal.redis;

import static dev.larder.internal.redis.Tiers.eventually;
import static dev.larder.internal.redis.Tiers.key;
import static dev.larder.internal.redis.Tiers.text;
import static dev.larder.internal.redis.Tiers.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.tier.Tier;
import dev.larder.tier.TierContract.Ear;
import dev.larder.tier.TierValue;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two JVMs, as far as the server can tell. */
class InvalidationTest {
  private static EmbeddedServer server;

  private final Ear mine = new Ear();
  private final Ear theirs = new Ear();

  @SuppressWarnings("NullAway.Init") // by each test
  private RedisTier here;

  @SuppressWarnings("NullAway.Init") // by each test
  private RedisTier there;

  @BeforeAll
  static void startServer() throws IOException {
    server = EmbeddedServer.start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  private void open(String tracking) {
    here = Tiers.open(Tiers.settings(server.uri(), "tracking", tracking), mine);
    there = Tiers.open(Tiers.settings(server.uri(), "tracking", tracking), theirs);
  }

  @AfterEach
  void close() {
    here.destroy();
    there.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bcast", "optin"})
  void whatOneHasReadIsInvalidatedWhenAnotherWritesIt(String tracking) throws Exception {
    open(tracking);
    there.put(key("a"), value("1"));
    assertThat(text(here.get(key("a")))).isEqualTo("1");
    mine.heard.clear();
    there.put(key("a"), value("2"));
    eventually("an invalidation", () -> mine.heard.contains(key("a")));
    assertThat(text(here.get(key("a")))).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bcast", "optin"})
  void whatOneHasWrittenIsInvalidatedWhenAnotherWritesIt(String tracking) throws Exception {
    open(tracking);
    here.put(key("a"), value("1"));
    afterARoundTrip();
    mine.heard.clear();
    there.put(key("a"), value("2"));
    eventually("an invalidation", () -> mine.heard.contains(key("a")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bcast", "optin"})
  void whatOneHasTouchedIsInvalidatedWhenAnotherWritesIt(String tracking) throws Exception {
    open(tracking);
    long version = here.put(key("a"), value("1", 60_000));
    assertThat(here.touch(key("a"), version, TierValue.NEVER)).isTrue();
    afterARoundTrip();
    mine.heard.clear();
    there.put(key("a"), value("2"));
    eventually("an invalidation", () -> mine.heard.contains(key("a")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bcast", "optin"})
  void whatOneWritesIsNoNewsToOneself(String tracking) {
    open(tracking);
    afterARoundTrip();
    long before = mine.all.get();
    here.put(key("a"), value("1"));
    here.putAll(Map.of(key("b"), value("1"), key("c"), value("1")), mine);
    assertThat(here.compareAndPut(key("d"), Tier.ABSENT, value("1"))).isPositive();
    afterARoundTrip();
    assertThat(mine.heard).isEmpty();
    here.clear();
    afterARoundTrip();
    assertThat(mine.all).hasValue(before);
  }

  /** Whatever our own write has caused is here by then. */
  private void afterARoundTrip() {
    here.get(key("b"));
    here.get(key("b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bcast", "optin"})
  void whatIsWrittenAfterAnotherHasClearedIsThere(String tracking) {
    open(tracking);
    here.put(key("a"), value("1"));
    there.clear();
    here.put(key("a"), value("2"));
    assertThat(text(there.get(key("a")))).isEqualTo("2");
    there.clear();
    here.putAll(Map.of(key("a"), value("3"), key("b"), value("3")), mine);
    assertThat(there.getAll(List.of(key("a"), key("b")))).hasSize(2);
    there.clear();
    assertThat(here.compareAndPut(key("a"), Tier.ABSENT, value("4"))).isPositive();
    assertThat(text(there.get(key("a")))).isEqualTo("4");
    assertThat(there.compareAndPut(key("a"), Tier.ABSENT, value("5"))).isEqualTo(Tier.CONFLICT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bcast", "optin"})
  void aGenerationThatSomebodyElseHasSpoiltHidesNothingForEver(String tracking) {
    open(tracking);
    here.put(key("a"), value("1"));
    server.run(commands -> commands.set("larder:larder:prices:generation", "nonsense of theirs"));
    assertThat(here.get(key("a"))).isNull();
    here.clear();
    here.put(key("a"), value("2"));
    assertThat(text(there.get(key("a")))).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bcast", "optin"})
  void anEntryThatOthersCannotReadAnyMoreIsInvalidated(String tracking) throws Exception {
    open(tracking);
    there.putAll(Map.of(key("removed"), value("1"), key("cleared"), value("1")), theirs);
    here.getAll(List.of(key("removed"), key("cleared")));
    mine.heard.clear();
    there.remove(key("removed"));
    eventually("an invalidation", () -> mine.heard.contains(key("removed")));
    long before = mine.all.get();
    there.clear();
    eventually("an invalidation of all", () -> mine.all.get() > before);
    assertThat(here.get(key("cleared"))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bcast", "optin"})
  void whatExpiresOnTheServerIsInvalidated(String tracking) throws Exception {
    open(tracking);
    there.put(key("a"), value("1", 300));
    here.get(key("a"));
    mine.heard.clear();
    eventually(
        "an invalidation", () -> mine.heard.contains(key("a")) || here.get(key("a")) == null);
    assertThat(here.get(key("a"))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bcast", "optin"})
  void whatSomebodyElseDoesToTheServerCounts(String tracking) throws Exception {
    open(tracking);
    there.put(key("a"), value("1"));
    here.get(key("a"));
    long before = mine.all.get();
    server.run(commands -> commands.flushall());
    eventually("an invalidation of all", () -> mine.all.get() > before);
    assertThat(here.get(key("a"))).isNull();
    assertThat(here.put(key("a"), value("2"))).isPositive();
    assertThat(text(there.get(key("a")))).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bcast", "optin"})
  void scriptsThatTheServerWasMadeToForgetAreSentOnceMore(String tracking) {
    open(tracking);
    server.run(commands -> commands.scriptFlush());
    long version = here.put(key("a"), value("1"));
    assertThat(version).isPositive();
    server.run(commands -> commands.scriptFlush());
    here.clear();
    assertThat(here.get(key("a"))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bcast", "optin"})
  void whatWasClearedIsDeletedInTheBackground(String tracking) throws Exception {
    open(tracking);
    for (int i = 0; i < 1_500; i += 500) {
      java.util.Map<dev.larder.tier.TierKey, dev.larder.tier.TierValue> many =
          new java.util.HashMap<>();
      for (int j = i; j < i + 500; j++) {
        many.put(key("k" + j), value("v"));
      }
      here.putAll(many, mine);
    }
    here.clear();
    here.put(key("new"), value("stays"));
    // The generation, and the new entry.
    eventually("the deletion", () -> server.run(commands -> commands.dbsize()) == 2);
    assertThat(text(there.get(key("new")))).isEqualTo("stays");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bcast", "optin"})
  void whatIsDestroyedLeavesNothing(String tracking) {
    open(tracking);
    here.put(key("a"), value("1"));
    here.destroy();
    long left = server.run(commands -> commands.dbsize());
    assertThat(left).isZero();
    assertThat(there.get(key("a"))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bcast", "optin"})
  void nobodyHearsOfOtherCaches(String tracking) throws Exception {
    open(tracking);
    Ear other = new Ear();
    Tier elsewhere = Tiers.open(
        Tiers.settings(server.uri(), "tracking", tracking, "namespace", "larder:prices"), other);
    try {
      elsewhere.put(key("a"), value("elsewhere"));
      assertThat(here.get(key("a"))).isNull();
      mine.heard.clear();
      other.heard.clear();
      here.put(key("a"), value("here"));
      assertThat(text(elsewhere.get(key("a")))).isEqualTo("elsewhere");
      elsewhere.get(key("b"));
      assertThat(other.heard).isEmpty();
    } finally {
      elsewhere.destroy();
    }
  }
}
