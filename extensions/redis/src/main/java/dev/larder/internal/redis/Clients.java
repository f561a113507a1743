package dev.larder.internal.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lettuce's clients. All of a JVM's share their threads, which end with the last of them. Thread-safe. */
final class Clients {
  private static int users;
  private static @Nullable ClientResources shared;

  private Clients() {}

  /** A client that never reconnects or sends again by itself: its user makes new connections. To be given to {@link #close}. */
  static RedisClient open(RedisSettings settings) {
    RedisClient client = RedisClient.create(acquire());
    ClientOptions.Builder options = ClientOptions.builder()
        .autoReconnect(false)
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .protocolVersion(ProtocolVersion.RESP3)
        .socketOptions(SocketOptions.builder()
            .connectTimeout(settings.connectTimeout())
            .keepAlive(true)
            .build());
    SslOptions.Builder tls =
        SslOptions.builder().jdkSslProvider().handshakeTimeout(settings.connectTimeout());
    settings.trust().ifPresent(tls::trustManager);
    client.setOptions(options.sslOptions(tls.build()).build());
    return client;
  }

  /** The address as Lettuce takes it. */
  static RedisURI target(RedisSettings settings) {
    RedisURI uri = settings.address().uri();
    uri.setTimeout(settings.connectTimeout());
    uri.setClientName("larder");
    if (uri.isSsl()) {
      uri.setVerifyPeer(settings.verifyPeer());
    }
    return uri;
  }

  static void close(RedisClient client) {
    client.shutdown(0, 2, TimeUnit.SECONDS);
    release();
  }

  /** Keeps the threads; to be followed by {@link #release} once. */
  static synchronized ClientResources acquire() {
    if (shared == null) {
      shared = DefaultClientResources.create();
    }
    users++;
    return shared;
  }

  static synchronized void release() {
    users--;
    if (users == 0 && shared != null) {
      var unused = shared.shutdown(0, 2, TimeUnit.SECONDS);
      shared = null;
    }
  }
}
