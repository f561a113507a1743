package dev.larder.internal.event;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/** One registered listener: what it wants to hear, and whether here and now or later in its own queue. */
final class Registration<K, V> {
  private final Origin<K, V> origin;
  private final CacheEntryListenerConfiguration<K, V> configuration;
  private final ListenerCall<K, V> listener;
  private final boolean oldValueRequired;
  private final Consumer<Event<K, V>> delivery;
  private final Runnable ending;

  /** Makes the listener. The configuration's switches are read once, here. */
  Registration(
      Origin<K, V> origin, CacheEntryListenerConfiguration<K, V> configuration, Executor executor) {
    this.origin = origin;
    this.configuration = configuration;
    this.listener = ListenerCall.of(origin, configuration);
    this.oldValueRequired = configuration.isOldValueRequired();
    if (configuration.isSynchronous()) {
      this.delivery = listener::deliver;
      this.ending = listener::close;
    } else {
      AsyncQueue<K, V> queue = new AsyncQueue<>(executor, listener);
      this.delivery = queue::add;
      this.ending = queue::end;
    }
  }

  boolean isFor(CacheEntryListenerConfiguration<?, ?> other) {
    return configuration.equals(other);
  }

  /**
   * Hands the listener its own event, if it hears such.
   *
   * @return what a synchronous listener threw, in the form its caller gets; null if nothing
   */
  @Nullable
  Throwable publish(EventType type, K key, @Nullable Object value, @Nullable Object old) {
    if (!listener.hears(type)) {
      return null;
    }
    try {
      delivery.accept(Event.of(origin, type, key, value, old, oldValueRequired));
      return null;
    } catch (Throwable thrown) { // Errors, too: the other listeners are still to hear of it
      return listener.forCaller(thrown, type);
    }
  }

  /** Closes the listener: a synchronous one now, an asynchronous one behind its last event. */
  void end() {
    ending.run();
  }
}
