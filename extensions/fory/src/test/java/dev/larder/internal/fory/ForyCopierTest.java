package dev.larder.internal.fory;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.internal.copy.GraphCopier;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Fory copies, it copies as serialization does; what it would copy otherwise, it is not given. */
@SuppressWarnings({"JavaUtilDate", "JdkObsolete"}) // users have such values
class ForyCopierTest {
  private static final GraphCopier COPIER =
      new ForyCopiers().of(ForyCopierTest.class.getClassLoader());

  private static @Nullable UnaryOperator<Object> wayToCopy(Object value) {
    return COPIER.wayToCopy(value, type -> true);
  }

  private Object copy(Object value) {
    return requireNonNull(wayToCopy(value), "left to serialization").apply(value);
  }

  static Values.Customer customer(int friends) {
    Values.Customer customer = new Values.Customer();
    for (int i = 0; i < friends; i++) {
      customer.friends.put("friend " + i, customer(friends - 1 - i));
      customer.anything.add(i);
      customer.anything.add(List.of("a", new Date(i), 3));
    }
    return customer;
  }

  private static Values.Customer circle() {
    Values.Customer one = new Values.Customer();
    Values.Customer two = new Values.KeyCustomer();
    one.referrer = two;
    two.referrer = one;
    one.anything.add(one.friends);
    two.anything = one.anything;
    return one;
  }

  static List<Object> plainValues() {
    return List.of(
        customer(0),
        customer(3),
        circle(),
        new Values.KeyCustomer(),
        new Values.Order("order", new ArrayList<>(List.of(customer(1), customer(2)))),
        new ArrayList<>(List.of(customer(0), customer(0))),
        new LinkedList<>(List.of(customer(0))),
        new ArrayDeque<>(List.of("a", "b")),
        new HashSet<>(Set.of("a", "b")),
        new LinkedHashSet<>(List.of("b", "a")),
        new HashMap<>(Map.of("key", new Date(1))),
        List.of(new Date(1)),
        List.of(new Date(1), new Date(2), new Date(3)),
        Set.of(new Date(1)),
        Map.of("key", new Date(1)),
        new Date(5),
        new Values.Holder(new int[][] {{1}, {2}}),
        new Values.Holder(new Object[] {"a", new Date(3), null}),
        new Values.Holder(null),
        new Values.Holder(new Values.Holder("x")));
  }

  @ParameterizedTest
  @MethodSource("plainValues")
  void aCopyIsWhatSerializationWouldHaveMade(Object value) {
    byte[] before = Values.bytes(Values.serialized(value));
    for (int i = 0; i < 3; i++) {
      Object copy = copy(value);
      assertThat(copy).isNotSameAs(value);
      assertThat(Values.bytes(Values.serialized(copy))).isEqualTo(before);
    }
  }

  static List<Object> valuesWithOwnWays() {
    return List.of(
        new Values.WithTransient(),
        new Values.InheritsTransient(),
        Values.Singleton.ONLY,
        new Values.Replaced(),
        new Values.Hooked(),
        new Values.External(),
        new Values.UnserializableBase(),
        new Values.OwnList(),
        new Values.Base(),
        new LinkedHashMap<>(16, 0.75f, true),
        new TreeMap<>(),
        new AtomicLong(),
        new IllegalStateException(),
        Thread.currentThread(),
        (Values.SerializableSupplier) () -> "lambda");
  }

  @ParameterizedTest
  @MethodSource("valuesWithOwnWays")
  void aValueWithAWayOfItsOwnIsLeftToSerialization(Object value) {
    assertThat(wayToCopy(value)).isNull();
    assertThat(wayToCopy(new Values.Holder(value))).isNull();
    assertThat(wayToCopy(new ArrayList<>(List.of(value)))).isNull();
    assertThat(wayToCopy(new Object[] {value})).isNull();
  }

  static List<Class<?>> partsOfAValue() {
    return List.of(
        Values.KeyCustomer.class,
        Values.Customer.class, // a superclass
        Date.class,
        HashMap.class,
        Instant.class, // the declared type of a field, into which nobody looks
        TimeUnit.class,
        Object[].class,
        int[].class,
        Locale.class); // immutable, in a list
  }

