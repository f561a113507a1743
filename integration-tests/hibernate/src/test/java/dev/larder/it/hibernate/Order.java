package dev.larder.it.hibernate;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** Asks for what Hibernate's JCache support does not have. */
@Entity(name = "Orders")
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.TRANSACTIONAL)
class Order {
  @Id
  long id;

  Order() {}
}
