package dev.larder.internal.core;

/** A walk over live entries. Not thread-safe. */
public interface Cursor<K, V> {
  /** Goes to the next live entry; false when there is none. */
  boolean advance();

  /** The key of the entry that {@link #advance} has gone to. */
  K key();

  /** The value of the entry that {@link #advance} has gone to. */
  V value();
}
