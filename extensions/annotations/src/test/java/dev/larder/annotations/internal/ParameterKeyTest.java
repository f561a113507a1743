package dev.larder.annotations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.LarderCachingProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings(
    "JavaUtilDate") // a date that claims to equal a timestamp is what has to be told apart
class ParameterKeyTest {
  private static ParameterKey key(@Nullable Object... parameters) {
    return ParameterKey.of(parameters, IntStream.range(0, parameters.length).toArray());
  }

  @Test
  void equalParametersMakeEqualKeys() {
    for (Object[] parameters : List.of(
        new Object[0], new Object[] {"a"}, new Object[] {"a", 1}, new Object[] {1, 2, 3L})) {
      assertThat(key(parameters)).isEqualTo(key(parameters.clone()));
      assertThat(key(parameters)).hasSameHashCodeAs(key(parameters.clone()));
    }
  }

  @Test
  void otherValuesMakeOtherKeys() {
    assertThat(key("a")).isNotEqualTo(key("b"));
    assertThat(key("a", "b")).isNotEqualTo(key("b", "a"));
    assertThat(key("a")).isNotEqualTo(key("a", null));
    assertThat(key((Object) null)).isNotEqualTo(key("null"));
  }

  @Test
  void otherClassesMakeOtherKeys() {
    assertThat(key(1)).isNotEqualTo(key(1L));
    assertThat(key(1.0)).isNotEqualTo(key(1.0f));
    assertThat(key(new Date(7))).isNotEqualTo(key(new Timestamp(7)));
    assertThat(key(List.of(new Date(7)))).isNotEqualTo(key(List.of(new Timestamp(7))));
    assertThat(key((Object) new int[] {1})).isNotEqualTo(key((Object) new long[] {1}));
    assertThat(key((Object) new Object[] {"a"})).isNotEqualTo(key((Object) new String[] {"a"}));
    assertThat(key(List.of(1))).isNotEqualTo(key(Set.of(1)));
  }

  @Test
  void collectionsAreComparedByWhatTheyContain() {
    assertThat(key(Arrays.asList(1, null))).isEqualTo(key(new ArrayList<>(Arrays.asList(1, null))));
    assertThat(key(Set.of(1, 2))).isEqualTo(key(new LinkedHashSet<>(List.of(2, 1))));
    assertThat(key(Map.of(1, 2))).isEqualTo(key(new TreeMap<>(Map.of(1, 2))));
    assertThat(key(Collections.singletonMap(1, null))).isEqualTo(key(mapOfNull()));
    assertThat(key(new ArrayDeque<>(List.of(1)))).isEqualTo(key(new ArrayDeque<>(List.of(1))));
    assertThat(key(List.of(new int[] {1}))).isEqualTo(key(List.of(new int[] {1})));
  }

  private static Map<Integer, @Nullable Integer> mapOfNull() {
    Map<Integer, @Nullable Integer> map = new HashMap<>();
    map.put(1, null);
    return map;
  }

  @Test
  void aKeyStaysAsItWasWhenParametersChange() {
    int[] numbers = {1};
    String[][] names = {{"a"}};
    List<String> list = new ArrayList<>(List.of("a"));
    ParameterKey before = key(numbers, names, list);
    numbers[0] = 2;
    names[0][0] = "b";
    list.add("b");
    assertThat(before).isEqualTo(key(new int[] {1}, new String[][] {{"a"}}, List.of("a")));
  }

  @Test
  void aKeyComesBackFromItsBytesEqual() throws Exception {
    ParameterKey key = key("a", null, DayOfWeek.MONDAY, new int[] {1}, List.of("b"), Map.of(1, 2));
    assertThat(copy(key)).isEqualTo(key).hasSameHashCodeAs(key);
  }

  private static Object copy(Object original) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(original);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }

  @Test
  void aKeyOfUsualParametersNeedsNoCopy() {
    try (LarderCachingProvider provider = new LarderCachingProvider()) {
      Cache<Object, Object> cache =
          provider.getCacheManager().createCache("keys", new MutableConfiguration<>());
      ParameterKey key = key("a", 1, null, List.of(2L));
      cache.put(key, "value");
      assertThat(cache.iterator().next().getKey()).isSameAs(key);
    }
  }

  @Test
  void textIsForPeople() {
    assertThat(key("a", null, new int[] {1, 2}, List.of(3))).hasToString("[a, null, [1, 2], [3]]");
  }
}
