package dev.larder.internal.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("JavaUtilDate") // what is wrong with Date is what it is here for: it can change
class ByValueTest {
  private final Copier<Object> copier =
      Copiers.byValue("pantry", getClass().getClassLoader(), Object.class);

  record Price(long cents) {}

  record Pair<A, B>(A first, B second) implements Serializable {}

  /** Says itself what is written of it. */
  public static final class Counted implements Externalizable {
    private static final long serialVersionUID = 1;
    int count;
    int unwritten = 7;

    /** For serialization. */
    public Counted() {}

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
      out.writeInt(count);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
      count = in.readInt() + 1;
    }
  }

  static final class Hooked implements Serializable {
    private static final long serialVersionUID = 1;
    final List<String> calls = new ArrayList<>();
    transient int secret = 7;

    private void writeObject(ObjectOutputStream out) throws IOException {
      calls.add("written");
      out.defaultWriteObject();
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      calls.add("read");
    }
  }

  // As serialization has it

  @Test
  void anExternalizableObjectIsCopiedAsItSaysItself() {
    Counted counted = new Counted();
    counted.count = 1;
    counted.unwritten = 8;
    Counted copy = (Counted) copier.read(copier.store(counted));
    assertThat(copy.count).isEqualTo(2);
    assertThat(copy.unwritten).isEqualTo(7);
  }

  @Test
  void hooksRunOnceOnTheWayInAndOnceOnEachWayOutAndWhatIsTransientStaysBehind() {
    Hooked hooked = new Hooked();
    Object stored = copier.store(hooked);
    for (int i = 0; i < 2; i++) {
      Hooked copy = (Hooked) copier.read(stored);
      assertThat(copy.calls).containsExactly("written", "read");
      assertThat(copy.secret).isZero();
    }
    assertThat(hooked.calls).containsExactly("written");
  }

  // What needs no copy

  static List<Object> immutables() {
    return List.of(
        "a",
        1L,
        new Pair<>("a", List.of(1)),
        List.of("a"),
        Optional.of("b"),
        Map.of(1, "c"),
        UUID.randomUUID());
  }

  @ParameterizedTest
  @MethodSource("immutables")
  void whatIsImmutableIsKeptAndGivenOutAsItIs(Object value) {
    assertThat(copier.store(value)).isSameAs(value);
    assertThat(copier.read(value)).isSameAs(value);
    assertThat(copier.copy(value)).isSameAs(value);
  }

  @Test
  void aTypeOfWhichAllIsImmutableNeedsNoCopierAtAll() {
    for (Class<?> type : List.of(String.class, Long.class, TimeUnit.class, Price.class)) {
      assertThat(Copiers.byValue("pantry", getClass().getClassLoader(), type))
          .isSameAs(Copiers.byReference());
    }
  }

  @Test
  void aTypeThatMayHoldSomethingMutableIsLookedAtObjectByObject() {
    for (Class<?> type :
        List.of(Object.class, Number.class, Pair.class, List.class, Date.class, int[].class)) {
      assertThat(Copiers.byValue("pantry", getClass().getClassLoader(), type))
          .isNotSameAs(Copiers.byReference());
    }
  }

  @Test
  void oneClassAfterTheOtherIsLookedAtForItself() {
    for (int i = 0; i < 3; i++) {
      Pair<String, Date> mutable = new Pair<>("a", new Date(1));
      assertThat(copier.copy(new Price(1))).isEqualTo(new Price(1));
      assertThat(copier.copy(mutable)).isNotSameAs(mutable);
      assertThat(copier.copy("a")).isSameAs("a");
    }
  }

  // What does

  static Stream<Arguments> mutables() {
    return Stream.<Object>of(
            new Date(1),
            new ArrayList<>(List.of("a")),
            List.of(new Date(1)),
            new Pair<>("a", new Date(1)),
            Arrays.asList("a", "b"),
            Map.of("a", new Date(1)),
            new int[] {1, 2},
            new String[] {"a", null},
            new Object[] {"a", new Date(1)},
            new int[][] {{1}, {2}},
            new BigDecimal[] {BigDecimal.ONE},
            new byte[0],
            new Integer[] {1})
        .map(value -> Arguments.of(value)); // not unpacking those that are arrays
  }

  @ParameterizedTest
  @MethodSource("mutables")
  void whatCanChangeComesOutEqualAndAsAnotherObjectEachTime(Object value) {
    var stored = copier.store(value);
    var first = copier.read(stored);
    var second = copier.read(stored);
    assertThat(first).usingRecursiveComparison().isEqualTo(value);
    assertThat(first)
        .hasSameClassAs(value)
        .isNotSameAs(value)
        .isNotSameAs(stored)
        .isNotSameAs(second);
  }

  @ParameterizedTest
  @MethodSource("mutables")
  void aKeyThatCanChangeIsCopiedToAnEqualKeyOfTheSameClass(Object key) {
    var copy = copier.copy(key);
    assertThat(copy).isNotSameAs(key).hasSameClassAs(key);
    assertThat(copy).usingRecursiveComparison().isEqualTo(key);
  }

  @Test
  void changingTheObjectAfterwardsLeavesWhatIsStoredAlone() {
    var date = new Date(1);
    var stored = copier.store(date);
    date.setTime(2);
    assertThat(copier.read(stored)).isEqualTo(new Date(1));
  }

  @Test
  void changingWhatWasReadLeavesWhatIsStoredAlone() {
    var stored = copier.store(new Date(1));
    ((Date) copier.read(stored)).setTime(2);
    assertThat(copier.read(stored)).isEqualTo(new Date(1));
  }

  @Test
  void changingAMutableObjectInsideOfAnImmutableListLeavesWhatIsStoredAlone() {
    var date = new Date(1);
    var stored = copier.store(new Pair<>("a", List.of(date)));
    date.setTime(2);
    assertThat(copier.read(stored)).isEqualTo(new Pair<>("a", List.of(new Date(1))));
  }

  // Arrays

  @Test
  void anArrayOfPrimitivesIsApartFromTheCallersOnTheWayInAndOut() {
    var array = new int[] {1};
    var stored = copier.store(array);
    array[0] = 2;
    var read = (int[]) copier.read(stored);
    read[0] = 3;
    assertThat((int[]) copier.read(stored)).containsExactly(1);
  }

  @Test
  void anArrayOfImmutablesIsClonedAndItsElementsShared() {
    var element = new String("element");
    var read = (Object[]) copier.read(copier.store(new Object[] {element}));
    assertThat(read[0]).isSameAs(element);
  }

  @Test
  void anArrayWithMutableElementsIsCopiedWithItsElements() {
    var date = new Date(1);
    var stored = copier.store(new Date[] {date});
    date.setTime(2);
    ((Date[]) copier.read(stored))[0].setTime(3);
    assertThat((Date[]) copier.read(stored)).containsExactly(new Date(1));
  }

  @Test
  void anArrayOfArraysIsCopiedInDepthAndKeepsTheRowsThatItSharesShared() {
    var row = new int[] {1};
    var stored = copier.store(new int[][] {row, row});
    row[0] = 2;
    var read = (int[][]) copier.read(stored);
    assertThat(read[0]).containsExactly(1).isSameAs(read[1]);
  }

  @Test
  void anArrayThatContainsItselfIsCopied() {
    var array = new Object[1];
    array[0] = array;
    var read = (Object[]) copier.read(copier.store(array));
    assertThat(read).isNotSameAs(array);
    assertThat(read[0]).isSameAs(read);
  }

  // What serialization preserves

  static final class Singleton implements Serializable {
    static final Singleton INSTANCE = new Singleton();
    transient StringBuilder mutable = new StringBuilder();

    Object readResolve() {
      return INSTANCE;
    }
  }

  interface SerializableName extends Serializable {
    String name();
  }

  @Test
  void aSingletonThatResolvesToItselfStaysTheOne() {
    assertThat(copier.read(copier.store(Singleton.INSTANCE))).isSameAs(Singleton.INSTANCE);
    assertThat(copier.copy(Singleton.INSTANCE)).isSameAs(Singleton.INSTANCE);
  }

  @Test
  void anEnumIsTheSameConstantInsideOfACopy() {
    var read = copier.read(copier.store(new ArrayList<Object>(List.of(Thread.State.NEW))));
    assertThat((List<?>) read).first().isSameAs(Thread.State.NEW);
  }

  @Test
  void classesOfPrimitivesSurviveInsideOfACopy() {
    var read = copier.read(
        copier.store(new ArrayList<Object>(List.of(int.class, void.class, int[].class))));
    assertThat(read).isEqualTo(List.of(int.class, void.class, int[].class));
  }

  @Test
  void aSerializableLambdaThatHoldsSomethingMutableIsCopied() {
    var date = new Date(1);
    var stored = copier.store((SerializableName) () -> "at " + date.getTime());
    date.setTime(2);
    assertThat(((SerializableName) copier.read(stored)).name()).isEqualTo("at 1");
  }
}
