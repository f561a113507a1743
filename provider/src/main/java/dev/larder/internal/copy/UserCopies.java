package dev.larder.internal.copy;

import dev.larder.error.CacheSerializationException;
import java.util.function.UnaryOperator;

/** Leaves copying to the user's function. */
final class UserCopies<T> implements Copier<T> {
  private final String cacheName;
  private final UnaryOperator<T> copier;

  UserCopies(String cacheName, UnaryOperator<T> copier) {
    this.cacheName = cacheName;
    this.copier = copier;
  }

  @Override
  public Object store(T value) {
    return copy(value);
  }

  @Override
  @SuppressWarnings("unchecked") // a copy of what was stored, which was a T
  public T read(Object stored) {
    return copy((T) stored);
  }

  @Override
  public T copy(T value) {
    T copy;
    try {
      copy = copier.apply(value);
    } catch (RuntimeException e) {
      throw new CacheSerializationException(
          told("failed for a " + value.getClass().getName()), e);
    }
    if (copy == null) {
      throw new CacheSerializationException(told("gave null for a "
          + value.getClass().getName() + "; it must give a copy, or the value itself"));
    }
    return copy;
  }

  private String told(String what) {
    return "cache \"" + cacheName + "\": copier " + copier.getClass().getName() + " " + what;
  }
}
