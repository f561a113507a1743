package dev.larder.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeyTextTest {
  @Test
  void keysAreHashedUnlessTheyMayBeShown() {
    KeyText hashed = new KeyText(false);
    assertThat(hashed.show("secret"))
        .matches("#[0-9a-f]{12}")
        .isEqualTo(hashed.show("secret"))
        .isNotEqualTo(hashed.show("secrets"));
    assertThat(new KeyText(true).show("secret")).isEqualTo("secret");
  }

  @Test
  void eachConsoleHashesDifferentlySoThatSmallKeysAreNotFoundByTrying() {
    assertThat(new KeyText(false).show(42)).isNotEqualTo(new KeyText(false).show(42));
  }

  @Test
  void aKeyThatCannotBeShownDisturbsNobody() {
    Object key = new Object() {
      @Override
      public String toString() {
        throw new IllegalStateException("on purpose");
      }
    };
    assertThat(new KeyText(true).show(key)).contains("toString fails");
    assertThat(KeyText.isText(key, "x")).isFalse();
  }

  @Test
  void aLongKeyIsCut() {
    assertThat(new KeyText(true).show("x".repeat(500))).hasSize(201).endsWith("…");
  }

  @Test
  void textsAreReadAsTheTypeOfTheKeys() {
    assertThat(KeyText.read("42", Integer.class)).containsExactly(42);
    assertThat(KeyText.read("42", String.class)).containsExactly("42");
    assertThat(KeyText.read("many", Long.class)).isEmpty();
    assertThat(KeyText.read("DAYS", TimeUnit.class)).containsExactly(TimeUnit.DAYS);
    assertThat(KeyText.read("YEARS", TimeUnit.class)).isEmpty();
    UUID id = new UUID(1, 2);
    assertThat(KeyText.read(id.toString(), UUID.class)).containsExactly(id);
  }

  @Test
  void whereKeysMayBeAnythingAllThatATextMayStandForIsTried() {
    assertThat(KeyText.read("7", Object.class)).contains("7", 7, 7L, BigInteger.valueOf(7));
    assertThat(KeyText.isReadable(List.class)).isFalse();
  }
}
