package dev.larder.internal.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** In front of a server, with or without TLS. Once deaf, it keeps connections open and lets nothing through any more. */
final class DeafProxy implements AutoCloseable {
  private final ServerSocket door;
  private final int target;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile boolean deaf;

  private DeafProxy(ServerSocket door, int target) {
    this.door = door;
    this.target = target;
    inBackground(this::accept);
  }

  static DeafProxy to(int port) throws IOException {
    return to(port, ServerSocketFactory.getDefault());
  }

  static DeafProxy to(int port, ServerSocketFactory doors) throws IOException {
    return new DeafProxy(doors.createServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
  }

  int port() {
    return door.getLocalPort();
  }

  String uri() {
    return "redis://127.0.0.1:" + port();
  }

  void setDeaf(boolean deaf) {
    this.deaf = deaf;
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void inBackground(Work work) {
    Thread thread = new Thread(
        () -> {
          try {
            work.run();
          } catch (IOException e) {
            // One of the two has closed.
          }
        },
        "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = door.accept();
      boolean lost = deaf;
      sockets.add(client);
      if (!lost) {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(server);
        inBackground(() -> copy(client, server));
        inBackground(() -> copy(server, client));
      }
    }
  }

  /** A connection that has lost a byte stays deaf. */
  private void copy(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      boolean lost = false;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        lost |= deaf;
        if (!lost) {
          out.write(buffer, 0, count);
          out.flush();
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
