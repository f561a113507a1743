package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.error.CacheSerializationException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bytes of a tier to which others can write are no friends: what is made of them is what the configuration names. */
class TierTrustTest {
  @RegisterExtension
  final Pantry pantry = new Pantry();

  private static final AtomicInteger READ = new AtomicInteger();

  private final Below below = new Below();

  @BeforeEach
  void nothingWasRead() {
    READ.set(0);
  }

  /** Somebody's class, which does something when it is read. */
  static class Gadget implements Serializable {
    private static final long serialVersionUID = 1;

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      READ.incrementAndGet();
    }
  }

  sealed interface Size extends Serializable permits Small, Large {}

  record Small(int number) implements Size {}

  static final class Large implements Size {
    private static final long serialVersionUID = 1;
    final ArrayList<BigDecimal> numbers = new ArrayList<>(List.of(BigDecimal.TEN));
  }

  static final class Line implements Serializable {
    private static final long serialVersionUID = 1;
    Size size;
    Object note = "a text";

    Line(Size size) {
      this.size = size;
    }
  }

  static class Order implements Serializable {
    private static final long serialVersionUID = 1;
    final ArrayList<Line> lines = new ArrayList<>();
    final Line[][] more = {};
  }

  private <V> LarderCache<String, V> cache(
      String name, LarderConfiguration<String, V> configuration) {
    return pantry.larder(name, configuration);
  }

  private static Order order() {
    Order order = new Order();
    order.lines.add(new Line(new Large()));
    order.lines.add(new Line(new Small(3)));
    return order;
  }

  @Test
  void whatNobodyHasDeclaredIsRefusedWhenItIsWritten() {
    LarderCache<String, Object> cache = cache("untyped", below.tiered(true));
    assertThatThrownBy(() -> cache.put("key", order()))
        .isInstanceOf(CacheSerializationException.class)
        .hasMessageContaining("cache \"untyped\" has a tier to which others may write")
        .hasMessageContaining("allowed-classes")
        .hasMessageContaining("setTypes");
    cache.put("key", new ArrayList<>(List.of("texts", 1, BigDecimal.ONE)));
    assertThat(cache.containsKey("key")).isTrue();
    assertThat(below.store().size()).isEqualTo(1);
  }

  @Test
  void whatTheTypesDeclareIsReadWithAllThatItDeclares() {
    LarderCache<String, Order> one =
        cache("one", below.<String, Order>tiered(true).setTypes(String.class, Order.class));
    LarderCache<String, Order> other =
        cache("other", below.<String, Order>tiered(true).setTypes(String.class, Order.class));
    one.put("key", order());
    Order read = other.get("key");
    assertThat(read).isNotNull();
    assertThat(read.lines.get(0).size).isInstanceOf(Large.class);
    assertThat(read.lines.get(1).size).isEqualTo(new Small(3));
  }

  @Test
  void aFieldThatMayHoldAnythingHoldsNothingThatIsNotDeclared() {
    LarderCache<String, Order> cache =
        cache("one", below.<String, Order>tiered(true).setTypes(String.class, Order.class));
    Order order = order();
    order.lines.get(0).note = new Gadget();
    assertThatThrownBy(() -> cache.put("key", order))
        .isInstanceOf(CacheSerializationException.class)
        .hasMessageContaining("$Gadget")
        .hasMessageContaining("allowed-classes");
  }

  @Test
  void whatOthersHaveWrittenIsNotEvenMade() {
    LarderCache<String, Object> careless =
        cache("careless", below.<String, Object>tiered(true).allowedClasses("dev.larder.**"));
    careless.put("key", new Gadget());
    LarderCache<String, Object> careful = cache("careful", below.tiered(true));
    int read = READ.get();
    assertThat(careful.get("key")).isNull();
    assertThat(careful.containsKey("key")).isFalse();
    assertThat(careful.iterator().hasNext()).isFalse();
    assertThat(READ).hasValue(read);
  }

  @Test
  void whatIsListedIsRead() {
    LarderConfiguration<String, Object> listed =
        below.<String, Object>tiered(true).allowedClasses("dev.larder.TierTrustTest$Gadget");
    cache("one", listed).put("key", new Gadget());
    assertThat(cache("other", listed).get("key")).isInstanceOf(Gadget.class);
    LarderCache<String, Object> third = cache("third", listed);
    assertThatThrownBy(() -> third.put("key", order()))
        .isInstanceOf(CacheSerializationException.class);
  }

  @Test
  void aTierThatIsNobodyElsesMayHoldAnything() {
    LarderCache<String, Object> cache = cache("own", below.tiered(false));
    cache.put("key", order());
    cache.close();
    assertThat(cache("again", below.tiered(false)).get("key")).isInstanceOf(Order.class);
  }
}
