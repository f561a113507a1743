package dev.larder.internal.copy;

/**
 * How the keys or the values of one cache are kept apart from the caller's objects. Thread-safe.
 *
 * <p>For what is immutable (and for all when by reference) each method costs at most one look at what is known of the class.
 *
 * @param <T> the type of the keys or values
 */
public interface Copier<T> {

  /**
   * Gives what the table keeps for a value: the value itself when by reference or proven immutable, else a private copy, or its
   * serialized bytes. Runs the value's own serialization hooks when it has to be serialized.
   *
   * @param value never null
   * @throws javax.cache.CacheException if it cannot be copied; the message names class, cache and remedy
   */
  Object store(T value);

  /**
   * Gives a caller's own object for what {@link #store} gave: the same object where that was kept as it is, else a fresh copy.
   *
   * @param stored what {@link #store} of this copier gave
   * @throws javax.cache.CacheException if it cannot be read back: a class has gone, or a serialization hook fails
   */
  T read(Object stored);

  /**
   * Gives a private copy that is itself a {@code T}, with {@code equals} and {@code hashCode}, to be a key in a table: the value
   * itself when by reference or proven immutable.
   *
   * @param value never null
   * @throws javax.cache.CacheException if it cannot be copied; the message names class, cache and remedy
   */
  T copy(T value);
}
