package dev.larder.internal.redis;

import static dev.larder.internal.redis.Tiers.eventually;
import static dev.larder.internal.redis.Tiers.key;
import static dev.larder.internal.redis.Tiers.text;
import static dev.larder.internal.redis.Tiers.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.tier.Tier;
import dev.larder.tier.TierContract.Ear;
import dev.larder.tier.TierException;
import dev.larder.tier.TierHealth;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailureTest {
  private final Ear ear = new Ear();
  private EmbeddedServer server;

  @SuppressWarnings("NullAway.Init") // by each test
  private RedisTier tier;

  @BeforeEach
  void startServer() throws IOException {
    server = EmbeddedServer.start();
  }

  @AfterEach
  void stopServer() throws IOException {
    if (tier != null) {
      tier.close();
    }
    server.close();
  }

  private void open(String... pairs) {
    tier = Tiers.open(Tiers.settings(server.uri(), pairs), ear);
  }

  private long figure(String name) {
    return tier.health().figures().getOrDefault(name, -1L);
  }

  private boolean isUp() {
    return tier.health().state() == TierHealth.State.UP;
  }

  private boolean isDown() {
    return tier.health().state() == TierHealth.State.DOWN;
  }

  @Test
  void aServerThatIsKilledIsAMissAndComesBackByItself() throws Exception {
    open("on-failure", "miss");
    tier.put(key("a"), value("1"));
    long before = ear.all.get();
    server.kill();
    eventually("the loss to be noticed", this::isDown);
    assertThat(ear.all.get()).as("all is forgotten").isGreaterThan(before);
    assertThat(tier.get(key("a"))).isNull();
    assertThat(tier.getAll(List.of(key("a")))).isEmpty();
    assertThat(tier.put(key("a"), value("2"))).isEqualTo(Tier.NOT_KEPT);
    assertThat(tier.compareAndPut(key("a"), Tier.ABSENT, value("2"))).isEqualTo(Tier.NOT_KEPT);
    assertThat(tier.remove(key("a"))).isFalse();
    assertThat(tier.cursor().advance()).isFalse();
    tier.clear();
    long whileAway = ear.all.get();
    server.restart();
    eventually("the server to be found again", this::isUp);
    assertThat(ear.all.get()).as("all is forgotten once more").isGreaterThan(whileAway);
    assertThat(tier.put(key("a"), value("3"))).isPositive();
    assertThat(text(tier.get(key("a")))).isEqualTo("3");
  }

  @Test
  void invalidationsComeAgainAfterAReconnect() throws Exception {
    open();
    tier.put(key("a"), value("1"));
    server.cutConnections();
    eventually("the reconnect", () -> figure("reconnects") == 1);
    try (RedisTier other = Tiers.open(Tiers.settings(server.uri()), new Ear())) {
      assertThat(text(tier.get(key("a")))).isEqualTo("1");
      ear.heard.clear();
      other.put(key("a"), value("2"));
      eventually("an invalidation", () -> ear.heard.contains(key("a")));
    }
  }

  @Test
  void aServerThatIsAwayIsAnExceptionIfWanted() throws Exception {
    open("on-failure", "fail");
    tier.put(key("a"), value("1"));
    server.kill();
    eventually("the loss to be noticed", this::isDown);
    assertThatThrownBy(() -> tier.get(key("a")))
        .isInstanceOf(TierException.class)
        .hasMessageContaining("cache \"prices\"")
        .hasMessageContaining("tier.on-failure");
    assertThatThrownBy(() -> tier.put(key("a"), value("2"))).isInstanceOf(TierException.class);
    assertThatThrownBy(tier::clear).isInstanceOf(TierException.class);
    assertThatThrownBy(() -> tier.cursor().advance()).isInstanceOf(TierException.class);
    server.restart();
    eventually("the server to be found again", this::isUp);
    assertThat(tier.get(key("a"))).isNull();
  }

  @Test
  void thisJvmGoesOnAloneIfWanted() throws Exception {
    open("on-failure", "local-only", "local-maximum-size", "2");
    server.kill();
    eventually("the loss to be noticed", this::isDown);
    long version = tier.put(key("a"), value("1"));
    assertThat(version).isPositive();
    assertThat(tier.compareAndPut(key("a"), Tier.ABSENT, value("2"))).isEqualTo(Tier.CONFLICT);
    assertThat(tier.compareAndPut(key("a"), version, value("2"))).isPositive();
    assertThat(text(tier.get(key("a")))).isEqualTo("2");
    tier.put(key("b"), value("1"));
    tier.get(key("a"));
    ear.heard.clear();
    tier.put(key("c"), value("1"));
    assertThat(tier.size()).isEqualTo(2);
    assertThat(ear.heard).containsExactly(key("b"));
    server.restart();
    eventually("the server to be found again", this::isUp);
    assertThat(tier.get(key("a"))).as("what was local").isNull();
  }

  /** The server is there all the time; only the connection is not. */
  @Test
  void whatTheServerCouldNotBeToldIsNotReadWhenItIsBack() throws Exception {
    try (DeafProxy proxy = DeafProxy.to(server.port())) {
      tier = Tiers.open(Tiers.settings(proxy.uri(), "on-failure", "miss", "timeout", "200ms"), ear);
      for (String name : List.of("put", "removed", "compared", "untouched")) {
        tier.put(key(name), value("old"));
      }
      becomeDeaf(proxy);
      assertThat(tier.put(key("put"), value("new"))).isEqualTo(Tier.NOT_KEPT);
      assertThat(tier.remove(key("removed"))).isFalse();
      assertThat(tier.compareAndPut(key("compared"), 1, value("new"))).isEqualTo(Tier.NOT_KEPT);
      proxy.setDeaf(false);
      eventually("the server to be found again", this::isUp);
      assertThat(tier.get(key("put"))).isNull();
      assertThat(tier.get(key("removed"))).isNull();
      assertThat(tier.get(key("compared"))).isNull();
      // On a busy machine one answer may be late, which is a miss.
      eventually("what is there", () -> "old".equals(text(tier.get(key("untouched")))));
      assertThat(tier.health().figures()).containsEntry("unrepaired-keys", 0L);
    }
  }

  @Test
  void aClearThatTheServerDidNotHearOfIsMadeUpFor() throws Exception {
    try (DeafProxy proxy = DeafProxy.to(server.port())) {
      tier = Tiers.open(Tiers.settings(proxy.uri(), "on-failure", "miss", "timeout", "200ms"), ear);
      tier.put(key("a"), value("old"));
      becomeDeaf(proxy);
      tier.clear();
      proxy.setDeaf(false);
      eventually("the server to be found again", this::isUp);
      assertThat(tier.get(key("a"))).isNull();
    }
  }

  private void becomeDeaf(DeafProxy proxy) throws Exception {
    proxy.setDeaf(true);
    eventually("three timeouts", () -> {
      tier.get(key("untouched"));
      return isDown();
    });
  }

  /** One timeout is not yet the end of a connection: what was sent is carried out later, and then undone. */
  @Test
  void aWriteWithoutAnAnswerIsUndone() throws Exception {
    open("on-failure", "miss", "timeout", "200ms");
    tier.put(key("a"), value("old"));
    server.pause(Duration.ofMillis(600));
    long version = tier.put(key("a"), value("new"));
    // On a slow machine the pause is over before.
    String seen = version == Tier.NOT_KEPT ? null : "new";
    eventually(
        "the end of the pause",
        () -> isUp() && tier.put(key("b"), value("another")) != Tier.NOT_KEPT);
    eventually("the repair", () -> figure("unrepaired-keys") == 0);
    assertThat(text(tier.get(key("a")))).isEqualTo(seen);
  }

  /** The kernel would not tell for many minutes. */
  @Test
  void aConnectionThatIsOpenOnOneSideIsNoticed() throws Exception {
    try (DeafProxy proxy = DeafProxy.to(server.port())) {
      tier = Tiers.open(
          Tiers.settings(proxy.uri(), "timeout", "200ms", "near.max-staleness", "2s"), ear);
      tier.put(key("a"), value("1"));
      proxy.setDeaf(true);
      long before = ear.all.get();
      eventually("the silence to be noticed", this::isDown);
      assertThat(ear.all.get()).as("all is forgotten").isGreaterThan(before);
      proxy.setDeaf(false);
      eventually("the server to be found again", this::isUp);
      assertThat(text(tier.get(key("a")))).isEqualTo("1");
    }
  }

  @Test
  void allIsForgottenNowAndThenSinceAMessageMayGetLost() throws Exception {
    open("timeout", "100ms", "near.max-staleness", "400ms");
    long before = ear.all.get();
    eventually("all to be forgotten three times", () -> ear.all.get() >= before + 3);
  }

  @Test
  void aCacheBeginsWithoutItsServer() throws Exception {
    server.kill();
    open("on-failure", "miss");
    assertThat(tier.health().state()).isEqualTo(TierHealth.State.DOWN);
    assertThat(tier.get(key("a"))).isNull();
    server.restart();
    eventually("the server to be found", this::isUp);
    assertThat(tier.put(key("a"), value("1"))).isPositive();
  }

  @Test
  void aCacheThatIsToFailDoesNotBeginWithoutItsServer() throws Exception {
    server.kill();
    assertThatThrownBy(() -> open("on-failure", "fail"))
        .isInstanceOf(TierException.class)
        .hasMessageContaining("127.0.0.1:" + server.port());
  }

  @Test
  void aServerWithoutRoomIsAFailure() {
    open("on-failure", "fail");
    server.run(commands -> commands.configSet("maxmemory", "1"));
    assertThatThrownBy(() -> tier.put(key("a"), value("1")))
        .isInstanceOf(TierException.class)
        .hasMessageContaining("OOM");
    assertThat(tier.health().state()).isEqualTo(TierHealth.State.UP);
  }

  @Test
  void aTierThatIsClosedSaysSo() {
    open();
    tier.close();
    tier.close();
    assertThatThrownBy(() -> tier.get(key("a")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("prices");
    assertThat(tier.health().state()).isEqualTo(TierHealth.State.DOWN);
  }
}
