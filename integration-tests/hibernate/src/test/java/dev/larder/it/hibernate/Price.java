package dev.larder.it.hibernate;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** Seldom changed, and never by two at once. */
@Entity
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
class Price {
  @Id
  long id;

  int cents;

  Price() {}

  Price(long id, int cents) {
    this.id = id;
    this.cents = cents;
  }
}
