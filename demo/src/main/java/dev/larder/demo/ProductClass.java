package dev.larder.demo;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.Immutable;

/** What kind of product it is, one of 110; knows its products, a cached collection. */
@Entity
@Table(name = "product_class")
@Cacheable
@Immutable
@Cache(usage = CacheConcurrencyStrategy.READ_ONLY)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class ProductClass {
  @Id
  @Column(name = "product_class_id")
  private int id;

  @Column(name = "product_subcategory")
  private String subcategory;

  @Column(name = "product_category")
  private String category;

  @Column(name = "product_department")
  private String department;

  @Column(name = "product_family")
  private String family;

  @OneToMany(mappedBy = "productClass")
  @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
  private Set<Product> products = new HashSet<>();

  protected ProductClass() {}

  Set<Product> products() {
    return products;
  }

  /** A hash of every mapped value but the products, which are entities of their own. */
  int valueHash() {
    return Objects.hash(id, subcategory, category, department, family);
  }
}
