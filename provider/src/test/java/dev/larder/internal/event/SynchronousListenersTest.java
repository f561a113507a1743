package dev.larder.internal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryListenerException;
import org.junit.jupiter.api.Test;

/** Synchronous listeners: called before the method returns, and what becomes of what they throw. */
final class SynchronousListenersTest {
  private final EventDispatcher<String, String> events = Sources.byReference(task -> {
    throw new AssertionError("no executor is needed");
  });
  private final List<String> heard = new ArrayList<>();

  private void registerThrowing(Throwable thrown) {
    events.register(
        Listeners.synchronous(event -> SynchronousListenersTest.<RuntimeException>sneak(thrown)));
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void aSynchronousListenerRunsOnTheCallersThread() {
    AtomicReference<Thread> thread = new AtomicReference<>();
    events.register(Listeners.synchronous(event -> thread.set(Thread.currentThread())));
    events.created("key", "value");
    assertThat(thread).hasValue(Thread.currentThread());
  }

  @Test
  void aListenerExceptionComesOutAsItIs() {
    CacheEntryListenerException thrown = new CacheEntryListenerException("no");
    registerThrowing(thrown);
    assertThatThrownBy(() -> events.created("key", "value")).isSameAs(thrown);
  }

  @Test
  void anotherExceptionComesOutAsTheCauseOfOne() {
    RuntimeException thrown = new IllegalStateException("no");
    registerThrowing(thrown);
    assertThatThrownBy(() -> events.created("key", "value"))
        .isInstanceOf(CacheEntryListenerException.class)
        .hasCause(thrown)
        .hasMessageContaining("\"orders\"")
        .hasMessageContaining("Listeners$OfAll")
        .hasMessageContaining("CREATED");
  }

  @Test
  void aCheckedExceptionThatWasSmuggledOutIsWrapped() {
    Exception thrown = new InterruptedException("no");
    registerThrowing(thrown);
    assertThatThrownBy(() -> events.created("key", "value"))
        .isInstanceOf(CacheEntryListenerException.class)
        .hasCause(thrown);
  }

  @Test
  void anErrorIsNotWrapped() {
    Error thrown = new AssertionError("no");
    registerThrowing(thrown);
    assertThatThrownBy(() -> events.created("key", "value")).isSameAs(thrown);
  }

  @Test
  void anExceptionNamesNeitherKeyNorValue() {
    registerThrowing(new IllegalStateException("no"));
    assertThatThrownBy(() -> events.updated("secret", "confidential", "private"))
        .message()
        .doesNotContain("secret", "confidential", "private");
  }

  @Test
  void aFilterThatThrowsIsLikeAListenerThatThrows() {
    RuntimeException thrown = new IllegalStateException("no");
    MutableCacheEntryListenerConfiguration<String, String> configuration =
        Listeners.synchronous(event -> heard.add("told"));
    configuration.setCacheEntryEventFilterFactory(() -> event -> {
      throw thrown;
    });
    events.register(configuration);
    assertThatThrownBy(() -> events.created("key", "value"))
        .isInstanceOf(CacheEntryListenerException.class)
        .hasCause(thrown);
    assertThat(heard).isEmpty();
  }

  @Test
  void theOtherListenersHearOfItAllTheSame() {
    registerThrowing(new IllegalStateException("no"));
    events.register(Listeners.synchronous(event -> heard.add("second")));
    assertThatThrownBy(() -> events.created("key", "value"))
        .isInstanceOf(CacheEntryListenerException.class);
    assertThat(heard).containsExactly("second");
  }

  @Test
  void theFirstExceptionCarriesTheOthers() {
    CacheEntryListenerException first = new CacheEntryListenerException("first");
    CacheEntryListenerException second = new CacheEntryListenerException("second");
    registerThrowing(first);
    registerThrowing(second);
    assertThatThrownBy(() -> events.created("key", "value"))
        .isSameAs(first)
        .hasSuppressedException(second);
  }

  @Test
  void twoListenersMayThrowTheSameException() {
    CacheEntryListenerException shared = new CacheEntryListenerException("shared");
    registerThrowing(shared);
    registerThrowing(shared);
    assertThatThrownBy(() -> events.created("key", "value"))
        .isSameAs(shared)
        .hasNoSuppressedExceptions();
  }

  @Test
  void aListenerMayDeregisterItselfWhileItIsTold() {
    CompletableFuture<CacheEntryListenerConfiguration<String, String>> self =
        new CompletableFuture<>();
    self.complete(Listeners.synchronous(event -> {
      heard.add("once");
      events.deregister(self.join());
    }));
    events.register(self.join());
    events.created("key", "value");
    events.created("key", "value");
    assertThat(heard).containsExactly("once");
  }

  @Test
  void aListenerMayCauseFurtherEvents() {
    events.register(Listeners.synchronous(event -> {
      heard.add(event.getKey());
      if (event.getKey().equals("first")) {
        events.created("second", "value");
      }
    }));
    events.created("first", "value");
    assertThat(heard).containsExactly("first", "second");
  }
}
