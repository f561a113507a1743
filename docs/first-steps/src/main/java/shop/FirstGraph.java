package shop;

import com.sun.net.httpserver.HttpServer;
import dev.larder.LarderCache;
import dev.larder.micrometer.LarderCacheMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.hibernate.SessionFactory;

public final class FirstGraph {
  public static void main(String[] args) throws Exception {
    try (SessionFactory sessions = FirstRegion.open()) {
      HttpServer server = serveMeters(9464);
      System.out.println("graphs: http://127.0.0.1:7117/  meters: http://127.0.0.1:9464/metrics  end: Ctrl-C");
      LarderCache<String, Integer> stock = stock();
      while (!Thread.interrupted()) {
        visit(sessions, stock);
        Thread.sleep(10);
      }
      server.stop(0);
    }
  }

  /** The meters of all caches that are there, for Prometheus to fetch. One that is made later needs the same line. */
  static HttpServer serveMeters(int port) throws IOException {
    // docs: meters
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    CacheManager caches = Caching.getCachingProvider().getCacheManager();
    for (String name : caches.getCacheNames()) {
      LarderCacheMetrics.monitor(registry, caches.getCache(name));
    }
    // docs: end
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

  /** The cache of before, with what Larder can do beyond JCache: here to load what is missing, once for all who ask. */
  static LarderCache<String, Integer> stock() {
    return Caching.getCachingProvider()
        .getCacheManager()
        .getCache("stock", String.class, Integer.class)
        .unwrap(LarderCache.class);
  }

  /** Somebody looks at a product, low numbers more often than high ones, and at how many there are. */
  static void visit(SessionFactory sessions, LarderCache<String, Integer> stock) {
    double chance = RandomGenerator.getDefault().nextDouble();
    long id = (long) (FirstRegion.PRODUCTS * chance * chance * chance);
    Product product = sessions.fromTransaction(session -> session.find(Product.class, id));
    stock.get(product.name, missing -> (int) id % 50);
  }
}
