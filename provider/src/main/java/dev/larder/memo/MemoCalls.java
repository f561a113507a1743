package dev.larder.memo;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a function's calls are told apart, and what is done about them.
 *
 * @param typed see {@link Memo#typed}
 * @param coalesces see {@link Memo#coalesce}
 * @param keyBuilder see {@link Memo#keyedBy}; null for the arguments themselves
 */
record MemoCalls(
    boolean typed,
    boolean coalesces,
    CacheFailure onFailure,
    @Nullable Function<List<@Nullable Object>, Object> keyBuilder) {
  static final MemoCalls STANDARD = new MemoCalls(true, true, CacheFailure.FAIL, null);

  MemoCalls typed(boolean distinguishes) {
    return new MemoCalls(distinguishes, coalesces, onFailure, keyBuilder);
  }

  MemoCalls coalesces(boolean waits) {
    return new MemoCalls(typed, waits, onFailure, keyBuilder);
  }

  MemoCalls onFailure(CacheFailure reaction) {
    return new MemoCalls(typed, coalesces, reaction, keyBuilder);
  }

  MemoCalls keyedBy(Function<List<@Nullable Object>, Object> builder) {
    return new MemoCalls(typed, coalesces, onFailure, builder);
  }
}
