package dev.larder.internal.fory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What users put into caches. */
@SuppressWarnings("JavaUtilDate") // users have such values
final class Values {
  private Values() {}

  /** As beans are. */
  static class Customer implements Serializable {
    private static final long serialVersionUID = 1;
    long id = 1;
    String name = "name";
    BigDecimal credit = BigDecimal.TEN;
    Instant since = Instant.EPOCH;
    TimeUnit unit = TimeUnit.DAYS;
    Date changed = new Date(5);
    int[] marks = {1, 2};

    @Nullable
    Customer referrer;

    List<Object> anything = new ArrayList<>();
    Map<String, Customer> friends = new HashMap<>();
  }

  /** Inherits and adds. */
  static final class KeyCustomer extends Customer {
    private static final long serialVersionUID = 1;
    Object[] more = {"a", new int[] {1}, new Date(6)};
  }

  record Order(String name, List<Customer> customers) implements Serializable {}

  // -- not to be copied field by field

  static final class WithTransient implements Serializable {
    private static final long serialVersionUID = 1;
    transient int secret = 7;
    int open = 8;
    int[] mutable = {1};
  }

  static final class InheritsTransient extends HasTransient {
    private static final long serialVersionUID = 1;
    int open = 8;
  }

  static class HasTransient implements Serializable {
    private static final long serialVersionUID = 1;
    transient int secret = 7;
  }

  static final class Singleton implements Serializable {
    private static final long serialVersionUID = 1;
    static final Singleton ONLY = new Singleton();
    int state;

    private Object readResolve() {
      return ONLY;
    }
  }

  static final class Replaced implements Serializable {
    private static final long serialVersionUID = 1;
    int state;

    private Object writeReplace() {
      return new Date(7);
    }
  }

  static final class Hooked implements Serializable {
    private static final long serialVersionUID = 1;
    int state;

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      state++;
    }
  }

  public static final class External implements Externalizable {
    int state;

    public External() {}

    @Override
    public void writeExternal(ObjectOutput out) {}

    @Override
    public void readExternal(ObjectInput in) {}
  }

  static final class UnserializableBase extends Base implements Serializable {
    private static final long serialVersionUID = 1;
    int state;
  }

  static class Base {
    int lost = 1;
  }

  static final class Holder implements Serializable {
    private static final long serialVersionUID = 1;

    @Nullable
    Object held;

    Holder(@Nullable Object held) {
      this.held = held;
    }
  }

  static final class OwnList extends ArrayList<String> {
    private static final long serialVersionUID = 1;
  }

  interface SerializableSupplier extends Supplier<String>, Serializable {}

  @SuppressWarnings("BanSerializableRead")
  static Object serialized(Object value) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes(value)))) {
      return in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] bytes(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }
}
