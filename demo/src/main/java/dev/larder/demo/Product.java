package dev.larder.demo;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.Objects;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;

/** A product, one of 1,560; its SKU (what the bar code says) is its natural id. */
@Entity
@Table(name = "product")
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
@NaturalIdCache
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class Product {
  @Id
  @Column(name = "product_id")
  private int id;

  @NaturalId
  @Column(name = "SKU")
  private long sku;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "product_class_id")
  private ProductClass productClass;

  @Column(name = "brand_name")
  private String brand;

  @Column(name = "product_name")
  private String name;

  @Column(name = "SRP")
  private BigDecimal price;

  @Column(name = "gross_weight")
  private double grossWeight;

  @Column(name = "net_weight")
  private double netWeight;

  @Column(name = "low_fat")
  private boolean lowFat;

  @Column(name = "units_per_case")
  private int unitsPerCase;

  protected Product() {}

  long sku() {
    return sku;
  }

  ProductClass productClass() {
    return productClass;
  }

  BigDecimal price() {
    return price;
  }

  void reprice(BigDecimal newPrice) {
    price = newPrice;
  }

  /** A hash of every mapped value but the class, which is an entity of its own. */
  int valueHash() {
    return Objects.hash(id, sku, brand, name, price, grossWeight, netWeight, lowFat, unitsPerCase);
  }
}
