package dev.larder.benchmarks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured must be what it is called. */
class SubjectsTest {
  private static final StoreSpec<String, Long> SPEC =
      StoreSpec.bounded(String.class, Long.class, 100).withUpdate(value -> value + 1);

  @ParameterizedTest
  @EnumSource
  void readsFindWhatWasPut(Subject subject) {
    try (Store<String, Long> store = subject.open(SPEC)) {
      store.put("a", 1L);
      assertThat(store.get("a")).isEqualTo(1);
      assertThat(store.get("b")).isNull();
      assertThat(store.getAndPut("a", 2L)).isEqualTo(1);
      assertThat(store.get("a")).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void conditionalWritesHoldToTheirConditions(Subject subject) {
    try (Store<String, Long> store = subject.open(SPEC)) {
      assertThat(store.replace("a", 1L)).isFalse();
      assertThat(store.putIfAbsent("a", 2L)).isTrue();
      assertThat(store.putIfAbsent("a", 3L)).isFalse();
      assertThat(store.replace("a", 4L)).isTrue();
      assertThat(store.get("a")).isEqualTo(4);
      assertThat(store.remove("a")).isTrue();
      assertThat(store.remove("a")).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void invocationsUpdateOrMerelyLook(Subject subject) {
    try (Store<String, Long> store = subject.open(SPEC)) {
      store.put("a", 1L);
      assertThat(store.update("a")).isEqualTo(2);
      assertThat(store.inspect("a")).isEqualTo(2);
      assertThat(store.get("a")).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFunctionMakesWhatIsNotThere(Subject subject) {
    try (Store<String, Long> store = subject.open(SPEC)) {
      assertThat(store.getWith("abc", key -> (long) key.length())).isEqualTo(3);
      assertThat(store.getWith("abc", key -> 0L)).isEqualTo(3);
      assertThat(store.get("abc")).isEqualTo(3);
    }
  }

  /** Each policy keeps others: of a, b and c, when a was put first and read last, and there is room for two. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"OWN", "TINY_LFU", "RANDOM"})
  void larderEvictsByThePolicyThatIsAskedFor(StoreSpec.Policy policy) {
    StoreSpec<String, Long> two = StoreSpec.bounded(String.class, Long.class, 2);
    try (Store<String, Long> store = Subject.LARDER.open(two.with(policy))) {
      store.put("a", 1L);
      store.put("b", 2L);
      store.get("a");
      store.put("c", 3L);
      boolean keepsA = policy != StoreSpec.Policy.FIFO && policy != StoreSpec.Policy.MRU;
      assertThat(store.get("a")).isEqualTo(keepsA ? 1L : null);
    }
  }

  @ParameterizedTest
  @EnumSource
  void bulkOperationsMissNothing(Subject subject) {
    try (Store<String, Long> store = subject.open(SPEC)) {
      // Copied: cache2k and the RI ask what they are given whether it contains null, and cache2k's
      // answer equals no other map.
      store.putAll(new HashMap<>(Map.of("a", 1L, "b", 2L)));
      Map<String, Long> found = store.getAll(new HashSet<>(Set.of("a", "b", "c")));
      assertThat(new HashMap<>(found)).isEqualTo(Map.of("a", 1L, "b", 2L));
      assertThat(store.iterate()).isEqualTo(2);
      store.clear();
      assertThat(store.iterate()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MAP")
  void loadersAreAsked(Subject subject) {
    StoreSpec<String, Long> loading = SPEC.withLoader(key -> (long) key.length());
    try (Store<String, Long> store = subject.open(loading)) {
      assertThat(store.get("abc")).isEqualTo(3);
    }
  }

  @Test
  void allPassTheProbesThatPrecedeAMeasurement() {
    Probes.check(List.of(Subject.values()));
  }

  @Test
  void theMapIsNotGivenWhatItHasNot() {
    assertThatThrownBy(() -> Subject.MAP.open(SPEC.withStatistics(true)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ConcurrentHashMap");
  }
}
