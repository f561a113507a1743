package dev.larder.memo;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A supplier that remembers what it gave.
 *
 * <pre>{@code
 * MemoSupplier<Rates> rates = Memo.memory().timeToLive(Duration.ofHours(1)).supplier(bank::rates);
 * rates.get();
 * }</pre>
 */
public interface MemoSupplier<R extends @Nullable Object> extends Supplier<R>, Memoized {
  /** The supplier itself, which remembers nothing. */
  Supplier<R> uncached();
}
