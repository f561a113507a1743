package shop;

import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

public final class FirstRegion {
  static final int PRODUCTS = 10_000;

  public static void main(String[] args) {
    try (SessionFactory sessions = open()) {
      sessions.getStatistics().setStatisticsEnabled(true);
      for (int visit = 1; visit <= 2; visit++) {
        System.out.println(sessions.fromTransaction(session -> session.find(Product.class, 1L)).name);
      }
      System.out.println("hits of the region: " + sessions.getStatistics().getSecondLevelCacheHitCount());
      System.out.println("SQL statements: " + sessions.getStatistics().getPrepareStatementCount());
    }
  }

  /** A database full of products. */
  static SessionFactory open() {
    SessionFactory sessions =
        new Configuration().addAnnotatedClass(Product.class).buildSessionFactory();
    sessions.inTransaction(session -> {
      for (long id = 0; id < PRODUCTS; id++) {
        session.persist(new Product(id, "product " + id));
      }
    });
    return sessions;
  }
}
