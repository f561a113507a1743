package dev.larder.memo;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A function that remembers what it gave.
 *
 * <pre>{@code
 * MemoFunction<String, Price> price = Memo.memory().function(shop::price);
 * price.apply("apple");
 * }</pre>
 */
public interface MemoFunction<A extends @Nullable Object, R extends @Nullable Object>
    extends Function<A, R>, Memoized {
  /** The function itself, which remembers nothing. */
  Function<A, R> uncached();
}
