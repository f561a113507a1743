package dev.larder.internal.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Date;
import org.junit.jupiter.api.Test;

@SuppressWarnings("JavaUtilDate") // what is wrong with Date is what it is here for: it can change
class ByReferenceTest {
  private final Copier<Object> copier = Copiers.byReference();

  @Test
  void theVeryObjectGoesInAndComesOut() {
    var value = new Date();
    assertThat(copier.store(value)).isSameAs(value);
    assertThat(copier.read(value)).isSameAs(value);
    assertThat(copier.copy(value)).isSameAs(value);
  }

  @Test
  void whatCanNotBeCopiedIsWelcome() {
    var value = new Object();
    assertThat(copier.read(copier.store(value))).isSameAs(value);
  }
}
