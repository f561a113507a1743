package dev.larder.memo;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A supplier that remembers what it gave. */
public interface MemoSupplier<R extends @Nullable Object> extends Supplier<R>, Memoized {
  /** The supplier itself, which remembers nothing. */
  Supplier<R> uncached();
}
