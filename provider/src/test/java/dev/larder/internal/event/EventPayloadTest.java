package dev.larder.internal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is in an event, and whose objects these are. */
final class EventPayloadTest {
  private final Cache<StringBuilder, StringBuilder> orders = Sources.named("orders");
  private final StringBuilder key = new StringBuilder("key");
  private final StringBuilder value = new StringBuilder("value");
  private final StringBuilder old = new StringBuilder("old");
  private final List<CacheEntryEvent<? extends StringBuilder, ? extends StringBuilder>> heard =
      new ArrayList<>();
  private final AtomicInteger copies = new AtomicInteger();

  private EventDispatcher<StringBuilder, StringBuilder> byValue() {
    UnaryOperator<StringBuilder> copier = original -> {
      copies.incrementAndGet();
      return new StringBuilder(original);
    };
    return new EventDispatcher<>(
        orders,
        Runnable::run,
        copier,
        kept -> copier.apply((StringBuilder) kept),
        (listener, call) -> call.run());
  }

  private EventDispatcher<StringBuilder, StringBuilder> byReference() {
    return new EventDispatcher<>(
        orders,
        Runnable::run,
        UnaryOperator.identity(),
        kept -> (StringBuilder) kept,
        (listener, call) -> call.run());
  }

  private EventDispatcher<StringBuilder, StringBuilder> withOldValue() {
    EventDispatcher<StringBuilder, StringBuilder> events = byReference();
    events.register(Listeners.synchronous(heard::add));
    return events;
  }

  private EventDispatcher<StringBuilder, StringBuilder> withoutOldValue() {
    EventDispatcher<StringBuilder, StringBuilder> events = byReference();
    events.register(
        Listeners.<StringBuilder, StringBuilder>synchronous(heard::add).setOldValueRequired(false));
    return events;
  }

  private void assertHeard(
      EventType type, @Nullable StringBuilder expectedValue, @Nullable StringBuilder expectedOld) {
    assertThat(heard).singleElement().satisfies(event -> {
      assertThat(event.getEventType()).isEqualTo(type);
      assertThat(event.getKey()).isSameAs(key);
      assertThat(event.getValue()).isSameAs(expectedValue);
      assertThat(event.getOldValue()).isSameAs(expectedOld);
      assertThat(event.isOldValueAvailable()).isEqualTo(expectedOld != null);
    });
  }

  @Test
  void aCreatedEntryHasNoOldValue() {
    withOldValue().created(key, value);
    assertHeard(EventType.CREATED, value, null);
  }

  @Test
  void anUpdatedEntryHasBothValuesForWhoWantsTheOldOne() {
    withOldValue().updated(key, value, old);
    assertHeard(EventType.UPDATED, value, old);
  }

  @Test
  void anUpdatedEntryHasOnlyItsNewValueForOthers() {
    withoutOldValue().updated(key, value, old);
    assertHeard(EventType.UPDATED, value, null);
  }

  @Test
  void aRemovedEntryShowsItsLastValueAsBothForWhoWantsTheOldOne() {
    withOldValue().removed(key, old);
    assertHeard(EventType.REMOVED, old, old);
  }

  @Test
  void aRemovedEntryShowsNoValueToOthers() {
    withoutOldValue().removed(key, old);
    assertHeard(EventType.REMOVED, null, null);
  }

  @Test
  void anExpiredEntryShowsItsLastValueAsBothForWhoWantsTheOldOne() {
    withOldValue().expired(key, old);
    assertHeard(EventType.EXPIRED, old, old);
  }

  @Test
  void anExpiredEntryShowsNoValueToOthers() {
    withoutOldValue().expired(key, old);
    assertHeard(EventType.EXPIRED, null, null);
  }

  @Test
  void theSourceIsTheCache() {
    withOldValue().created(key, value);
    assertThat((Object) heard.get(0).getSource()).isSameAs(orders);
  }

  @Test
  void anEventUnwrapsToWhatItIs() {
    withOldValue().created(key, value);
    assertThat((Object) heard.get(0).unwrap(CacheEntryEvent.class)).isSameAs(heard.get(0));
    assertThat((Object) heard.get(0).unwrap(Cache.Entry.class)).isSameAs(heard.get(0));
  }

  @Test
  void anEventUnwrapsToNothingElse() {
    withOldValue().created(key, value);
    assertThatThrownBy(() -> heard.get(0).unwrap(String.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"orders\"")
        .hasMessageContaining("java.lang.String");
  }

  @Test
  void anEventPrintsNeitherKeyNorValue() {
    withOldValue().updated(key, value, old);
    assertThat(heard.get(0)).hasToString("UPDATED in cache \"orders\"");
  }

  @Test
  void byValueAListenerCannotChangeWhatTheCacheHolds() {
    try (EventDispatcher<StringBuilder, StringBuilder> events = byValue()) {
      events.register(Listeners.synchronous(event -> {
        event.getKey().append('!');
        event.getValue().append('!');
        event.getOldValue().append('!');
      }));
      events.updated(key, value, old);
    }
    assertThat(key).hasToString("key");
    assertThat(value).hasToString("value");
    assertThat(old).hasToString("old");
  }

  @Test
  void byValueAListenerCannotChangeWhatTheNextOneSees() {
    try (EventDispatcher<StringBuilder, StringBuilder> events = byValue()) {
      events.register(Listeners.synchronous(event -> event.getValue().append('!')));
      events.register(Listeners.synchronous(heard::add));
      events.created(key, value);
    }
    assertThat(heard.get(0).getValue()).hasToString("value");
  }

  @Test
  void askingTwiceGivesTheSameCopy() {
    byValueRecording().updated(key, value, old);
    CacheEntryEvent<? extends StringBuilder, ? extends StringBuilder> event = heard.get(0);
    assertThat(event.getKey()).isSameAs(event.getKey()).isNotSameAs(key);
    assertThat(event.getValue()).isSameAs(event.getValue()).isNotSameAs(value);
    assertThat(event.getOldValue()).isSameAs(event.getOldValue()).isNotSameAs(old);
  }

  @Test
  void nothingIsCopiedForAListenerThatDoesNotLook() {
    byValueRecording().updated(key, value, old);
    assertThat(copies).hasValue(0);
  }

  private EventDispatcher<StringBuilder, StringBuilder> byValueRecording() {
    EventDispatcher<StringBuilder, StringBuilder> events = byValue();
    events.register(Listeners.synchronous(heard::add));
    return events;
  }
}
