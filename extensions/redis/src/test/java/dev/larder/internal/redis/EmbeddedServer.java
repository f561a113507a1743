package dev.larder.internal.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.File;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

/** A real Redis on a free port of the loopback address, which forgets everything when it is killed. */
public final class EmbeddedServer implements AutoCloseable {
  private static final int LEAST_PORT = 12_000;

  /** On Linux; elsewhere they begin higher still. */
  private static final int SMALLEST_GIVEN_OUT = 32_768;

  private static @Nullable File executable;

  private final int port;
  /** Its own, since a replica writes what it gets from its master to a file there, which another server would read. */
  private final Path directory;

  private final List<String> settings;
  private final @Nullable String password;
  private @Nullable RedisServer server;
  private @Nullable ProcessHandle process;

  private EmbeddedServer(int port, @Nullable String password, List<String> settings)
      throws IOException {
    this.directory = Files.createTempDirectory("larder-redis");
    this.port = port;
    this.password = password;
    this.settings = settings;
  }

  /** Starts one. */
  public static EmbeddedServer start(String... settings) throws IOException {
    return started(new EmbeddedServer(freePort(), null, List.of(settings)));
  }

  static EmbeddedServer startWithPassword(String password) throws IOException {
    return started(new EmbeddedServer(freePort(), password, List.of("requirepass " + password)));
  }

  private static EmbeddedServer started(EmbeddedServer server) throws IOException {
    server.restart();
    return server;
  }

  /**
   * One that no connection gets as its own, unlike those that systems give out: while the server is down somebody else could have its
   * port then, and be it a client that tries to reach it, and meets itself.
   */
  static int freePort() throws IOException {
    int port = 0;
    while (port == 0) {
      port = portIfFree(ThreadLocalRandom.current().nextInt(LEAST_PORT, SMALLEST_GIVEN_OUT));
    }
    return port;
  }

  /** The port, or 0 when somebody has it. */
  private static int portIfFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (BindException taken) {
      return 0;
    }
  }

  /** The binary, taken out of the jar once; or another one, by {@code -Dlarder.redis.server=...}. */
  static synchronized File executable() throws IOException {
    File present = executable;
    String another = System.getProperty("larder.redis.server");
    if (another != null) {
      return new File(another);
    }
    if (present == null) {
      present = ExecutableProvider.newJarResourceProvider().get();
      present.deleteOnExit();
      executable = present;
    }
    return present;
  }

  int port() {
    return port;
  }

  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** As {@code kill -9} does it; returns when the process is gone, and its port free. */
  public void kill() throws IOException {
    if (server != null) {
      server.stop();
      server = null;
    }
    ProcessHandle killed = process;
    if (killed != null) {
      killed.onExit().join();
      process = null;
    }
  }

  /** On the same port, empty. */
  public void restart() throws IOException {
    var builder = RedisServer.newRedisServer()
        .executableProvider(EmbeddedServer::executable)
        .onShutdownForceStop(true)
        .bind("127.0.0.1")
        .port(port)
        .setting("dir " + directory)
        .setting("save \"\"")
        .setting("appendonly no")
        .setting("maxclients 200");
    settings.forEach(builder::setting);
    server = builder.build();
    Set<ProcessHandle> others = ProcessHandle.current().children().collect(Collectors.toSet());
    server.start();
    process = ProcessHandle.current()
        .children()
        .filter(child -> !others.contains(child))
        .findFirst()
        .orElseThrow();
  }

  /** All commands of all clients wait that long. */
  void pause(Duration time) {
    run(commands -> commands.clientPause(time.toMillis()));
  }

  /** Cuts all connections but the one that does it. */
  public void cutConnections() {
    run(commands ->
        commands.clientKill(io.lettuce.core.KillArgs.Builder.typeNormal().skipme()));
  }

  /** On a connection of its own. */
  <T> T run(Function<RedisCommands<String, String>, T> work) {
    RedisURI uri = RedisURI.create(uri());
    if (password != null) {
      uri.setAuthentication(password);
    }
    RedisClient client = RedisClient.create(uri);
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      return work.apply(connection.sync());
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
  }

  @Override
  public void close() throws IOException {
    kill();
    if (!Files.exists(directory)) {
      return; // closed already
    }
    try (Stream<Path> left = Files.list(directory)) {
      for (Path file : left.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
