package dev.larder.demo;

import org.hibernate.KeyType;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/**
 * Rings up baskets the way a web application would, a session for each: what one basket opened, the next one finds again
 * only in the second-level cache. Keeps a digest of every value it has seen, by which runs are compared.
 */
final class Till {
  private final SessionFactory factory;
  private long digest;

  Till(SessionFactory factory) {
    this.factory = factory;
  }

  /** Opens, for each sale, its customer, its product with class, its store and its promotion. */
  void ringUp(Basket basket) {
    try (Session session = factory.openSession()) {
      for (Sale sale : basket.sales()) {
        open(session, sale);
      }
    }
  }

  /**
   * Looks a product up by its bar code, and what else could be had instead of it, and where. These go through the
   * natural-id, collection and query caches, which {@link #ringUp} does not touch.
   */
  void adviseBuyerOf(Sale sale) {
    long sku = skuOf(sale.productId());
    try (Session session = factory.openSession()) {
      Product product = session.find(Product.class, sku, KeyType.NATURAL);
      see(product.valueHash());
      // A set has no order that two runs would share, a sum needs none.
      see(product.productClass().products().stream()
          .mapToInt(Product::valueHash)
          .sum());
      seeStoresNear(session, sale.storeId());
    }
  }

  /** A number that differs, all but certainly, from that of a till that saw one value differently. */
  long digest() {
    return digest;
  }

  private void open(Session session, Sale sale) {
    see(session.find(Customer.class, sale.customerId()).valueHash());
    Product product = session.find(Product.class, sale.productId());
    see(product.valueHash());
    see(product.productClass().valueHash());
    see(session.find(Store.class, sale.storeId()).valueHash());
    see(session.find(Promotion.class, sale.promotionId()).valueHash());
  }

  private long skuOf(int productId) {
    try (Session session = factory.openSession()) {
      return session.find(Product.class, productId).sku();
    }
  }

  private void seeStoresNear(Session session, int storeId) {
    session
        .createSelectionQuery("from Store where state = :state order by id", Store.class)
        .setParameter("state", session.find(Store.class, storeId).state())
        .setCacheable(true)
        .getResultList()
        .forEach(store -> see(store.valueHash()));
  }

  private void see(int valueHash) {
    digest = 31 * digest + valueHash;
  }
}
