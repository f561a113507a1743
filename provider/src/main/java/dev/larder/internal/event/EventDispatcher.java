package dev.larder.internal.event;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of one cache. Thread-safe, without locks.
 *
 * <p>{@link #created}, {@link #updated}, {@link #removed} and {@link #expired} are called while the key is held and never under a
 * lock. They return when each synchronous listener that hears such events has run on the calling thread, in the order of
 * registration, and each asynchronous one has the event in its queue. If synchronous listeners throw, all others still get the event;
 * then the first exception is thrown, the further ones added to it as suppressed. An {@link Error} and a {@link
 * CacheEntryListenerException} come out as they are, all else as the cause of a {@link CacheEntryListenerException}. What
 * asynchronous listeners throw is logged ({@code dev.larder.events}), and so are events that the executor refuses to run.
 *
 * <p>Payloads come in the form in which the cache keeps them; listeners get what the two functions make of it, each its own.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class EventDispatcher<K, V> implements AutoCloseable {
  private static final VarHandle REGISTRATIONS = registrations();
  private static final Registration<?, ?>[] NONE = {};

  /** Told from NONE by identity: whoever registers later than close() must not be forgotten unclosed. */
  private static final Registration<?, ?>[] CLOSED = {};

  private final Origin<K, V> origin;
  private final Executor executor;

  /** Copied on write; changed by compare-and-set, since equals() of a configuration is user code that must not run under a lock. */
  private volatile Registration<K, V>[] registrations = cast(NONE);

  /**
   * Makes a dispatcher without listeners.
   *
   * @param source what events name as their source; only its name is read
   * @param executor runs asynchronous listeners; must run or refuse each task
   * @param copyKey gives a listener its own key; identity by reference. Called on the listener's thread, when it asks
   * @param readValue makes a listener's own value of one as the cache keeps it; likewise
   * @param calls runs each call of a listener, which it is told, and its filter
   */
  public EventDispatcher(
      Cache<K, V> source,
      Executor executor,
      UnaryOperator<K> copyKey,
      Function<Object, V> readValue,
      BiConsumer<Object, Runnable> calls) {
    this.origin = new Origin<>(source, copyKey, readValue, calls);
    this.executor = executor;
  }

  /**
   * Makes listener and filter from their factories; they hear what happens from now on.
   *
   * @throws NullPointerException if the configuration is null
   * @throws IllegalArgumentException if an equal configuration is registered
   * @throws IllegalStateException if this dispatcher is closed
   * @throws CacheException if a factory throws or makes null; then nothing is registered
   */
  public void register(CacheEntryListenerConfiguration<K, V> configuration) {
    requireNonNull(configuration, "cacheEntryListenerConfiguration");
    refuseUnlessNew(configuration, registrations);
    Registration<K, V> added = new Registration<>(origin, configuration, executor);
    try {
      add(added, configuration);
    } catch (RuntimeException | Error e) {
      added.end();
      throw e;
    }
  }

  private void add(Registration<K, V> added, CacheEntryListenerConfiguration<K, V> configuration) {
    Registration<K, V>[] before;
    Registration<K, V>[] after;
    do {
      before = registrations;
      refuseUnlessNew(configuration, before);
      after = Arrays.copyOf(before, before.length + 1);
      after[before.length] = added;
    } while (!REGISTRATIONS.compareAndSet(this, before, after));
  }

  private void refuseUnlessNew(
      CacheEntryListenerConfiguration<K, V> configuration, Registration<K, V>[] present) {
    if (present == CLOSED) {
      throw new IllegalStateException(
          origin.named() + " is closed; register listeners with an open cache");
    }
    if (indexOf(configuration, present) >= 0) {
      throw new IllegalArgumentException(
          origin.named()
              + " has a listener with an equal configuration; deregister it first, or use a different one");
    }
  }

  /**
   * Ends a registration and closes its listener and filter: an asynchronous listener after it has got all events up to now, a
   * synchronous one at once, though an operation that is under way on another thread may still call it. Does nothing if no equal
   * configuration is registered.
   *
   * @throws NullPointerException if the configuration is null
   */
  public void deregister(CacheEntryListenerConfiguration<K, V> configuration) {
    requireNonNull(configuration, "cacheEntryListenerConfiguration");
    Registration<K, V>[] before;
    int index;
    do {
      before = registrations;
      index = indexOf(configuration, before);
    } while (index >= 0 && !REGISTRATIONS.compareAndSet(this, before, without(index, before)));
    if (index >= 0) {
      before[index].end();
    }
  }

  private static <K, V> int indexOf(
      CacheEntryListenerConfiguration<K, V> configuration, Registration<K, V>[] present) {
    for (int i = 0; i < present.length; i++) {
      if (present[i].isFor(configuration)) {
        return i;
      }
    }
    return -1;
  }

  private static <K, V> Registration<K, V>[] without(int index, Registration<K, V>[] present) {
    Registration<K, V>[] rest = Arrays.copyOf(present, present.length - 1);
    System.arraycopy(present, index + 1, rest, index, rest.length - index);
    return rest;
  }

  /** Whether nobody listens; one volatile read. While so, the four event methods do nothing and need not be called. */
  public boolean isEmpty() {
    return registrations.length == 0;
  }

  /** An entry came into being. */
  public void created(K key, Object value) {
    publish(EventType.CREATED, key, value, null);
  }

  /** An entry got a value, be it equal to the old one. */
  public void updated(K key, Object value, Object old) {
    publish(EventType.UPDATED, key, value, old);
  }

  /** An entry was removed because somebody asked for it. */
  public void removed(K key, Object old) {
    publish(EventType.REMOVED, key, null, old);
  }

  /** An entry's time was up. */
  public void expired(K key, Object old) {
    publish(EventType.EXPIRED, key, null, old);
  }

  private void publish(EventType type, K key, @Nullable Object value, @Nullable Object old) {
    Throwable failure = null;
    for (Registration<K, V> registration : registrations) {
      failure = first(failure, registration.publish(type, key, value, old));
    }
    if (failure != null) {
      throw unchecked(failure);
    }
  }

  private static @Nullable Throwable first(@Nullable Throwable first, @Nullable Throwable next) {
    if (first == null) {
      return next;
    }
    if (next != null && next != first) { // two listeners can throw one and the same object
      first.addSuppressed(next);
    }
    return first;
  }

  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure; // Registration has wrapped the rest
  }

  /** Deregisters all, for good. Closing twice is fine. */
  @Override
  public void close() {
    Registration<?, ?>[] last = (Registration<?, ?>[]) REGISTRATIONS.getAndSet(this, CLOSED);
    for (Registration<?, ?> registration : last) {
      registration.end();
    }
  }

  private static VarHandle registrations() {
    try {
      return MethodHandles.lookup()
          .findVarHandle(EventDispatcher.class, "registrations", Registration[].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unchecked") // both constants are empty
  private static <K, V> Registration<K, V>[] cast(Registration<?, ?>[] empty) {
    return (Registration<K, V>[]) empty;
  }
}
