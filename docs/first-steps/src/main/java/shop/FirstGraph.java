package shop;

import com.sun.net.httpserver.HttpServer;
import dev.larder.micrometer.LarderCacheMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.hibernate.SessionFactory;

public final class FirstGraph {
  public static void main(String[] args) throws Exception {
    try (SessionFactory sessions = FirstRegion.open()) {
      HttpServer server = serveMeters(8080);
      System.out.println("graphs: http://127.0.0.1:7117/  meters: http://127.0.0.1:8080/metrics  end: Ctrl-C");
      Cache<String, Integer> stock = Caching.getCachingProvider()
          .getCacheManager()
          .getCache("stock", String.class, Integer.class);
      while (!Thread.interrupted()) {
        visit(sessions, stock);
        Thread.sleep(2);
      }
      server.stop(0);
    }
  }

  /** The meters of all caches, for Prometheus to fetch. */
  static HttpServer serveMeters(int port) throws IOException {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    CacheManager caches = Caching.getCachingProvider().getCacheManager();
    for (String name : caches.getCacheNames()) {
      LarderCacheMetrics.monitor(registry, caches.getCache(name));
    }
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.createContext("/metrics", exchange -> {
      byte[] meters = registry.scrape().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(200, meters.length);
      exchange.getResponseBody().write(meters);
      exchange.close();
    });
    server.start();
    return server;
  }

  /** Somebody looks at a product, low numbers more often than high ones, and at how many there are. */
  static void visit(SessionFactory sessions, Cache<String, Integer> stock) {
    double chance = RandomGenerator.getDefault().nextDouble();
    long id = (long) (1000 * chance * chance * chance);
    Product product = sessions.fromTransaction(session -> session.find(Product.class, id));
    if (stock.get(product.name) == null) {
      stock.put(product.name, (int) id % 50);
    }
  }
}
