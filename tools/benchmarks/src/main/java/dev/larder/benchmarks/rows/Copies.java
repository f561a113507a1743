package dev.larder.benchmarks.rows;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values that are worth a copy, or not, when a cache stores by value. */
public enum Copies {
  /** A mutable object of ten fields. */
  POJO {
    @Override
    Object make(int number) {
      return new Customer(number);
    }
  },
  /** A mutable list of ten strings. */
  LIST {
    @Override
    Object make(int number) {
      List<String> list = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        list.add("element " + (number + i));
      }
      return list;
    }
  },
  /** A mutable list of ten mutable objects. */
  OBJECTS {
    @Override
    Object make(int number) {
      List<Customer> list = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        list.add(new Customer(number + i));
      }
      return list;
    }
  },
  /** Immutable through and through, as a compiler could tell. */
  RECORD {
    @Override
    Object make(int number) {
      return new Order(number, "customer " + number, Instant.ofEpochSecond(number));
    }
  },
  /** Known to all to be immutable. */
  STRING {
    @Override
    Object make(int number) {
      return "value " + number;
    }
  };

  abstract Object make(int number);

  /** Whether a change of the one would change the other. */
  boolean isShared(Object put, @Nullable Object found) {
    return switch (this) {
      case POJO, LIST -> put == found;
      case OBJECTS ->
        put == found || (found instanceof List<?> list && ((List<?>) put).get(0) == list.get(0));
      case RECORD, STRING -> false;
    };
  }

  /** What a cache must have been told of it, to know its values' type. */
  @SuppressWarnings("unchecked")
  Class<Object> type() {
    Class<?> type = switch (this) {
      case POJO -> Customer.class;
      case LIST, OBJECTS -> ArrayList.class;
      case RECORD -> Order.class;
      case STRING -> String.class;
    };
    return (Class<Object>) type;
  }

  record Order(long id, String customer, Instant placed) implements Serializable {}

  /** As beans are: mutable, serializable, ten fields. */
  static final class Customer implements Serializable {
    private static final long serialVersionUID = 1;

    private long id;
    private String firstName;
    private String lastName;
    private String street;
    private String city;
    private String country;
    private int age;
    private boolean active;
    private double credit;
    private Long referrer;

    Customer(int number) {
      id = number;
      firstName = "first " + number;
      lastName = "last " + number;
      street = "street " + number;
      city = "city " + number;
      country = "country";
      age = number % 100;
      active = true;
      credit = number / 3.0;
      referrer = number + 1L;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Customer that
          && id == that.id
          && firstName.equals(that.firstName)
          && lastName.equals(that.lastName)
          && street.equals(that.street)
          && city.equals(that.city)
          && country.equals(that.country)
          && age == that.age
          && active == that.active
          && credit == that.credit
          && referrer.equals(that.referrer);
    }

    @Override
    public int hashCode() {
      return Objects.hash(id, lastName);
    }
  }
}
