package dev.larder.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The console's address: which path gives what. */
final class Site implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("dev.larder.console");
  private static final int MOST_THREADS = 24;
  private static final int MOST_STREAMS = 12;
  private static final long HEARTBEAT_MILLIS = 10_000;

  private static final Map<String, byte[]> FILES = Stream.of(
          "index.html",
          "console.css",
          "main.js",
          "charts.js",
          "figures.js",
          "icon.svg",
          "uplot/uPlot.iife.min.js",
          "uplot/uPlot.min.css",
          "uplot/LICENSE")
      .collect(Collectors.toMap(name -> "/" + name, Site::file));

  private final HttpServer server;
  private final ExecutorService threads;
  private final ConsoleOptions options;
  private final Gate gate;
  private final Watch watch;
  private final Answers answers;
  private final AtomicInteger streams = new AtomicInteger();

  private Site(HttpServer server, ConsoleOptions options, Watch watch) {
    this.server = server;
    this.options = options;
    this.watch = watch;
    this.gate = new Gate(options);
    this.answers = new Answers(watch, options);
    this.threads = new ThreadPoolExecutor(
        0, MOST_THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), Site::daemon);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "larder-console");
    thread.setDaemon(true);
    return thread;
  }

  static Site open(ConsoleOptions options, Watch watch) throws IOException {
    var address = new InetSocketAddress(InetAddress.getByName(options.host()), options.port());
    Site site = new Site(HttpServer.create(address, 0), options, watch);
    site.server.createContext("/", site::handle);
    site.server.setExecutor(site.threads);
    // On a daemon thread, so that the one it starts is a daemon, too: a program ends when it has
    // done its work.
    CompletableFuture.runAsync(site.server::start, site.threads).join();
    return site;
  }

  private static byte[] file(String name) {
    try (InputStream in = Site.class.getResourceAsStream("web/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar has no " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI uri() {
    InetSocketAddress address = server.getAddress();
    String host = address.getAddress().getHostAddress();
    return URI.create(
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort() + "/");
  }

  /** What the page has to know before anything else; the secret only when it may have it. */
  record Session(boolean known, boolean actions, boolean keys, String secret) {}

  private void handle(HttpExchange http) throws IOException {
    Exchange exchange = new Exchange(http);
    try {
      answer(exchange);
    } catch (Refusal refusal) {
      exchange.refuse(refusal);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "the console could not answer " + exchange.path(), e);
      exchange.refuse(new Refusal(500, "that failed; the log says why"));
    } finally {
      http.close();
    }
  }

  private void answer(Exchange exchange) throws IOException, InterruptedException {
    gate.protect(exchange);
    gate.checkHost(exchange);
    String path = exchange.path();
    if (!exchange.isPost() && !exchange.http().getRequestMethod().equals("GET")) {
      throw new Refusal(405, "GET and POST are all there is");
    }
    if (!path.startsWith("/api/")) {
      sendFile(exchange, path.equals("/") ? "/index.html" : path);
      return;
    }
    gate.checkSite(exchange);
    if (exchange.isPost()) {
      post(exchange, path);
    } else {
      get(exchange, path);
    }
  }

  private void sendFile(Exchange exchange, String path) throws IOException {
    byte[] content = FILES.get(path);
    if (content == null || exchange.isPost()) {
      throw new Refusal(404, "there is nothing here");
    }
    exchange.send(200, typeOf(path), content);
  }

  private static String typeOf(String path) {
    return switch (path.substring(path.lastIndexOf('.') + 1)) {
      case "html" -> "text/html";
      case "js" -> "text/javascript";
      case "css" -> "text/css";
      case "svg" -> "image/svg+xml";
      default -> "text/plain";
    };
  }

  private void get(Exchange exchange, String path) throws IOException, InterruptedException {
    if (path.equals("/api/session")) {
      boolean known = gate.isKnown(exchange);
      exchange.answer(
          new Session(known, options.actions(), options.keys(), known ? gate.secret() : ""));
      return;
    }
    gate.checkToken(exchange);
    switch (path) {
      case "/api/events" -> stream(exchange);
      case "/api/cache" -> exchange.answer(answers.details(exchange.number("id")));
      default -> throw new Refusal(404, "there is nothing here");
    }
  }

  private void post(Exchange exchange, String path) throws IOException {
    if (path.equals("/api/login")) {
      gate.logIn(exchange);
      return;
    }
    gate.checkToken(exchange);
    gate.checkSecret(exchange);
    exchange.answer(
        switch (path) {
          case "/api/hottest" -> answers.hottest(exchange.body(Answers.Question.class));
          case "/api/explain" -> answers.explain(exchange.body(Answers.Question.class));
          case "/api/action" -> answers.carryOut(exchange.body(Answers.Order.class));
          default -> throw new Refusal(404, "there is nothing here");
        });
  }

  /** Server-sent events: an overview whenever there is a new one. A slow reader misses some, and delays nobody. */
  private void stream(Exchange exchange) throws IOException, InterruptedException {
    if (streams.incrementAndGet() > MOST_STREAMS) {
      streams.decrementAndGet();
      throw new Refusal(503, "too many pages are open; close some");
    }
    try {
      exchange.header("Content-Type", "text/event-stream; charset=utf-8");
      exchange.http().sendResponseHeaders(200, 0);
      try (OutputStream out = exchange.http().getResponseBody()) {
        send(out);
      }
    } finally {
      streams.decrementAndGet();
    }
  }

  private void send(OutputStream out) throws IOException, InterruptedException {
    Overview seen = null;
    while (true) {
      Overview next = watch.after(seen, HEARTBEAT_MILLIS);
      if (next == null) {
        return;
      }
      String event = next == seen ? ":\n\n" : "data: " + next.json() + "\n\n";
      out.write(event.getBytes(StandardCharsets.UTF_8));
      out.flush();
      seen = next;
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
