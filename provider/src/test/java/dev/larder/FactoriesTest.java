package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Factories: what fails makes no cache, and what was made is closed, then as at the end. */
class FactoriesTest {
  @RegisterExtension
  final Pantry pantry = new Pantry();

  private static final List<String> PARTS =
      List.of("policy", "loader", "writer", "listener", "filter");

  private final List<String> made = new ArrayList<>();
  private final List<String> closed = new ArrayList<>();

  /** Is made for its part, and closed; and that fails when asked for. */
  private class Part implements AutoCloseable {
    private final String name;

    Part(String name) {
      this.name = name;
      made.add(name);
    }

    @Override
    public void close() {
      closed.add(name);
      throw new AssertionError("cannot close");
    }
  }

  private final class Policy extends Part implements ExpiryPolicy {
    Policy() {
      super("policy");
    }

    @Override
    public Duration getExpiryForCreation() {
      return Duration.ETERNAL;
    }

    @Override
    public Duration getExpiryForAccess() {
      return Duration.ETERNAL;
    }

    @Override
    public Duration getExpiryForUpdate() {
      return Duration.ETERNAL;
    }
  }

  private final class Loader extends Part implements CacheLoader<String, String> {
    Loader() {
      super("loader");
    }

    @Override
    public String load(String key) {
      return key;
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      return Map.of();
    }
  }

  private final class Writer extends Part implements CacheWriter<String, String> {
    Writer() {
      super("writer");
    }

    @Override
    public void write(Cache.Entry<? extends String, ? extends String> entry) {}

    @Override
    public void writeAll(Collection<Cache.Entry<? extends String, ? extends String>> entries) {}

    @Override
    public void delete(Object key) {}

    @Override
    public void deleteAll(Collection<?> keys) {}
  }

  private final class Listener extends Part implements CacheEntryCreatedListener<String, String> {
    Listener() {
      super("listener");
    }

    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {}
  }

  private final class Filter extends Part implements CacheEntryEventFilter<String, String> {
    Filter() {
      super("filter");
    }

    @Override
    public boolean evaluate(CacheEntryEvent<? extends String, ? extends String> event) {
      return true;
    }
  }

  private static <T> Factory<T> or(
      String failing, String part, Supplier<T> fault, Factory<T> good) {
    return failing.equals(part) ? fault::get : good;
  }

  private <T> MutableConfiguration<String, String> configuration(
      String failing, Supplier<?> failure) {
    @SuppressWarnings("unchecked")
    Supplier<T> fault = (Supplier<T>) failure;
    return new MutableConfiguration<String, String>()
        .setReadThrough(true)
        .setWriteThrough(true)
        .setManagementEnabled(true)
        .setExpiryPolicyFactory(cast(or(failing, "policy", fault, cast(Policy::new))))
        .setCacheLoaderFactory(cast(or(failing, "loader", fault, cast(Loader::new))))
        .setCacheWriterFactory(cast(or(failing, "writer", fault, cast(Writer::new))))
        .addCacheEntryListenerConfiguration(new MutableCacheEntryListenerConfiguration<>(
            cast(or(failing, "listener", fault, cast(Listener::new))),
            cast(or(failing, "filter", fault, cast(Filter::new))),
            true,
            true));
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <F> F cast(Factory<?> factory) {
    return (F) factory;
  }

  static Stream<Arguments> failures() {
    Supplier<?> nothing = () -> null;
    Supplier<?> refusal = () -> {
      throw new IllegalStateException("cannot make it");
    };
    return PARTS.stream()
        .flatMap(part -> Stream.of(Arguments.of(part, nothing), Arguments.of(part, refusal)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void whatFailsMakesNoCacheAndWhatWasMadeIsClosed(String failing, Supplier<?> failure) {
    assertThatThrownBy(() -> pantry.cache(configuration(failing, failure)))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("\"pantry\"")
        .hasMessageContaining(failing);
    assertThat(closed).containsExactlyInAnyOrderElementsOf(made);
    assertThat(pantry.manager.getCacheNames()).isEmpty();
    pantry.cache(configuration("none", failure));
  }

  @Test
  void anErrorOfAFactoryClosesWhatWasMade() {
    assertThatThrownBy(() -> pantry.cache(configuration("filter", () -> {
          throw new StackOverflowError();
        })))
        .isInstanceOf(StackOverflowError.class);
    assertThat(closed).containsExactlyInAnyOrder("policy", "loader", "writer", "listener");
  }

  @Test
  void closingACacheClosesEverythingOnceThoughEachFails() {
    Cache<String, String> cache = pantry.cache(configuration("none", () -> null));
    cache.close();
    cache.close();
    assertThat(closed).containsExactlyInAnyOrderElementsOf(PARTS);
    assertThat(pantry.logged).hasSize(PARTS.size());
  }

  @Test
  void destroyingACacheClosesEverything() {
    pantry.cache(configuration("none", () -> null));
    pantry.manager.destroyCache(Pantry.NAME);
    assertThat(closed).containsExactlyInAnyOrderElementsOf(PARTS);
  }

  @Test
  void aListenerThatIsTakenAwayIsClosed() {
    Cache<String, String> cache = pantry.cache(Pantry.strings());
    var registration = new MutableCacheEntryListenerConfiguration<String, String>(
        cast((Factory<?>) Listener::new), cast((Factory<?>) Filter::new), false, true);
    cache.registerCacheEntryListener(registration);
    cache.deregisterCacheEntryListener(registration);
    assertThat(closed).containsExactlyInAnyOrder("listener", "filter");
  }

  @Test
  @SuppressWarnings("unchecked") // JCache's own
  void aListenerThatCannotBeMadeIsNotRegistered() {
    Cache<String, String> cache = pantry.cache(Pantry.strings());
    Factory<CacheEntryCreatedListener<String, String>> broken = () -> {
      throw new IllegalStateException("cannot make it");
    };
    assertThatThrownBy(() -> cache.registerCacheEntryListener(
            new MutableCacheEntryListenerConfiguration<>(cast(broken), null, false, true)))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("\"pantry\"");
    MutableConfiguration<?, ?> now = cache.getConfiguration(MutableConfiguration.class);
    assertThat(now.getCacheEntryListenerConfigurations()).isEmpty();
  }
}
