package dev.larder.demo;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Objects;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A promotion, one of 1,864; number 0 is "No Promotion", which most sales have. */
@Entity
@Table(name = "promotion")
@Cacheable
@Immutable
@Cache(usage = CacheConcurrencyStrategy.READ_ONLY)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class Promotion {
  @Id
  @Column(name = "promotion_id")
  private int id;

  @Column(name = "promotion_name")
  private String name;

  @Column(name = "media_type")
  private String mediaType;

  @Column(name = "cost")
  private BigDecimal cost;

  @Column(name = "start_date")
  private @Nullable LocalDateTime start;

  @Column(name = "end_date")
  private @Nullable LocalDateTime end;

  protected Promotion() {}

  /** A hash of every mapped value. */
  int valueHash() {
    return Objects.hash(id, name, mediaType, cost, start, end);
  }
}
