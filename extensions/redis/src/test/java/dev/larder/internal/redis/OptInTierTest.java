package dev.larder.internal.redis;

import dev.larder.tier.Tier;
import dev.larder.tier.TierContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class OptInTierTest extends TierContract {
  private static EmbeddedServer server;

  @BeforeAll
  static void startServer() throws IOException {
    server = EmbeddedServer.start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  /** With another ear than the one that a putAll tells what it did not keep: the server tells us of our own writes, too. */
  @Override
  protected Tier open() {
    return Tiers.open(Tiers.settings(server.uri(), "tracking", "optin"), new Ear(), now::get);
  }
}
