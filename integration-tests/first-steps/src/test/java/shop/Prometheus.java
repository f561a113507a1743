package shop;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real Prometheus with the documentation's configuration. Where this machine has none, the test says so and is skipped. */
final class Prometheus implements AutoCloseable {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  private final Process process;
  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();

  private Prometheus(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts one.
   *
   * @param folder for all that it writes
   * @param port where the meters are, in place of that in the configuration
   * @param interval between looks at the meters, in place of that in the configuration
   */
  static Prometheus open(Path folder, int port, String interval) throws Exception {
    File program = program();
    String documented = Files.readString(Queries.DOCS.resolve("first-steps/prometheus.yml"));
    Path configuration = Files.writeString(
        folder.resolve("prometheus.yml"),
        documented
            .replace("127.0.0.1:9464", "127.0.0.1:" + port)
            .replace("scrape_interval: 5s", "scrape_interval: " + interval));
    long begin = System.nanoTime();
    while (true) {
      // The port is free now, and may be taken before Prometheus has it: then it ends, and another
      // is tried.
      Prometheus prometheus = start(program, configuration, folder, freePort());
      while (prometheus.process.isAlive()) {
        if (prometheus.isReady()) {
          return prometheus;
        }
        if (System.nanoTime() - begin > PATIENCE) {
          prometheus.close();
          throw new AssertionError("Prometheus is not ready; it said\n"
              + Files.readString(folder.resolve("prometheus.log")));
        }
        prometheus.process.waitFor(100, TimeUnit.MILLISECONDS);
      }
      if (System.nanoTime() - begin > PATIENCE) {
        throw new AssertionError("Prometheus does not start; it said\n"
            + Files.readString(folder.resolve("prometheus.log")));
      }
    }
  }

  private static File program() {
    Optional<File> program = Stream.of(
            Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1))
        .map(folder -> new File(folder, "prometheus"))
        .filter(file -> file.isFile() && file.canExecute())
        .findFirst();
    if (program.isEmpty()) {
      String missing =
          "WARNING: no prometheus here, so no query of the documentation is asked; apt-get install prometheus";
      System.getLogger("shop").log(System.Logger.Level.WARNING, missing);
      Assumptions.abort(missing);
    }
    return program.orElseThrow();
  }

  private static Prometheus start(File program, Path configuration, Path folder, int port)
      throws IOException {
    Process process = new ProcessBuilder(
            program.getPath(),
            "--config.file=" + configuration,
            "--storage.tsdb.path=" + folder.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("prometheus.log").toFile())
        .start();
    return new Prometheus(process, URI.create("http://127.0.0.1:" + port));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      return get("/-/ready").statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** What it answers now: one object for each cache, with {@code metric} and {@code value}. */
  List<? extends Config> ask(String query) throws Exception {
    return result(query, "/api/v1/query?query=" + encoded(query));
  }

  /** What a graph of it shows: one object for each cache, with {@code metric} and {@code values}. */
  List<? extends Config> graph(String query, Instant from, Instant to, int stepSeconds)
      throws Exception {
    return result(
        query,
        "/api/v1/query_range?query=" + encoded(query) + "&start=" + from.getEpochSecond() + "&end="
            + to.getEpochSecond() + "&step=" + stepSeconds);
  }

  private List<? extends Config> result(String query, String path) throws Exception {
    Config answer = ConfigFactory.parseString(get(path).body());
    if (!answer.getString("status").equals("success")) {
      throw new AssertionError(
          "Prometheus does not understand " + query + ": " + answer.getString("error"));
    }
    return answer.getConfigList("data.result");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(address + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String encoded(String query) {
    return URLEncoder.encode(query, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
