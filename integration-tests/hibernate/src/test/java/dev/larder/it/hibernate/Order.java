package dev.larder.it.hibernate;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** Asks for what no cache can do that takes no part in transactions. */
@Entity(name = "Orders")
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.TRANSACTIONAL)
class Order {
  @Id
  long id;

  String text = "";

  Order() {}

  Order(long id, String text) {
    this.id = id;
    this.text = text;
  }
}
