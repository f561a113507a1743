package dev.larder.internal.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.stream.Stream;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("JavaUtilDate") // what is wrong with Date is what it is here for: it can change
class JavaSerializationTest {
  private final Copier<Object> copier =
      Copiers.byValue("pantry", getClass().getClassLoader(), Object.class);

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
    var strict = new JavaSerialization("pantry", getClass().getClassLoader(), noShelves);
    var shelf = strict.serialize(new Shelf("a"));
    assertThat(strict.deserialize(strict.serialize(new Date(1)))).isEqualTo(new Date(1));
    assertThatThrownBy(() -> strict.deserialize(shelf))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining(Shelf.class.getName());
  }

  @Test
  void nothingIsReadBackThatWasNotWritten() {
    var serialization = new JavaSerialization("pantry", getClass().getClassLoader());
    var dates = serialization.serialize(new Date(1));
    var shelf =
        new JavaSerialization("other", getClass().getClassLoader()).serialize(new Shelf("a"));
    assertThat(serialization.deserialize(dates)).isEqualTo(new Date(1));
    assertThatThrownBy(() -> serialization.deserialize(shelf))
        .isInstanceOf(CacheException.class)
        .hasCauseInstanceOf(InvalidClassException.class)
        .hasMessageContaining(Shelf.class.getName());
    serialization.serialize(new Shelf("b"));
    assertThat(serialization.deserialize(shelf)).isInstanceOf(Shelf.class);
  }

  enum Kind {
    SWEET,
    SOUR {
      @Override
      public String toString() {
        return "with a body";
      }
    }
  }

  interface Taste {
    String of(String what);
  }

  private record Taster(String word) implements InvocationHandler, Serializable {
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
      return word + arguments[0];
    }
  }

  /** What is read back holds classes that nobody wrote as such: tables of collections, proxies, arrays of arrays. */
  @SuppressWarnings({"JdkObsolete", "IdentityHashMapUsage"}) // users have such values
  static Stream<Object> values() {
    return Stream.of(
        new HashMap<>(Map.of("a", new Date(1))),
        new LinkedHashMap<>(Map.of("a", new Date(1))),
        new TreeMap<>(Map.of("a", new Date(1))),
        new Hashtable<>(Map.of("a", new Date(1))),
        new IdentityHashMap<>(Map.of(Kind.SWEET, Kind.SOUR)),
        new ConcurrentHashMap<>(Map.of("a", new Date(1))),
        new EnumMap<>(Map.of(Kind.SOUR, new Date(1))),
        EnumSet.of(Kind.SOUR),
        new HashSet<>(Set.of(new Date(1))),
        new TreeSet<>(Set.of(new Date(1))),
        new ArrayList<>(List.of(new Date(1))),
        new LinkedList<>(List.of(new Date(1))),
        new Vector<>(List.of(new Date(1))),
        new CopyOnWriteArrayList<>(List.of(new Date(1))),
        List.of(new Date(1), new Date(2), new Date(3)),
        Map.of("a", new Date(1)),
        Collections.unmodifiableList(new ArrayList<>(List.of(new Date(1)))),
        Arrays.asList(new Date(1), new Date(2)),
        new GregorianCalendar(2030, Calendar.JANUARY, 1),
        new BitSet(),
        Map.entry("a", "b").getClass(),
        List.of(int.class, Date[].class, new Date(1)));
  }

  @ParameterizedTest
  @MethodSource("values")
  void whatTheJdkNeedsToReadItsOwnIsLetPass(Object value) {
    var serialization = new JavaSerialization("pantry", getClass().getClassLoader());
    assertThat(serialization.deserialize(serialization.serialize(new Shelf(value))))
        .extracting(shelf -> ((Shelf) shelf).content())
        .isEqualTo(value);
  }

  @Test
  void arraysOfArraysAndQueuesAreLetPass() {
    var serialization = new JavaSerialization("pantry", getClass().getClassLoader());
    var dates = new Date[][] {{new Date(1)}, {}};
    assertThat((Date[][]) serialization.deserialize(serialization.serialize(dates)))
        .isDeepEqualTo(dates);
    var queues = List.of(
        new ArrayDeque<>(List.of(new Date(1))),
        new PriorityQueue<>(List.of(new Date(1))),
        new PriorityBlockingQueue<>(List.of(new Date(1))),
        new ArrayBlockingQueue<>(3, true, List.of(new Date(1))));
    for (var queue : queues) {
      assertThat((Collection<?>) serialization.deserialize(serialization.serialize(queue)))
          .hasToString(queue.toString());
    }
  }

  @Test
  void aProxyIsLetPassByItsInterfaces() {
    var serialization = new JavaSerialization("pantry", getClass().getClassLoader());
    var taste = Proxy.newProxyInstance(
        getClass().getClassLoader(), new Class<?>[] {Taste.class}, new Taster("sweet "));
    var copy = (Taste) serialization.deserialize(serialization.serialize(taste));
    assertThat(copy.of("plum")).isEqualTo("sweet plum");
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
