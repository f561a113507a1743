package dev.larder.internal.event;

import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.cache.Cache;

/**
 * What all events of one cache have in common: where they come from and how their payload is given out.
 *
 * @param copyKey gives a listener its own key; the identity where keys are shared or immutable
 * @param readValue makes what a listener sees of a value as the cache keeps it, which need not be the value itself
 * @param calls runs each call of a listener, which it is told, and its filter
 */
record Origin<K, V>(
    Cache<K, V> cache,
    UnaryOperator<K> copyKey,
    Function<Object, V> readValue,
    BiConsumer<Object, Runnable> calls) {
  /** The cache as messages name it. Never an entry: keys and values may be secrets. */
  String named() {
    return "cache \"" + cache.getName() + "\"";
  }
}
