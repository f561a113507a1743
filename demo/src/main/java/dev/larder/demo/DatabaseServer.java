package dev.larder.demo;

import java.io.IOException;
import org.hsqldb.server.Server;
import org.hsqldb.server.ServerConstants;

/** The FoodMart database for other JVMs of this machine. Opening takes about ten seconds. */
final class DatabaseServer implements AutoCloseable {
  private static final String NAME = "foodmart";

  private final Server server = new Server();
  private final int port = OnRedis.freePort();

  DatabaseServer() throws IOException {
    server.setSilent(true);
    server.setLogWriter(null);
    server.setErrWriter(null);
    server.setDaemon(true);
    server.setNoSystemExit(true);
    server.setAddress("127.0.0.1");
    server.setPort(port);
    server.setDatabaseName(0, NAME);
    server.setDatabasePath(0, FoodMart.PATH);
    server.start();
    if (server.getState() != ServerConstants.SERVER_STATE_ONLINE) {
      throw new IllegalStateException(
          "cannot serve the FoodMart data at port " + port, server.getServerError());
    }
  }

  String url() {
    return "jdbc:hsqldb:hsql://127.0.0.1:" + port + "/" + NAME;
  }

  @Override
  public void close() {
    server.stop();
  }
}
