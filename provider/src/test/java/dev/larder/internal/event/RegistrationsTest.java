package dev.larder.internal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import javax.cache.CacheException;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryListener;
import org.junit.jupiter.api.Test;

/** Who is registered, from when to when, and what is closed. */
final class RegistrationsTest {
  private final EventDispatcher<String, String> events = Sources.byReference(Runnable::run);
  private final List<String> heard = new ArrayList<>();

  private CacheEntryListenerConfiguration<String, String> writingDown(String what) {
    return Listeners.synchronous(event -> heard.add(what));
  }

  private CacheEntryListenerConfiguration<String, String> closing(String what) {
    return Listeners.synchronous(
        new Listeners.Closing<>(event -> heard.add(what), () -> heard.add(what + " closed")));
  }

  @Test
  void withoutListenersItIsEmpty() {
    assertThat(events.isEmpty()).isTrue();
  }

  @Test
  void withAListenerItIsNotEmptyAndWithoutItAgainEmpty() {
    CacheEntryListenerConfiguration<String, String> configuration = writingDown("event");
    events.register(configuration);
    assertThat(events.isEmpty()).isFalse();
    events.deregister(configuration);
    assertThat(events.isEmpty()).isTrue();
  }

  @Test
  void listenersAreCalledInTheOrderOfRegistration() {
    events.register(writingDown("first"));
    events.register(writingDown("second"));
    events.register(writingDown("third"));
    events.created("key", "value");
    assertThat(heard).containsExactly("first", "second", "third");
  }

  @Test
  void oneOfThreeLeavesTheOthers() {
    CacheEntryListenerConfiguration<String, String> second = writingDown("second");
    events.register(writingDown("first"));
    events.register(second);
    events.register(writingDown("third"));
    events.deregister(second);
    events.created("key", "value");
    assertThat(heard).containsExactly("first", "third");
  }

