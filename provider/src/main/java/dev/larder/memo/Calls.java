package dev.larder.memo;

import static java.util.Objects.requireNonNull;

import dev.larder.KeyFilter;
import dev.larder.LarderCache;
import dev.larder.StatisticsSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The calls of one function, by way of its cache. What the function throws arrives as it is, and is never kept. */
final class Calls implements Memoized {
  private static final System.Logger LOG = System.getLogger("dev.larder.memo");

  private final LarderCache<Object, Object> cache;
  private final DeepKey keys;
  private final MemoCalls how;
  private final @Nullable String function;

  /**
   * The calls of a function.
   *
   * @param function what tells its keys from others' in the cache; null when it has the cache for itself
   */
  Calls(LarderCache<Object, Object> cache, MemoCalls how, @Nullable String function) {
    this.cache = cache;
    this.keys = new DeepKey(how.typed());
    this.how = how;
    this.function = function;
  }

  /** The function threw. Tells it from what the cache throws; without a stack of its own, and never seen by users. */
  private static final class Thrown extends RuntimeException {
    private static final long serialVersionUID = 1;

    Thrown(Throwable cause) {
      super(null, cause, false, false);
    }
  }

  /** One call of the function at most, whose result survives a failure of the cache. */
  private static final class Once {
    private final Callable<? extends @Nullable Object> call;
    private boolean done;
    private @Nullable Object result;

    Once(Callable<? extends @Nullable Object> call) {
      this.call = call;
    }

    @Nullable
    Object result() {
      if (!done) {
        try {
          result = call.call();
        } catch (Throwable t) {
          throw new Thrown(t);
        }
        done = true;
      }
      return result;
    }
  }

  /** The result: remembered, or of a call now. */
  @Nullable
  Object call(Callable<? extends @Nullable Object> function, @Nullable Object... arguments)
      throws Throwable {
    Once once = new Once(function);
    try {
      return through(once, arguments);
    } catch (Thrown e) {
      throw causeOf(e);
    } catch (RuntimeException e) {
      return despite(e, once);
    }
  }

  private @Nullable Object through(Once once, @Nullable Object... arguments) {
    Object key = key(arguments);
    if (how.coalesces()) {
      return Null.unmask(cache.get(key, missing -> Null.mask(once.result())));
    }
    Object kept = cache.getIfPresent(key);
    if (kept == null) {
      kept = Null.mask(once.result());
      cache.put(key, kept);
    }
    return Null.unmask(kept);
  }

  private @Nullable Object despite(RuntimeException failure, Once once) throws Throwable {
    if (how.onFailure() == CacheFailure.FAIL) {
      throw failure;
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "cache \"" + cache.getName()
            + "\" failed; the memoized function is called without it. See the cause",
        failure);
    try {
      return once.result();
    } catch (Thrown e) {
      throw causeOf(e);
    }
  }

  private static Throwable causeOf(Thrown thrown) {
    Throwable cause = thrown.getCause();
    return cause == null ? thrown : cause;
  }

  /** The same for a function that gives futures: one that fails, or is cancelled, is forgotten. Each caller gets a future of its own. */
  @SuppressWarnings({"unchecked", "FutureReturnValueIgnored"}) // the future is what is kept
  <R extends @Nullable Object> CompletableFuture<R> callAsync(
      Callable<? extends CompletionStage<R>> function, @Nullable Object... arguments) {
    CompletableFuture<R> kept;
    try {
      kept = (CompletableFuture<R>) call(() -> started(function, arguments), arguments);
    } catch (Throwable thrown) {
      return CompletableFuture.failedFuture(thrown);
    }
    if (kept == null) {
      return CompletableFuture.failedFuture(
          new NullPointerException("the memoized function gave null in place of a future"));
    }
    if (kept.isCompletedExceptionally()) {
      forget(kept, arguments);
    }
    return kept.copy();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // its only end is to forget
  private <R extends @Nullable Object> CompletableFuture<R> started(
      Callable<? extends CompletionStage<R>> function, @Nullable Object... arguments)
      throws Exception {
    CompletableFuture<R> future = function.call().toCompletableFuture();
    // May come before it is kept; then whoever asked finds it failed.
    future.whenComplete((result, failure) -> {
      if (failure != null) {
        forget(future, arguments);
      }
    });
    return future;
  }

  private void forget(CompletableFuture<?> failed, @Nullable Object... arguments) {
    try {
      cache.remove(key(arguments), failed);
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.DEBUG,
          "cache \"" + cache.getName() + "\": a failed future could not be forgotten now",
          e);
    }
  }

  // -- what there is to know

  @Override
  public Object key(@Nullable Object... arguments) {
    Function<List<@Nullable Object>, Object> builder = how.keyBuilder();
    return builder == null
        ? keyOf(arguments)
        : keyOf(requireNonNull(
            builder.apply(Collections.unmodifiableList(Arrays.asList(arguments))),
            "the key builder of a memoized function answered null; it must give a key"));
  }

  private Object keyOf(@Nullable Object... arguments) {
    if (function == null && arguments.length == 1) {
      return keys.of(arguments[0]);
    }
    List<Object> list = new ArrayList<>(arguments.length);
    for (Object argument : arguments) {
      list.add(keys.of(argument));
    }
    return new CallKey(function == null ? "" : function, List.copyOf(list));
  }

  @Override
  public boolean invalidate(@Nullable Object... arguments) {
    return cache.remove(key(arguments));
  }

  @Override
  public void invalidateAll() {
    if (function == null) {
      cache.clear();
    } else {
      cache.removeAll(
          KeyFilter.of(key -> key instanceof CallKey call && call.function().equals(function)));
    }
  }

  @Override
  public MemoInfo info() {
    StatisticsSnapshot counts = cache.stats().snapshot();
    return new MemoInfo(counts.hits(), counts.misses(), cache.maximumSize(), cache.size());
  }

  @Override
  public LarderCache<Object, Object> cache() {
    return cache;
  }
}
