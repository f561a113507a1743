package dev.larder.internal.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("JavaUtilDate") // what is wrong with Date is what it is here for: it can change
class FrozenContainersTest {

  static List<Object> containersOfImmutables() {
    return List.of(
        List.of(),
        List.of("a"),
        List.of("a", "b"),
        List.of("a", "b", "c"),
        List.of("a", "b", "c").subList(1, 3),
        List.copyOf(new ArrayList<>(List.of(1, 2, 3))),
        Arrays.asList("a", null).stream().toList(),
        Set.of(),
        Set.of(1),
        Set.of(1, 2, 3),
        Map.of(),
        Map.of("a", 1),
        Map.of("a", 1, "b", 2),
        Map.entry("a", 1),
        Collections.emptyList(),
        Collections.emptySet(),
        Collections.emptyMap(),
        Collections.singletonList("a"),
        Collections.singleton("a"),
        Collections.singletonMap("a", 1),
        Optional.empty(),
        Optional.of("a"),
        List.of(Optional.of(List.of(Map.of(1, Set.of("deep"))))));
  }

  @ParameterizedTest
  @MethodSource("containersOfImmutables")
  void frozenContainersOfImmutablesAreProven(Object container) {
    assertThat(Immutability.isProven(container)).isTrue();
  }

  static List<Object> containersThatCanChange() {
    var mutable = new Date();
    return List.of(
        List.of(mutable),
        List.of("a", mutable),
        List.of("a", "b", mutable),
        List.of("a", mutable, "c").subList(0, 2),
        Set.of(mutable),
        Set.of(1, mutable),
        Map.of(mutable, 1),
        Map.of(1, mutable),
        Map.of(1, 2, 3, mutable),
        Map.entry(1, mutable),
        Map.entry(mutable, 1),
        Collections.singletonList(mutable),
        Optional.of(mutable),
        List.of(List.of(List.of(mutable))),
        List.of(new int[] {1}),
        List.of(new ArrayList<>()));
  }

  @ParameterizedTest
  @MethodSource("containersThatCanChange")
  void frozenContainersOfAnythingMutableAreNotProven(Object container) {
    assertThat(Immutability.isProven(container)).isFalse();
  }

  static List<Object> viewsOfWhatCanChange() {
    var backing = new ArrayList<>(List.of("a"));
    return List.of(
        Collections.unmodifiableList(backing),
        Collections.unmodifiableMap(new HashMap<>()),
        Arrays.asList("a", "b"),
        backing.subList(0, 1),
        Collections.synchronizedList(backing),
        Map.of(1, 2).keySet());
  }

  @ParameterizedTest
  @MethodSource("viewsOfWhatCanChange")
  void viewsAreNotProvenWhateverIsInThem(Object view) {
    assertThat(Immutability.isProven(view)).isFalse();
  }
}
