package dev.larder.demo;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

/** A Redis of our own, that only this machine reaches, and that writes nothing to disk. */
final class OnRedis implements BelowTheHeap {
  private final int port = freePort();
  private final RedisServer server;

  OnRedis() throws IOException {
    File executable = ExecutableProvider.newJarResourceProvider().get();
    executable.deleteOnExit();
    server = RedisServer.newRedisServer()
        .executableProvider(() -> executable)
        .onShutdownForceStop(true)
        .bind("127.0.0.1")
        .port(port)
        .setting("save \"\"")
        .setting("appendonly no")
        .build();
    server.start();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public String tierBlock() {
    return "tier { type = redis, uri = \"redis://127.0.0.1:" + port + "\", timeout = 5s }";
  }

  @Override
  public void close() throws IOException {
    server.stop();
  }
}
