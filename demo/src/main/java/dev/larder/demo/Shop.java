package dev.larder.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;

/**
 * One JVM of the demo with {@code --tier}: opens Hibernate, rings up all sales, and says what that cost. Then it does what it reads line
 * by line, until its input ends.
 *
 * <pre>
 *   price         says the price of one product as this JVM sees it, and how many SQL statements it sent for it
 *   reprice 1.23  changes it
 * </pre>
 */
final class Shop {
  /** How many sales tell whether the start was warm. */
  static final int FIRST_SALES = 1_000;

  /** The one whose price is changed. */
  private static final int PRODUCT = 1;

  private final SqlCounter sql = new SqlCounter();
  private final PrintStream out = System.out;

  private Shop() {}

  /**
   * Runs it.
   *
   * @param args the URI of its {@code larder.conf}, or "none"; the database; the file of sales
   */
  public static void main(String[] args) throws IOException {
    Demo.keepLibrariesQuiet();
    new Shop().run(CacheChoice.with(args[0]), args[1], SalesFile.read(Path.of(args[2])));
    System.exit(0);
  }

  private void run(CacheChoice choice, String database, List<Sale> sales) throws IOException {
    List<Basket> baskets = Basket.group(sales);
    long start = System.nanoTime();
    Map<String, String> where = Map.of("hibernate.connection.url", database);
    try (SessionFactory factory = Replay.open(choice.with(where), sql)) {
      // What Hibernate asks the database while it opens is no reading of data.
      sql.reset();
      out.println(ringUp(factory, baskets, start).line());
      obey(factory);
    }
  }

  private ShopReport ringUp(SessionFactory factory, List<Basket> baskets, long start) {
    Till till = new Till(factory);
    long opened = System.nanoTime();
    long firstSelects = 0;
    long firstDone = opened;
    int sales = 0;
    for (Basket basket : baskets) {
      till.ringUp(basket);
      if (sales < FIRST_SALES) {
        firstSelects = sql.entitySelects();
        firstDone = System.nanoTime();
      }
      sales += basket.sales().size();
    }
    Statistics statistics = factory.getStatistics();
    long hits = statistics.getSecondLevelCacheHitCount();
    return new ShopReport(
        sql.statements(),
        sql.entitySelects(),
        firstSelects,
        millis(opened - start),
        millis(firstDone - opened),
        millis(System.nanoTime() - opened),
        hits,
        hits + statistics.getSecondLevelCacheMissCount(),
        till.digest());
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }

  private void obey(SessionFactory factory) throws IOException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      if (order.equals("price")) {
        sql.reset();
        BigDecimal price =
            factory.fromSession(session -> session.find(Product.class, PRODUCT).price());
        out.println(price + " " + sql.statements());
      } else {
        BigDecimal price = new BigDecimal(order.substring(order.indexOf(' ') + 1));
        factory.inTransaction(session -> session.find(Product.class, PRODUCT).reprice(price));
        out.println("repriced");
      }
    }
  }
}
