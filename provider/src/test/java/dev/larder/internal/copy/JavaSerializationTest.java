package dev.larder.internal.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;

@SuppressWarnings("JavaUtilDate") // what is wrong with Date is what it is here for: it can change
class JavaSerializationTest {
  private final Copier<Object> copier = Copiers.byValue("pantry", getClass().getClassLoader());

  static class Stock {
    int count;
  }

  static class Shelf implements Serializable {
    private Object content;

    Shelf(Object content) {
      this.content = content;
    }

    Object content() {
      return content;
    }
  }

  static class FailsOnWrite implements Serializable {
    int count;

    private void writeObject(ObjectOutputStream out) {
      throw new IllegalStateException("secret content");
    }
  }

  static class FailsOnRead implements Serializable {
    int count;

    private void readObject(ObjectInputStream in) throws IOException {
      throw new IOException("secret content");
    }
  }

  // Putting what can't be copied

  @Test
  void whatIsNotSerializableIsRefusedNamingClassCacheAndRemedy() {
    assertThatExceptionOfType(CacheException.class)
        .isThrownBy(() -> copier.store(new Stock()))
        .withMessage("cache \"pantry\" stores by value, but " + Stock.class.getName()
            + " can't be copied: it is not java.io.Serializable. Make it Serializable, with all that it holds; or a record or final"
            + " class with nothing but final, immutable fields, which needs no copy; or create the cache with"
            + " setStoreByValue(false)");
  }

  @Test
  void aClassDeepInsideThatIsNotSerializableIsNamed() {
    assertThatThrownBy(() -> copier.store(new Shelf(List.of(new Stock()))))
        .isInstanceOf(CacheException.class)
        .hasCauseInstanceOf(NotSerializableException.class)
        .hasMessageContaining(Shelf.class.getName() + " can't be copied: it holds "
            + Stock.class.getName() + ", which is not");
  }

  @Test
  void aKeyThatIsNotSerializableIsRefusedAsWell() {
    assertThatThrownBy(() -> copier.copy(new Stock()))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("pantry");
  }

  @Test
  void aLambdaThatCanNotBeSerializedIsRefused() {
    var date = new Date();
    Runnable lambda = () -> date.setTime(1);
    assertThatThrownBy(() -> copier.store(lambda))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("setStoreByValue(false)");
  }

  @Test
  void aHiddenClassIsRefusedWhenItIsPutSinceNobodyCouldReadIt() throws Exception {
    var hidden = HiddenClasses.instanceOfHidden(HiddenClasses.Open.class);
    assertThatThrownBy(() -> copier.store(hidden))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("not java.io.Serializable");
    assertThatThrownBy(() -> copier.store(new Shelf(hidden)))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("it holds");
  }

  @Test
  void aFailingHookIsTheCauseAndItsWordsAreNotInTheMessage() {
    assertThatThrownBy(() -> copier.store(new FailsOnWrite()))
        .isInstanceOf(CacheException.class)
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("its serialization failed with java.lang.IllegalStateException")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aGraphTooDeepForTheStackIsAnErrorAndNotTheEndOfTheThread() {
    Object deep = new Shelf("end");
    for (var i = 0; i < 200_000; i++) {
      deep = new Shelf(deep);
    }
    var value = deep;
    assertThatThrownBy(() -> copier.store(value))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("nested too deeply");
  }

  @Test
  void bytesBeyondTheLimitAreRefused() throws IOException {
    try (var bytes = new BoundedBytes(3)) {
      bytes.write(new byte[2], 0, 2);
      bytes.write(1);
      assertThatThrownBy(() -> bytes.write(1))
          .isInstanceOf(BoundedBytes.LimitExceededException.class);
      assertThat(bytes.toByteArray()).containsExactly(0, 0, 1);
    }
  }

  // Reading what can't be read back

  @Test
  void aHookThatFailsOnReadingIsTheCauseAndItsWordsAreNotInTheMessage() {
    var stored = copier.store(new FailsOnRead());
    assertThatThrownBy(() -> copier.read(stored))
        .isInstanceOf(CacheException.class)
        .hasCauseInstanceOf(IOException.class)
        .hasMessageContaining("cache \"pantry\"")
        .hasMessageContaining(FailsOnRead.class.getName())
        .hasMessageNotContaining("secret");
  }

  @Test
  void aFilterOfOnesOwnDecidesWhatIsReadBack() {
    ObjectInputFilter noShelves =
        info -> info.serialClass() == Shelf.class ? Status.REJECTED : Status.UNDECIDED;
    var strict = Copiers.<Object>byValue("pantry", getClass().getClassLoader(), noShelves);
    var shelf = strict.store(new Shelf("a"));
    assertThat(strict.read(strict.store(new Date(1)))).isEqualTo(new Date(1));
    assertThatThrownBy(() -> strict.read(shelf))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining(Shelf.class.getName());
  }

  @Test
  void graphsAsDeepAsAnOrdinaryStackAllowsAreReadBack() {
    Object deep = new Shelf("end");
    for (var i = 0; i < 500; i++) {
      deep = new Shelf(deep);
    }
    assertThat(copier.read(copier.store(deep))).isInstanceOf(Shelf.class);
  }

  @Test
  void largeGraphsAreReadBack() {
    var large = new ArrayList<Object>();
    for (var i = 0; i < 100_000; i++) {
      large.add(Map.of(i, new Date(i)));
    }
    assertThat(copier.read(copier.store(large))).isEqualTo(large);
  }
}
