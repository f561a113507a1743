package dev.larder.internal.core;

import static dev.larder.internal.core.Lifetime.ETERNAL;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
  private static final long LIFE = 100;

  private final FakeTicker ticker = new FakeTicker();
  private final StripedTable<String, String> table =
      new StripedTable<>(TableConfig.<String, String>bounded("pantry", 100)
          .withTicker(ticker)
          .withWeigher((key, value) -> value.length()));
  private final Deadlines<String, String> deadlines = new Deadlines<>(table);

  @AfterEach
  void theTableIsConsistent() {
    table.checkConsistency();
  }

  private void put(String key, long lifetime) {
    table.put(key, "value", lifetime, lifetime);
  }

  private void advance(long nanos) {
    ticker.advance(Duration.ofNanos(nanos));
  }

  @Test
  void whatIsNotThereHasNoTimeLeftAndGetsNone() {
    assertThat(deadlines.remaining("key")).isEqualTo(Deadlines.ABSENT);
    assertThat(deadlines.set("key", LIFE)).isFalse();
    assertThat(deadlines.extend("key", LIFE)).isFalse();
    assertThat(table.size()).isZero();
  }

  @Test
  void whatHasExpiredIsNotThere() {
    put("key", LIFE);
    advance(LIFE);
    assertThat(deadlines.remaining("key")).isEqualTo(Deadlines.ABSENT);
    assertThat(deadlines.set("key", LIFE)).isFalse();
    assertThat(deadlines.extend("key", LIFE)).isFalse();
    assertThat(deadlines.facts("key")).isNull();
  }

  @Test
  void anExtensionAddsToWhatIsLeft() {
    put("key", LIFE);
    advance(LIFE - 1);
    assertThat(deadlines.extend("key", LIFE)).isTrue();
    assertThat(deadlines.remaining("key")).isEqualTo(LIFE + 1);
  }

  @Test
  void anExtensionOfNothingChangesNothing() {
    put("key", LIFE);
    assertThat(deadlines.extend("key", 0)).isTrue();
    assertThat(deadlines.remaining("key")).isEqualTo(LIFE);
  }

  @Test
  void anExtensionBeyondAllTimeMakesItEternalAndOneBackBeforeNowEndsIt() {
    put("long", LIFE);
    assertThat(deadlines.extend("long", Long.MAX_VALUE - 10)).isTrue();
    assertThat(deadlines.remaining("long")).isEqualTo(ETERNAL);
    put("short", LIFE);
    assertThat(deadlines.extend("short", -LIFE - 1)).isTrue();
    assertThat(deadlines.remaining("short")).isEqualTo(Deadlines.ABSENT);
  }

  @Test
  void anEntryCanBeMadeEternalAndMortalAgain() {
    put("key", LIFE);
    assertThat(deadlines.set("key", ETERNAL)).isTrue();
    advance(LIFE);
    assertThat(deadlines.remaining("key")).isEqualTo(ETERNAL);
    assertThat(deadlines.set("key", 5)).isTrue();
    assertThat(deadlines.remaining("key")).isEqualTo(5);
  }

  @Test
  void theFactsOfAnEntryAreThoseItHas() {
    put("key", LIFE);
    advance(1);
    Deadlines.Facts<String, String> facts = requireNonNull(deadlines.facts("key"));
    assertThat(facts.key()).isEqualTo("key");
    assertThat(facts.value()).isEqualTo("value");
    assertThat(facts.remaining()).isEqualTo(LIFE - 1);
    assertThat(facts.weight()).isEqualTo(5);
    assertThat(facts.frequency()).isEqualTo(deadlines.frequency("key"));
    assertThat(deadlines.facts("other")).isNull();
    put("after", ETERNAL);
  }

  @Test
  void whatIsUsedMoreOftenIsKnownToBeSo() {
    StripedTable<Integer, String> full =
        new StripedTable<>(TableConfig.<Integer, String>bounded("full", 100).withStripes(1));
    Deadlines<Integer, String> ofFull = new Deadlines<>(full);
    for (int key = 0; key < 200; key++) {
      full.put(key, "value", ETERNAL, ETERNAL);
      for (int read = 0; read < 10; read++) {
        full.get(0);
        // Notes of reads are folded when somebody writes.
        full.put(0, "value", ETERNAL, ETERNAL);
      }
    }
    assertThat(ofFull.frequency(0)).isGreaterThan(ofFull.frequency(1_000)).isGreaterThan(2);
    full.checkConsistency();
  }
}
