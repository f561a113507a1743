package dev.larder.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import javax.cache.spi.CachingProvider;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each kind of Hibernate's caches, with Larder behind it. */
class SecondLevelCacheTest {
  private static final int PRODUCT = 1;
  private static final BigDecimal SALE_PRICE = new BigDecimal("0.0100");

  private static Sale sale;

  private final SqlCounter sql = new SqlCounter();
  private SessionFactory factory;
  private Till till;

  @BeforeAll
  static void openTheData() {
    sale = FoodMart.openAndReadSales().get(0);
  }

  @BeforeEach
  void openHibernateWithLarderAtFullSize() throws ClassNotFoundException {
    List<CacheChoice> sizes =
        CacheChoice.of(Class.forName(CacheChoice.LARDER).asSubclass(CachingProvider.class));
    factory = Replay.open(sizes.get(sizes.size() - 1), sql);
    till = new Till(factory);
  }

  @AfterEach
  void closeHibernate() {
    factory.close();
  }

  @Test
  void whatWasReadOnceNeedsNoStatementWhenReadAgain() {
    till.ringUp(new Basket(List.of(sale)));
    till.adviseBuyerOf(sale);
    sql.reset();
    till.ringUp(new Basket(List.of(sale)));
    till.adviseBuyerOf(sale);
    assertThat(sql.statements()).isZero();
  }

  @Test
  void naturalIdsCollectionsAndQueriesAreCachedToo() {
    till.adviseBuyerOf(sale);
    till.adviseBuyerOf(sale);
    Statistics statistics = factory.getStatistics();
    assertThat(statistics.getNaturalIdCacheHitCount()).isPositive();
    assertThat(statistics.getQueryCacheHitCount()).isPositive();
    assertThat(statistics
            .getDomainDataRegionStatistics("dev.larder.demo.ProductClass.products")
            .getHitCount())
        .isPositive();
  }

  @Test
  void aChangeMadeThroughHibernateIsWhatTheNextSessionReads() {
    BigDecimal price = price();
    reprice(SALE_PRICE);
    assertThat(price()).isEqualTo(SALE_PRICE);
    reprice(price);
    assertThat(price()).isEqualTo(price);
  }

  @Test
  void aChangeThatIsRolledBackIsNeverSeen() {
    BigDecimal price = price();
    factory.inSession(session -> {
      session.beginTransaction();
      session.find(Product.class, PRODUCT).reprice(SALE_PRICE);
      session.flush();
      session.getTransaction().rollback();
    });
    assertThat(price()).isEqualTo(price);
  }

  private BigDecimal price() {
    return factory.fromSession(session -> session.find(Product.class, PRODUCT).price());
  }

  private void reprice(BigDecimal price) {
    factory.inTransaction(session -> session.find(Product.class, PRODUCT).reprice(price));
  }
}
