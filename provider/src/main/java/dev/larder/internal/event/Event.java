package dev.larder.internal.event;

import javax.cache.event.CacheEntryEvent;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * One change, as one listener sees it. Copies are made when a getter is first called: by value the cache never hands out nor changes
 * the object it keeps, so a copy made later, on the listener's thread, is as good as one made at once, and costs the writer nothing.
 *
 * <p>For one thread at a time, as what it hands out is.
 */
final class Event<K, V> extends CacheEntryEvent<K, V> implements AsyncQueue.Item {
  private final transient Origin<K, V> origin;

  /** As the cache keeps them: these never leave this object as they are, unless the cache says so. */
  private final transient K keptKey;

  private final transient @Nullable Object keptValue;
  private final transient @Nullable Object keptOld;

  private transient @Nullable K key;
  private transient @Nullable V value;
  private transient @Nullable V old;

  private Event(
      Origin<K, V> origin, EventType type, K key, @Nullable Object value, @Nullable Object old) {
    super(origin.cache(), type);
    this.origin = origin;
    this.keptKey = key;
    this.keptValue = value;
    this.keptOld = old;
  }

  /**
   * Makes the event for one listener. The rule of what is in it, whole:
   *
   * <pre>
   *              old value required        not required
   *   CREATED    value, -                  value, -
   *   UPDATED    value, old                value, -
   *   REMOVED    old,   old                -,     -
   *   EXPIRED    old,   old                -,     -
   * </pre>
   *
   * @param value the new value as the cache keeps it; null for REMOVED and EXPIRED
   * @param old the last value, likewise; null for CREATED
   */
  static <K, V> Event<K, V> of(
      Origin<K, V> origin,
      EventType type,
      K key,
      @Nullable Object value,
      @Nullable Object old,
      boolean oldRequired) {
    Object shownOld = oldRequired ? old : null;
    Object shownValue = value == null ? shownOld : value;
    return new Event<>(origin, type, key, shownValue, shownOld);
  }

  @Override
  public K getKey() {
    K result = key;
    if (result == null) {
      result = origin.copyKey().apply(keptKey);
      key = result;
    }
    return result;
  }

  @Override
  @SuppressWarnings("NullAway") // JCache's "not available" is null, its interface is not annotated
  public @Nullable V getValue() {
    V result = value;
    if (result == null) {
      result = read(keptValue);
      value = result;
    }
    return result;
  }

  @Override
  @SuppressWarnings("NullAway") // as above
  public @Nullable V getOldValue() {
    V result = old;
    if (result == null) {
      result = read(keptOld);
      old = result;
    }
    return result;
  }

  private @Nullable V read(@Nullable Object kept) {
    return kept == null ? null : origin.readValue().apply(kept);
  }

  @Override
  public boolean isOldValueAvailable() {
    return keptOld != null;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (!type.isInstance(this)) {
      throw new IllegalArgumentException(origin.named() + ": an event is no " + type.getName()
          + "; unwrap to " + CacheEntryEvent.class.getName());
    }
    return type.cast(this);
  }

  /** Without key and values, which EventObject would not print either. */
  @Override
  public String toString() {
    return getEventType() + " in " + origin.named();
  }
}
