package dev.larder.internal.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("JavaUtilDate") // what is wrong with Date is what it is here for: it can change
class FrozenRecordsTest {

  record Point(int x, long y, String label) {}

  record Line(Point from, Point to, TimeUnit unit, Optional<String> note) {}

  @SuppressWarnings("ArrayRecordComponent") // the sample is of a bad record
  record WithArray(int[] array) {}

  record WithDate(Date date) {}

  record WithList(List<?> list) {}

  record WithDecimal(BigDecimal amount) {}

  record Pair<A, B>(A first, B second) {}

  record Chain(int head, @Nullable Chain tail) {}

  record Left(String name, @Nullable Right right) {}

  record Right(@Nullable Left left, Date date) {}

  record Empty() {}

  static List<Object> immutableRecords() {
    var point = new Point(1, 2, "p");
    return List.of(
        point,
        new Line(point, point, TimeUnit.DAYS, Optional.of("note")),
        new WithList(List.of("a")),
        new WithDecimal(BigDecimal.ONE),
        new Pair<>("a", 1),
        new Pair<>(new Pair<>(1, List.of(2)), point),
        new Empty(),
        new Chain(1, new Chain(2, null)),
        new Left("no right, so no date", null));
  }

  @ParameterizedTest
  @MethodSource("immutableRecords")
  void recordsOfImmutablesAreProven(Object value) {
    assertThat(Immutability.isProven(value)).isTrue();
  }

  static List<Object> mutableRecords() {
    var point = new Point(1, 2, "p");
    return List.of(
        new WithArray(new int[] {1}),
        new WithDate(new Date()),
        new WithList(new ArrayList<>()),
        new WithList(List.of(new Date())),
        new WithDecimal(new FrozenJdkTypesTest.MutableDecimal("1")),
        new Pair<>("a", new Date()),
        new Pair<>(point, new Pair<>(1, new int[0])),
        new Pair<>(new BitSet(), 1),
        new Left("", new Right(null, new Date())),
        new Right(null, new Date()));
  }

  @ParameterizedTest
  @MethodSource("mutableRecords")
  void recordsThatHoldAnythingMutableAreNotProven(Object value) {
    assertThat(Immutability.isProven(value)).isFalse();
  }

  @Test
  void aRecordThatRefersToItsOwnTypeIsProvenHoweverLongTheChain() {
    var chain = new Chain(0, null);
    for (var i = 0; i < 100_000; i++) {
      chain = new Chain(i, chain);
    }
    assertThat(Immutability.isProven(chain)).isTrue();
  }

  @Test
  void aChainOfObjectFieldsThatIsTooLongToFollowIsNotProven() {
    Object chain = "end";
    for (var i = 0; i < 100_000; i++) {
      chain = new Pair<>(chain, i);
    }
    assertThat(Immutability.isProven(chain)).isFalse();
  }

  @Test
  void manyPathsToTheSameObjectsEndTheWalkInsteadOfGoingOnForever() {
    Object doubled = new Pair<>("a", "b");
    for (var i = 0; i < 30; i++) {
      doubled = new Pair<>(doubled, doubled);
    }
    assertThat(Immutability.isProven(doubled)).isFalse();
  }
}
