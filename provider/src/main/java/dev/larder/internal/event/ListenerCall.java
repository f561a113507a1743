package dev.larder.internal.event;

import static java.lang.System.Logger.Level.WARNING;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.cache.CacheException;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/** A listener and its filter: made from their factories, called, closed. Knows nothing of threads. */
final class ListenerCall<K, V> {
  static final System.Logger LOG = System.getLogger("dev.larder.events");

  private final Origin<K, V> origin;
  private final CacheEntryListener<? super K, ? super V> listener;
  private final @Nullable CacheEntryEventFilter<? super K, ? super V> filter;

  /**
   * The interfaces that the listener implements, asked for once: on JDKs before 23, threads that go on asking an object for now one
   * interface, now another, write to one and the same field of its class (JDK-8180450).
   */
  private final Map<EventType, Face<K, V>> faces;

  private ListenerCall(
      Origin<K, V> origin,
      CacheEntryListener<? super K, ? super V> listener,
      @Nullable CacheEntryEventFilter<? super K, ? super V> filter) {
    this.origin = origin;
    this.listener = listener;
    this.filter = filter;
    this.faces = facesOf(listener);
  }

  @SuppressWarnings("unchecked") // a listener's four interfaces have the same type arguments
  private static <K, V> Map<EventType, Face<K, V>> facesOf(CacheEntryListener<?, ?> listener) {
    Map<EventType, Face<K, V>> faces = new EnumMap<>(EventType.class);
    if (listener instanceof CacheEntryCreatedListener<?, ?> created) {
      faces.put(EventType.CREATED, ((CacheEntryCreatedListener<K, V>) created)::onCreated);
    }
    if (listener instanceof CacheEntryUpdatedListener<?, ?> updated) {
      faces.put(EventType.UPDATED, ((CacheEntryUpdatedListener<K, V>) updated)::onUpdated);
    }
    if (listener instanceof CacheEntryRemovedListener<?, ?> removed) {
      faces.put(EventType.REMOVED, ((CacheEntryRemovedListener<K, V>) removed)::onRemoved);
    }
    if (listener instanceof CacheEntryExpiredListener<?, ?> expired) {
      faces.put(EventType.EXPIRED, ((CacheEntryExpiredListener<K, V>) expired)::onExpired);
    }
    return faces;
  }

  /**
   * Makes listener and filter. When the filter cannot be made, the listener is closed again.
   *
   * @throws CacheException if a factory is missing, gives null or throws
   */
  static <K, V> ListenerCall<K, V> of(
      Origin<K, V> origin, CacheEntryListenerConfiguration<K, V> configuration) {
    CacheEntryListener<? super K, ? super V> listener =
        make(origin, "listener", configuration.getCacheEntryListenerFactory());
    Factory<CacheEntryEventFilter<? super K, ? super V>> filters =
        configuration.getCacheEntryEventFilterFactory();
    try {
      return new ListenerCall<>(
          origin, listener, filters == null ? null : make(origin, "filter", filters));
    } catch (RuntimeException | Error e) {
      new ListenerCall<>(origin, listener, null).close();
      throw e;
    }
  }

  private static <T> T make(
      Origin<?, ?> origin, String what, @Nullable Factory<? extends T> factory) {
    if (factory == null) {
      throw new CacheException(
          origin.named() + ": the configuration has no " + what + " factory; set one");
    }
    T made;
    try {
      made = factory.create();
    } catch (CacheException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CacheException(
          origin.named() + ": " + nameOf(factory) + " could not make its " + what, e);
    }
    if (made == null) {
      throw new CacheException(
          origin.named() + ": " + nameOf(factory) + " made null; it must make a " + what);
    }
    return made;
  }

  /** Whether the listener implements the interface for such events. */
  boolean hears(EventType type) {
    return faces.containsKey(type);
  }

  /** Asks the filter, then tells the listener, on this thread. What they throw comes out as it is. */
  void deliver(Event<K, V> event) {
    Face<K, V> face = faces.get(event.getEventType());
    if (face != null) {
      origin.calls().accept(listener, () -> {
        if (filter == null || filter.evaluate(event)) {
          face.tell(List.of(event));
        }
      });
    }
  }

  /** What a synchronous caller gets for what {@link #deliver} threw. */
  Throwable forCaller(Throwable thrown, EventType type) {
    if (thrown instanceof Error || thrown instanceof CacheEntryListenerException) {
      return thrown;
    }
    return new CacheEntryListenerException(
        this + " failed on " + type + "; the entry has changed all the same", thrown);
  }

  /** Closes what can be closed, once each; what goes wrong is logged. */
  void close() {
    close(listener);
    if (filter != null && (Object) filter != listener) {
      close(filter);
    }
  }

  private void close(Object part) {
    if (!(part instanceof AutoCloseable closeable)) {
      return;
    }
    try {
      closeable.close();
    } catch (Throwable e) {
      LOG.log(
          WARNING,
          origin.named() + ": closing " + nameOf(part) + " failed; it is no longer used",
          e);
    }
  }

  /** One of the four listener interfaces. */
  @FunctionalInterface
  private interface Face<K, V> {
    void tell(Iterable<CacheEntryEvent<? extends K, ? extends V>> events);
  }

  private static String nameOf(Object part) {
    return part.getClass().getName();
  }

  @Override
  public String toString() {
    return origin.named() + ": listener " + nameOf(listener);
  }
}
