package dev.larder.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A {@link Shop} in a JVM of its own. */
final class ShopJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final Writer orders;

  private ShopJvm(Process process) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** @param conf its {@code larder.conf}; null for no second-level cache */
  static ShopJvm start(@Nullable URI conf, String database, Path sales) throws IOException {
    return new ShopJvm(new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            Shop.class.getName(),
            conf == null ? CacheChoice.NO_CONF : conf.toString(),
            database,
            sales.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start());
  }

  /** Waits for what it says next. */
  String answer() {
    try {
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException("a JVM of the demo ended early; it says above why");
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has it do something; gives what it says to that. */
  String order(String order) throws IOException {
    orders.write(order + "\n");
    orders.flush();
    return answer();
  }

  /** Ends it in order, and waits until it has. */
  @Override
  public void close() throws IOException {
    try {
      orders.close();
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
