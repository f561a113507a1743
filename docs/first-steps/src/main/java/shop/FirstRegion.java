package shop;

import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

public final class FirstRegion {
  public static void main(String[] args) {
    try (SessionFactory sessions = open()) {
      for (int visit = 1; visit <= 2; visit++) {
        System.out.println(sessions.fromTransaction(session -> session.find(Product.class, 1L)).name);
      }
    }
  }

  /** A database with a thousand products. */
  static SessionFactory open() {
    SessionFactory sessions =
        new Configuration().addAnnotatedClass(Product.class).buildSessionFactory();
    sessions.inTransaction(session -> {
      for (long id = 0; id < 1000; id++) {
        session.persist(new Product(id, "product " + id));
      }
    });
    return sessions;
  }
}
