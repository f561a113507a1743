package dev.larder.demo;

import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.stat.Statistics;

/** Sends all baskets through a till whose Hibernate has a given second-level cache. */
final class Replay {
  private static final int WINDOWS = 100;
  private static final int BASKETS_AN_ADVICE = 100;
  private static final int WARM_UP_BASKETS = 2_000;

  private final List<Basket> baskets;
  private final IntConsumer progress;
  private final int salesAWindow;

  /**
   * Prepares replays.
   *
   * @param baskets never empty
   * @param progress is told of each basket how many sales it had
   */
  Replay(List<Basket> baskets, IntConsumer progress) {
    this.baskets = baskets;
    this.progress = progress;
    int sales = baskets.stream().mapToInt(basket -> basket.sales().size()).sum();
    this.salesAWindow = (sales + WINDOWS - 1) / WINDOWS;
  }

  /** Replays all baskets, beginning with empty caches. */
  Run run(CacheChoice choice) {
    SqlCounter sql = new SqlCounter();
    try (SessionFactory factory = open(choice, sql)) {
      warmUp(factory);
      sql.reset();
      return measure(choice, factory, sql);
    }
  }

  /** Opens Hibernate over FoodMart with the given cache. */
  static SessionFactory open(CacheChoice choice, SqlCounter sql) {
    Configuration configuration = new Configuration()
        .addAnnotatedClasses(
            Customer.class, Product.class, ProductClass.class, Store.class, Promotion.class)
        .setStatementInspector(sql);
    choice.settings().forEach(configuration::setProperty);
    return configuration.buildSessionFactory();
  }

  /* So that neither the first run's time nor any run's heap pays for what Hibernate and the JVM build on first use. */
  private void warmUp(SessionFactory factory) {
    Till till = new Till(factory);
    baskets.stream().limit(WARM_UP_BASKETS).forEach(till::ringUp);
    till.adviseBuyerOf(baskets.get(0).sales().get(0));
    factory.getCache().evictAllRegions();
    factory.getStatistics().clear();
  }

  private Run measure(CacheChoice choice, SessionFactory factory, SqlCounter sql) {
    Till till = new Till(factory);
    long heapBefore = HeapMeter.usedBytes();
    long startNanos = System.nanoTime();
    HitCurve hits = ringUpAll(till, factory.getStatistics());
    Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
    long heapBytes = HeapMeter.usedBytes() - heapBefore;
    return new Run(
        choice, sql.statements(), sql.entitySelects(), elapsed, hits, heapBytes, till.digest());
  }

  private HitCurve ringUpAll(Till till, Statistics statistics) {
    HitCurve hits = new HitCurve();
    int sales = 0;
    int windowEnd = salesAWindow;
    for (int i = 0; i < baskets.size(); i++) {
      ringUp(till, i);
      sales += baskets.get(i).sales().size();
      if (sales >= windowEnd || i == baskets.size() - 1) {
        endWindow(hits, sales, statistics);
        windowEnd += salesAWindow;
      }
    }
    return hits;
  }

  private void ringUp(Till till, int number) {
    Basket basket = baskets.get(number);
    till.ringUp(basket);
    if (number % BASKETS_AN_ADVICE == 0) {
      till.adviseBuyerOf(basket.sales().get(0));
    }
    progress.accept(basket.sales().size());
  }

  private static void endWindow(HitCurve curve, int sales, Statistics statistics) {
    long hits = statistics.getSecondLevelCacheHitCount();
    curve.endWindow(sales, hits, hits + statistics.getSecondLevelCacheMissCount());
  }
}
