package dev.larder.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.LarderCachingProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code larder.console} in a file starts a console, and what it started ends with the manager. */
class ConsoleExtensionTest {
  @TempDir
  private Path directory;

  private final LarderCachingProvider provider = new LarderCachingProvider();

  @AfterEach
  void close() {
    provider.close();
  }

  private CacheManager manager(String name, String file) throws IOException {
    Path conf = Files.writeString(directory.resolve(name), file);
    return provider.getCacheManager(conf.toUri(), null);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isListening(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void managersWithTheSameSettingsShareAConsoleThatEndsWithTheLast() throws IOException {
    int port = freePort();
    String file = "larder.console { enabled = true, port = " + port + " }";
    CacheManager one = manager("one.conf", file);
    CacheManager two = manager("two.conf", file);
    assertThat(isListening(port)).isTrue();
    one.close();
    assertThat(isListening(port)).isTrue();
    two.close();
    assertThat(isListening(port)).isFalse();
  }

  @Test
  void aConsoleKeepsNoProgramFromEnding() throws IOException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    int port = freePort();
    manager("larder.conf", "larder.console { enabled = true, port = " + port + " }");
    assertThat(isListening(port)).isTrue();
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> !before.contains(thread))
        .isNotEmpty()
        .allMatch(Thread::isDaemon);
  }

  @Test
  void aPortThatIsTakenKeepsNoApplicationDown() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CacheManager manager = manager(
          "larder.conf", "larder.console { enabled = true, port = " + taken.getLocalPort() + " }");
      assertThat(manager.isClosed()).isFalse();
    }
  }

  @Test
  void whatIsWrongInTheFileIsAnErrorAndThereIsNoManager() {
    assertThatThrownBy(
            () -> manager("larder.conf", "larder.console {\n enabled = true\n show-kys = true\n}"))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("line 3")
        .hasMessageContaining("unknown key show-kys");
  }
}
