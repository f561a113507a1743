package dev.larder.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {

  @Test
  void theDistanceCountsInsertionsDeletionsAndReplacements() {
    assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Spelling.distance("", "abc")).isEqualTo(3);
    assertThat(Spelling.distance("abc", "abc")).isZero();
  }

  @Test
  void theNearestWordIsTheOneWithTheFewestEdits() {
    assertThat(Spelling.nearest("cahces", List.of("default", "caches"))).contains("caches");
  }

  @Test
  void aWordOfWhichMoreThanHalfWouldChangeIsNotMeant() {
    assertThat(Spelling.nearest("policy", List.of("default", "caches"))).isEmpty();
  }
}
