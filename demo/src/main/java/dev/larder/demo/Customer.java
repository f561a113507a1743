package dev.larder.demo;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.Objects;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** A customer, one of 10,281; 8,736 of them appear in the sales. */
@Entity
@Table(name = "customer")
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class Customer {
  @Id
  @Column(name = "customer_id")
  private int id;

  @Column(name = "account_num")
  private long accountNumber;

  @Column(name = "fullname")
  private String name;

  @Column(name = "address1")
  private String address;

  @Column(name = "city")
  private String city;

  @Column(name = "state_province")
  private String state;

  @Column(name = "postal_code")
  private String postalCode;

  @Column(name = "country")
  private String country;

  @Column(name = "phone1")
  private String phone;

  @Column(name = "birthdate")
  private LocalDate birthDate;

  @Column(name = "yearly_income")
  private String yearlyIncome;

  @Column(name = "total_children")
  private int children;

  @Column(name = "education")
  private String education;

  @Column(name = "member_card")
  private String memberCard;

  @Column(name = "occupation")
  private String occupation;

  protected Customer() {}

  /** A hash of every mapped value. */
  int valueHash() {
    return Objects.hash(
        id,
        accountNumber,
        name,
        address,
        city,
        state,
        postalCode,
        country,
        phone,
        birthDate,
        yearlyIncome,
        children,
        education,
        memberCard,
        occupation);
  }
}
