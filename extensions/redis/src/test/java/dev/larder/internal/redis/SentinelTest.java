package dev.larder.internal.redis;

import static dev.larder.internal.redis.Tiers.eventually;
import static dev.larder.internal.redis.Tiers.key;
import static dev.larder.internal.redis.Tiers.text;
import static dev.larder.internal.redis.Tiers.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.tier.TierContract.Ear;
import dev.larder.tier.TierHealth;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentinelTest {
  @Test
  void whenTheMasterIsKilledTheCacheGoesOnWithTheNextOne(@TempDir Path directory) throws Exception {
    int sentinelPort = EmbeddedServer.freePort();
    try (EmbeddedServer master = EmbeddedServer.start();
        EmbeddedServer replica = EmbeddedServer.start("replicaof 127.0.0.1 " + master.port())) {
      eventually(
          "the replica",
          () -> replica
              .run(commands -> commands.info("replication"))
              .contains("master_link_status:up"));
      Process sentinel = sentinel(directory, sentinelPort, master.port());
      try {
        String uri = "redis-sentinel://127.0.0.1:" + sentinelPort + "/0#orders";
        try (RedisTier tier = openWhenReady(uri)) {
          // On a busy machine the answer to one put may be late: then it is not kept.
          eventually("a put", () -> tier.put(key("a"), value("1")) > 0);
          eventually("the replication", () -> replica.run(commands -> commands.dbsize()) == 2);
          master.kill();
          eventually(
              "the next master",
              () -> tier.health().state() == TierHealth.State.UP
                  && tier.put(key("b"), value("2")) > 0);
          assertThat(text(tier.get(key("b")))).isEqualTo("2");
          long keys = replica.run(commands -> commands.dbsize());
          assertThat(keys).isGreaterThanOrEqualTo(2);
        }
      } finally {
        sentinel.destroyForcibly().waitFor();
      }
    }
  }

  private static RedisTier openWhenReady(String uri) throws Exception {
    RedisTier tier = Tiers.open(Tiers.settings(uri, "on-failure", "miss"), new Ear());
    eventually("the first connection", () -> tier.health().state() == TierHealth.State.UP);
    return tier;
  }

  private static Process sentinel(Path directory, int port, int master) throws Exception {
    Path file = directory.resolve("sentinel.conf");
    Files.write(
        file,
        List.of(
            "port " + port,
            "bind 127.0.0.1",
            "sentinel monitor orders 127.0.0.1 " + master + " 1",
            "sentinel down-after-milliseconds orders 1000",
            "sentinel failover-timeout orders 5000"));
    return new ProcessBuilder(EmbeddedServer.executable().toString(), file.toString(), "--sentinel")
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("sentinel.log").toFile())
        .start();
  }
}
