package dev.larder.it.hibernate;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;

/** Read, and never changed; found by its label. */
@Entity
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_ONLY)
@NaturalIdCache
class Jar {
  @Id
  long id;

  @NaturalId
  String label = "";

  Jar() {}

  Jar(long id, String label) {
    this.id = id;
    this.label = label;
  }
}