  @ParameterizedTest
  @MethodSource("partsOfAValue")
  void aValueWithAPartThatIsNotAllowedIsLeftToSerialization(Class<?> refused) {
    Values.KeyCustomer value = new Values.KeyCustomer();
    value.anything = new ArrayList<>(List.of(Locale.ROOT, Locale.ROOT));
    assertThat(COPIER.wayToCopy(value, type -> true)).isNotNull();
    assertThat(COPIER.wayToCopy(value, type -> type != refused)).isNull();
    assertThat(COPIER.wayToCopy(value, type -> true)).isNotNull();
  }

  @Test
  void aLongChainIsLeftToSerialization() {
    Values.Holder chain = new Values.Holder(null);
    for (int i = 0; i < 1_000; i++) {
      chain = new Values.Holder(chain);
    }
    assertThat(wayToCopy(chain)).isNull();
  }

  @Test
  void whatIsSharedStaysShared() {
    Values.Customer copy = (Values.Customer) copy(circle());
    Values.Customer two = requireNonNull(copy.referrer);
    assertThat(two.referrer).isSameAs(copy);
    assertThat(two.anything).isSameAs(copy.anything);
    assertThat(copy.anything.get(0)).isSameAs(copy.friends);
  }

  @Test
  void oneThatIsSharedOnlyInOneOfManyValuesIsSeen() {
    Values.Customer plain = customer(0);
    copy(new ArrayList<>(List.of(plain, customer(0))));
    List<?> copy = (List<?>) copy(new ArrayList<>(List.of(plain, plain)));
    assertThat(copy.get(0)).isSameAs(copy.get(1));
  }

  @Test
  void manyThreadsCopyAtOnce() throws Exception {
    Values.Customer value = customer(3);
    byte[] bytes = Values.bytes(Values.serialized(value));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Object>> copies = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        copies.add(() -> copy(value));
      }
      for (Future<Object> copy : threads.invokeAll(copies)) {
        assertThat(Values.bytes(Values.serialized(copy.get()))).isEqualTo(bytes);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void cachesOfOneClassLoaderShareOneFory() {
    ForyCopiers copiers = new ForyCopiers();
    ClassLoader loader = getClass().getClassLoader();
    assertThat(copiers.of(loader)).isSameAs(copiers.of(loader));
    assertThat(copiers.of(loader)).isNotSameAs(copiers.of(ClassLoader.getPlatformClassLoader()));
  }

  @Test
  void aClassLoaderThatNoCacheUsesAnyMoreCanGo() throws Exception {
    ForyCopiers copiers = new ForyCopiers();
    WeakReference<ClassLoader> loader = copyAClassOfItsOwn(copiers);
    wantMemory();
    for (int attempt = 0; attempt < 200 && loader.get() != null; attempt++) {
      System.gc();
      Thread.onSpinWait();
    }
    assertThat(loader.get()).isNull();
    assertThat(copiers.of(getClass().getClassLoader())).isNotNull();
  }

  /** Fory refers to classes softly from caches of its own: the JVM lets go of those when memory is wanted. */
  private static void wantMemory() {
    List<byte[]> ballast = new ArrayList<>();
    try {
      while (true) {
        ballast.add(new byte[1 << 26]);
      }
    } catch (OutOfMemoryError e) {
      assertThat(ballast).isNotEmpty();
    }
  }

  private static WeakReference<ClassLoader> copyAClassOfItsOwn(ForyCopiers copiers)
      throws Exception {
    URL classes = Values.class.getProtectionDomain().getCodeSource().getLocation();
    ClassLoader loader =
        new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
    Class<?> type = loader.loadClass(Values.Holder.class.getName());
    var constructor = type.getDeclaredConstructor(Object.class);
    constructor.setAccessible(true);
    Object value = constructor.newInstance(new Date(3));
    Object copy =
        requireNonNull(copiers.of(loader).wayToCopy(value, any -> true)).apply(value);
    assertThat(copy.getClass()).isSameAs(type);
    return new WeakReference<>(loader);
  }
}
