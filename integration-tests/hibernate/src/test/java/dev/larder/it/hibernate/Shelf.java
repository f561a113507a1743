package dev.larder.it.hibernate;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** Read and written, with a collection. */
@Entity
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
class Shelf {
  @Id
  long id;

  String place = "";

  @OneToMany
  @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
  List<Jar> jars = new ArrayList<>();

  Shelf() {}

  Shelf(long id, String place) {
    this.id = id;
    this.place = place;
  }
}
