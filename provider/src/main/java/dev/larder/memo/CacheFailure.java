package dev.larder.memo;

/**
 * What a memoized function does when its cache fails: it is closed, a key or value cannot be copied, a circle of waiting threads.
 *
 * <pre>{@code
 * Supplier<Rates> rates = Memo.memory().onCacheFailure(CacheFailure.BYPASS).supplier(bank::rates);
 * }</pre>
 */
public enum CacheFailure {
  /** It fails, too. */
  FAIL,
  /** It calls the function itself, unless that was done already, and logs a warning. */
  BYPASS
}
