package dev.larder.internal.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What objects take of the heap, roughly. */
class HeapEstimateTest {
  private record Point(int x, long y, String name) {}

  @Test
  void stringsAndArraysAreExact() {
    assertThat(HeapEstimate.of("0123456789")).isEqualTo(24 + 32);
    assertThat(HeapEstimate.of("\u4e00\u4e01")).isEqualTo(24 + 24);
    assertThat(HeapEstimate.of(new byte[1000])).isEqualTo(1016);
    assertThat(HeapEstimate.of(new long[10])).isEqualTo(96);
  }

  @Test
  void whatAnObjectRefersToCountsOnce() {
    String name = "0123456789";
    long point = HeapEstimate.of(new Point(1, 2, name));
    assertThat(point).isEqualTo(32 + 56);
    assertThat(HeapEstimate.of(new Object[] {name, name, name})).isEqualTo(32 + 56);
    Object[] itself = new Object[1];
    itself[0] = itself;
    assertThat(HeapEstimate.of(itself)).isEqualTo(24);
  }

  @Test
  void collectionsCountTheirElementsAndSomethingForEach() {
    List<String> many = IntStream.range(0, 500).mapToObj(i -> "element " + i).toList();
    assertThat(HeapEstimate.of(many)).isBetween(500 * 48L, 500 * 64L);
    assertThat(HeapEstimate.of(Map.of("key", "value"))).isBetween(100L, 250L);
  }

  @Test
  void aLargeGraphIsNotWalkedToItsEnd() {
    List<Object> deep = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      deep = new ArrayList<>(Collections.singletonList(deep));
    }
    assertThat(HeapEstimate.of(deep)).isPositive();
  }

  @Test
  void nothingTakesNothing() {
    assertThat(HeapEstimate.of(null)).isZero();
    assertThat(HeapEstimate.of(Thread.State.NEW)).isZero();
  }
}