  @Test
  void anEqualConfigurationIsRefused() {
    MutableCacheEntryListenerConfiguration<String, String> configuration =
        new MutableCacheEntryListenerConfiguration<>(writingDown("event"));
    events.register(configuration);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> events.register(new MutableCacheEntryListenerConfiguration<>(configuration)))
        .withMessageContaining("\"orders\"");
  }

  @Test
  void aRefusedConfigurationMakesNoListener() {
    List<String> made = new ArrayList<>();
    Factory<CacheEntryListener<String, String>> factory = () -> {
      made.add("made");
      return new Listeners.OfAll<>(event -> {});
    };
    MutableCacheEntryListenerConfiguration<String, String> configuration =
        new MutableCacheEntryListenerConfiguration<>(factory, null, false, true);
    events.register(configuration);
    assertThatIllegalArgumentException().isThrownBy(() -> events.register(configuration));
    assertThat(made).hasSize(1);
  }

  @Test
  void aDeregisteredConfigurationCanBeRegisteredAgain() {
    CacheEntryListenerConfiguration<String, String> configuration = writingDown("event");
    events.register(configuration);
    events.deregister(configuration);
    events.register(configuration);
    events.created("key", "value");
    assertThat(heard).containsExactly("event");
  }

  @Test
  @SuppressWarnings("NullAway") // the point of the test
  void nullIsRefusedByName() {
    assertThatNullPointerException()
        .isThrownBy(() -> events.register(null))
        .withMessage("cacheEntryListenerConfiguration");
    assertThatNullPointerException()
        .isThrownBy(() -> events.deregister(null))
        .withMessage("cacheEntryListenerConfiguration");
  }

  @Test
  void deregisteringAnUnknownConfigurationDoesNothing() {
    events.register(writingDown("event"));
    events.deregister(writingDown("another"));
    events.created("key", "value");
    assertThat(heard).containsExactly("event");
  }

  @Test
  void aListenerHearsOnlyTheKindsItImplements() {
    CacheEntryCreatedListener<String, String> onlyCreated = created -> heard.add("created");
    events.register(Listeners.synchronous(onlyCreated));
    events.updated("key", "value", "old");
    events.removed("key", "old");
    events.expired("key", "old");
    events.created("key", "value");
    assertThat(heard).containsExactly("created");
  }

  @Test
  void aFilterSeesTheEventBeforeTheListenerDoes() {
    Factory<CacheEntryEventFilter<String, String>> onlyA = () -> event -> {
      heard.add("filter " + event.getKey());
      return event.getKey().equals("a");
    };
    events.register(
        Listeners.<String, String>synchronous(event -> heard.add("listener " + event.getKey()))
            .setCacheEntryEventFilterFactory(onlyA));
    events.created("a", "value");
    events.created("b", "value");
    assertThat(heard).containsExactly("filter a", "listener a", "filter b");
  }

  @Test
  void deregisteringClosesListenerAndFilter() {
    Factory<CacheEntryEventFilter<String, String>> filters =
        () -> new Listeners.ClosingFilter<>(() -> heard.add("filter closed"));
    MutableCacheEntryListenerConfiguration<String, String> configuration =
        new MutableCacheEntryListenerConfiguration<>(closing("listener"))
            .setCacheEntryEventFilterFactory(filters);
    events.register(configuration);
    events.deregister(configuration);
    assertThat(heard).containsExactly("listener closed", "filter closed");
  }

  @Test
  void closingClosesAllListenersOnceAndTellsThemNothingMore() {
    events.register(closing("first"));
    events.register(closing("second"));
    events.close();
    events.close();
    events.created("key", "value");
    assertThat(heard).containsExactly("first closed", "second closed");
    assertThat(events.isEmpty()).isTrue();
  }

  @Test
  void aListenerThatFailsToCloseIsLoggedAndTheOthersAreClosed() {
    events.register(Listeners.synchronous(new Listeners.Closing<>(event -> {}, () -> {
      throw new IllegalStateException("no");
    })));
    events.register(closing("second"));
    try (LogCapture log = new LogCapture()) {
      events.close();
      assertThat(log.messages())
          .singleElement()
          .asString()
          .contains("\"orders\"", "Listeners$Closing");
    }
    assertThat(heard).containsExactly("second closed");
  }

  @Test
  void nobodyRegistersWithAClosedDispatcher() {
    events.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> events.register(closing("late")))
        .withMessageContaining("\"orders\" is closed");
  }

  @Test
  void aFactoryThatClosesTheCacheMeanwhileLeavesNoListenerUnclosed() {
    Factory<CacheEntryListener<String, String>> factory = () -> {
      events.close();
      return new Listeners.Closing<>(event -> {}, () -> heard.add("closed"));
    };
    assertThatIllegalStateException()
        .isThrownBy(() -> events.register(
            new MutableCacheEntryListenerConfiguration<>(factory, null, false, true)));
    assertThat(heard).containsExactly("closed");
  }

  @Test
  void aFactoryThatThrowsRegistersNothing() {
    IllegalStateException cause = new IllegalStateException("no");
    Factory<CacheEntryListener<String, String>> factory = () -> {
      throw cause;
    };
    assertThatThrownBy(() -> events.register(
            new MutableCacheEntryListenerConfiguration<>(factory, null, false, true)))
        .isInstanceOf(CacheException.class)
        .hasCause(cause)
        .hasMessageContaining("\"orders\"");
    assertThat(events.isEmpty()).isTrue();
  }

  @Test
  void aFactorysCacheExceptionComesOutAsItIs() {
    CacheException thrown = new CacheException("no");
    Factory<CacheEntryListener<String, String>> factory = () -> {
      throw thrown;
    };
    assertThatThrownBy(() -> events.register(
            new MutableCacheEntryListenerConfiguration<>(factory, null, false, true)))
        .isSameAs(thrown);
  }

  @Test
  void aFilterFactoryThatThrowsClosesTheListenerThatWasMade() {
    Factory<CacheEntryEventFilter<String, String>> filters = () -> {
      throw new IllegalStateException("no");
    };
    assertThatThrownBy(
            () -> events.register(new MutableCacheEntryListenerConfiguration<>(closing("listener"))
                .setCacheEntryEventFilterFactory(filters)))
        .isInstanceOf(CacheException.class);
    assertThat(heard).containsExactly("listener closed");
    assertThat(events.isEmpty()).isTrue();
  }

  @Test
  void aFactoryThatMakesNullIsRefused() {
    Factory<CacheEntryListener<String, String>> factory = () -> null;
    assertThatThrownBy(() -> events.register(
            new MutableCacheEntryListenerConfiguration<>(factory, null, false, true)))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("made null");
  }

  @Test
  @SuppressWarnings("NullAway") // JCache's own class takes it
  void aConfigurationWithoutAListenerFactoryIsRefused() {
    assertThatThrownBy(() -> events.register(new MutableCacheEntryListenerConfiguration<>(
            (Factory<CacheEntryListener<String, String>>) null, null, false, true)))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("no listener factory");
  }
}
