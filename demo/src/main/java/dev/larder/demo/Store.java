package dev.larder.demo;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Objects;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.Immutable;

/** A store, one of 25. */
@Entity
@Table(name = "store")
@Cacheable
@Immutable
@Cache(usage = CacheConcurrencyStrategy.READ_ONLY)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class Store {
  @Id
  @Column(name = "store_id")
  private int id;

  @Column(name = "store_type")
  private String type;

  @Column(name = "store_name")
  private String name;

  @Column(name = "store_street_address")
  private String address;

  @Column(name = "store_city")
  private String city;

  @Column(name = "store_state")
  private String state;

  @Column(name = "store_country")
  private String country;

  protected Store() {}

  String state() {
    return state;
  }

  /** A hash of every mapped value. */
  int valueHash() {
    return Objects.hash(id, type, name, address, city, state, country);
  }
}
