package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** By value nobody shares an object with the cache; by reference everybody does. */
class ByValueTest {
  @RegisterExtension
  final Pantry pantry = new Pantry();

  private Cache<Name, Name> byValue() {
    return pantry.cache(new MutableConfiguration<Name, Name>());
  }

  private static Name name(String text) {
    return new Name(text);
  }

  record In(String name, Put body) {
    private interface Put {
      void accept(Cache<Name, Name> cache, Name key, Name value);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<In> waysIn() {
    return List.of(
        new In("put", Cache::put),
        new In("getAndPut", Cache::getAndPut),
        new In("putIfAbsent", Cache::putIfAbsent),
        new In("putAll", (cache, key, value) -> cache.putAll(Map.of(key, value))),
        new In("replace", (cache, key, value) -> {
          cache.put(key, name("other"));
          cache.replace(key, value);
        }),
        new In("replace3", (cache, key, value) -> {
          cache.put(key, name("other"));
          cache.replace(key, name("other"), value);
        }),
        new In("getAndReplace", (cache, key, value) -> {
          cache.put(key, name("other"));
          cache.getAndReplace(key, value);
        }),
        new In(
            "invoke",
            (cache, key, value) -> cache.invoke(key, (entry, args) -> {
              entry.setValue(value);
              return null;
            })));
  }

  @ParameterizedTest
  @MethodSource("waysIn")
  void whatGoesInIsCopied(In in) {
    Cache<Name, Name> cache = byValue();
    Name key = name("key");
    Name value = name("value");
    in.body.accept(cache, key, value);
    key.text = "changed";
    value.text = "changed";
    assertThat(cache.get(name("key"))).isEqualTo(name("value"));
    assertThat(cache.containsKey(name("changed"))).isFalse();
  }

  record Out(String name, BiFunction<Cache<Name, Name>, Name, Name> body) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Out> waysOut() {
    return Stream.of(
        new Out("get", Cache::get),
        new Out("getAll", (cache, key) -> cache.getAll(Set.of(key)).get(key)),
        new Out("iterator", (cache, key) -> cache.iterator().next().getValue()),
        new Out("key of the iterator", (cache, key) -> cache.iterator().next().getKey()),
        new Out("invoke", (cache, key) -> cache.invoke(key, (entry, args) -> entry.getValue())),
        new Out(
            "key of invoke", (cache, key) -> cache.invoke(key, (entry, args) -> entry.getKey())));
  }

  @ParameterizedTest
  @MethodSource("waysOut")
  void whatComesOutIsACopy(Out out) {
    Cache<Name, Name> cache = byValue();
    cache.put(name("key"), name("value"));
    out.body.apply(cache, name("key")).text = "changed";
    assertThat(cache.get(name("key"))).isEqualTo(name("value"));
    assertThat(cache).hasSize(1);
  }

  @Test
  void oldValuesAreNotSharedEither() {
    Cache<Name, Name> cache = byValue();
    cache.put(name("key"), name("value"));
    assertThat(cache.getAndPut(name("key"), name("second"))).isEqualTo(name("value"));
    assertThat(cache.getAndReplace(name("key"), name("third"))).isEqualTo(name("second"));
    assertThat(cache.getAndRemove(name("key"))).isEqualTo(name("third"));
  }

  @Test
  void whatAProcessorChangesWithoutSettingItIsNotChanged() {
    Cache<Name, Name> cache = byValue();
    cache.put(name("key"), name("value"));
    cache.invoke(name("key"), (entry, args) -> entry.getValue().text = "changed");
    assertThat(cache.get(name("key"))).isEqualTo(name("value"));
  }

  @Test
  void byReferenceTheVeryObjectsComeBack() {
    Cache<Name, Name> cache =
        pantry.cache(new MutableConfiguration<Name, Name>().setStoreByValue(false));
    Name key = name("key");
    Name value = name("value");
    cache.put(key, value);
    assertThat(cache.get(name("key"))).isSameAs(value);
    Cache.Entry<Name, Name> entry = cache.iterator().next();
    assertThat(entry.getKey()).isSameAs(key);
    assertThat(entry.getValue()).isSameAs(value);
    assertThat(cache.getAndRemove(key)).isSameAs(value);
  }
}
