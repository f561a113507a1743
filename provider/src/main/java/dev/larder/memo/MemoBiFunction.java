package dev.larder.memo;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A function of two arguments that remembers what it gave.
 *
 * <pre>{@code
 * MemoBiFunction<String, Integer, Price> price = Memo.memory().biFunction(shop::price);
 * price.apply("apple", 12);
 * }</pre>
 */
public interface MemoBiFunction<
        A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
    extends BiFunction<A, B, R>, Memoized {
  /** The function itself, which remembers nothing. */
  BiFunction<A, B, R> uncached();
}
