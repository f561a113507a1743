package dev.larder.internal.core;

/** How much of a table's bound an entry takes. Asked once for each value stored, before any lock is taken. */
@FunctionalInterface
public interface Weigher<K, V> {
  /** The entry's weight, never negative; an entry of weight zero is never evicted for room. */
  int weigh(K key, V value);
}
