package dev.larder.internal.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Externalizable;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("JavaUtilDate") // what is wrong with Date is what it is here for: it can change
class ImmutabilityTest {

  static final class Money {
    private final long cents;
    private final Currency currency;

    Money(long cents) {
      this.cents = cents;
      this.currency = Currency.getInstance("EUR");
    }

    @Override
    public String toString() {
      return cents + " " + currency;
    }
  }

  static class OpenMoney {
    final long cents = 1;
  }

  static class MutableBase {
    int count;
  }

  static final class FinalOnTopOfMutable extends MutableBase {
    final String name = "n";
  }

  static class ImmutableBase {
    final String name = "n";
  }

  static final class FinalOnTopOfImmutable extends ImmutableBase {
    final int id = 1;
  }

  static final class FinalNumber extends Number {
    final int number = 1;

    @Override
    public int intValue() {
      return number;
    }

    @Override
    public long longValue() {
      return number;
    }

    @Override
    public float floatValue() {
      return number;
    }

    @Override
    public double doubleValue() {
      return number;
    }
  }

  static final class FinalClassLoader extends ClassLoader {}

  static final class FinalList extends ArrayList<String> {}

  static final class WithLazyHash {
    final String name = "n";
    int hash;
  }

  static final class WithTransientMutable {
    final transient StringBuilder builder = new StringBuilder();
  }

  static final class WithHooks implements Externalizable {
    final transient String name;

    public WithHooks() {
      this("n");
    }

    WithHooks(String name) {
      this.name = name;
    }

    @Override
    public void writeExternal(ObjectOutput out) {}

    @Override
    public void readExternal(ObjectInput in) {}
  }

  static final class WithStaticState {
    static final List<String> LOG = new ArrayList<>();
  }

  static final class Cyclic {
    final Object other;

    Cyclic(@Nullable Cyclic first) {
      this.other = first == null ? new Cyclic(this) : first;
    }
  }

  static final class CyclicByType {
    final CyclicByType other;

    CyclicByType(@Nullable CyclicByType first) {
      this.other = first == null ? new CyclicByType(this) : first;
    }
  }

  static List<Object> immutableClasses() {
    return List.of(
        new Money(1),
        new FinalOnTopOfImmutable(),
        new FinalNumber(),
        new WithHooks("a"),
        new WithStaticState(),
        new CyclicByType(null));
  }

  @ParameterizedTest
  @MethodSource("immutableClasses")
  void finalClassesWithNothingButFinalImmutableFieldsAreProven(Object value) {
    assertThat(Immutability.isProven(value)).isTrue();
  }

  static List<Object> mutableClasses() {
    return List.of(
        new OpenMoney(),
        new FinalOnTopOfMutable(),
        new FinalClassLoader(),
        new FinalList(),
        new WithLazyHash(),
        new WithTransientMutable(),
        new Cyclic(null));
  }

  @ParameterizedTest
  @MethodSource("mutableClasses")
  void otherClassesAreNotProven(Object value) {
    assertThat(Immutability.isProven(value)).isFalse();
  }

  // What the compiler makes

  private int state;

  final class Inner {
    int outer() {
      return state++;
    }
  }

  @Test
  void aFinalInnerClassHoldsItsMutableOuterObject() {
    assertThat(Immutability.isProven(new Inner())).isFalse();
  }

  @Test
  void anAnonymousClassIsNotProven() {
    assertThat(Immutability.isProven(new Serializable() {})).isFalse();
  }

  @Test
  void aLambdaThatCapturesNothingMutableIsProven() {
    var text = UUID.randomUUID().toString();
    Supplier<Object> capturesText = () -> text;
    Supplier<Object> capturesNothing = () -> "constant";
    assertThat(Immutability.isProven(capturesText)).isTrue();
    assertThat(Immutability.isProven(capturesNothing)).isTrue();
  }

  @Test
  void aLambdaThatCapturesSomethingMutableIsNotProven() {
    var date = new Date();
    Supplier<Object> capturesDate = () -> date;
    Supplier<Object> capturesThis = () -> state++;
    assertThat(Immutability.isProven(capturesDate)).isFalse();
    assertThat(Immutability.isProven(capturesThis)).isFalse();
  }

  @Test
  void aHiddenClassIsProvenByItsFieldsLikeAnyOther() throws Exception {
    assertThat(Immutability.isProven(HiddenClasses.instanceOfHidden(HiddenClasses.Frozen.class)))
        .isTrue();
    assertThat(Immutability.isProven(HiddenClasses.instanceOfHidden(HiddenClasses.Open.class)))
        .isFalse();
  }

  @Test
  void aProxyIsNotProven() {
    var proxy = Proxy.newProxyInstance(
        getClass().getClassLoader(),
        new Class<?>[] {Comparable.class},
        (self, method, arguments) -> 0);
    assertThat(Immutability.isProven(proxy)).isFalse();
  }

  // Sealed types

  sealed interface Shape permits Dot, Bar {}

  record Dot(int x, int y) implements Shape {}

  abstract static sealed class Bar implements Shape permits Thick, Thin {
    final String name = "n";
  }

  static final class Thick extends Bar {
    final int width = 1;
  }

  enum Side {
    LEFT,
    RIGHT
  }

  /** Made itself, too. */
  static sealed class Thin extends Bar permits Thinner {
    final Side side = Side.LEFT;
  }

  static final class Thinner extends Thin {}

  record Drawing(Shape shape) {}

  sealed interface Ajar permits Fine, Open {}

  record Fine(int x) implements Ajar {}

  /** Whoever extends this may change. */
  static non-sealed class Open implements Ajar {}

  static sealed class Counter permits LastCounter {
    int count;
  }

  static final class LastCounter extends Counter {}

  @Test
  void aSealedTypeIsAsImmutableAsAllThatItPermits() {
    assertThat(Immutability.isProvenOfAll(Shape.class)).isTrue();
    assertThat(Immutability.isProvenOfAll(Bar.class)).isTrue();
    assertThat(Immutability.isProvenOfAll(Thin.class)).isTrue();
    assertThat(Immutability.isProvenOfAll(Ajar.class)).isFalse();
    assertThat(Immutability.isProvenOfAll(Counter.class)).isFalse();
  }

  @Test
  void aFieldOfASealedTypeNeedNotBeLookedInto() {
    assertThat(Immutability.isProvenBy(Drawing.class)).isTrue();
  }

  @Test
  void anObjectOfASealedClassIsProvenByItsOwnFields() {
    assertThat(Immutability.isProven(new Thin())).isTrue();
    assertThat(Immutability.isProven(new Counter())).isFalse();
    assertThat(Immutability.isProven(new Open())).isFalse();
  }
}
