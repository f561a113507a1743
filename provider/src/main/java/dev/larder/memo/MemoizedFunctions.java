package dev.larder.memo;

import dev.larder.LarderCache;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The shapes of memoized functions; all that they do is done by {@link Calls}. */
@SuppressWarnings({"unchecked", "NullAway"}) // what is kept is what the function gave, be it null
final class MemoizedFunctions {
  private MemoizedFunctions() {}

  private abstract static class Shape implements Memoized {
    final Calls calls;

    Shape(Calls calls) {
      this.calls = calls;
    }

    @Nullable
    Object call(Callable<? extends @Nullable Object> function, @Nullable Object... arguments) {
      try {
        return calls.call(function, arguments);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable checked) {
        // The functions of java.util declare none, so this was thrown by stealth: let it pass.
        throw Shape.<RuntimeException>unchanged(checked);
      }
    }

    @SuppressWarnings("TypeParameterUnusedInFormals")
    private static <T extends Throwable> T unchanged(Throwable thrown) throws T {
      throw (T) thrown;
    }

    @Override
    public Object key(@Nullable Object... arguments) {
      return calls.key(arguments);
    }

    @Override
    public boolean invalidate(@Nullable Object... arguments) {
      return calls.invalidate(arguments);
    }

    @Override
    public void invalidateAll() {
      calls.invalidateAll();
    }

    @Override
    public MemoInfo info() {
      return calls.info();
    }

    @Override
    public LarderCache<Object, Object> cache() {
      return calls.cache();
    }
  }

  static final class Of0<R extends @Nullable Object> extends Shape implements MemoSupplier<R> {
    private final Supplier<R> supplier;

    Of0(Calls calls, Supplier<R> supplier) {
      super(calls);
      this.supplier = supplier;
    }

    @Override
    public R get() {
      return (R) call(supplier::get);
    }

    @Override
    public Supplier<R> uncached() {
      return supplier;
    }
  }

  static final class Of1<A extends @Nullable Object, R extends @Nullable Object> extends Shape
      implements MemoFunction<A, R> {
    private final Function<A, R> function;

    Of1(Calls calls, Function<A, R> function) {
      super(calls);
      this.function = function;
    }

    @Override
    public R apply(A argument) {
      return (R) call(() -> function.apply(argument), argument(argument));
    }

    @Override
    public Function<A, R> uncached() {
      return function;
    }
  }

  static final class Of2<
          A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
      extends Shape implements MemoBiFunction<A, B, R> {
    private final BiFunction<A, B, R> function;

    Of2(Calls calls, BiFunction<A, B, R> function) {
      super(calls);
      this.function = function;
    }

    @Override
    public R apply(A first, B second) {
      return (R) call(() -> function.apply(first, second), first, second);
    }

    @Override
    public BiFunction<A, B, R> uncached() {
      return function;
    }
  }

  static final class Async<A extends @Nullable Object, R extends @Nullable Object> extends Shape
      implements MemoFunction<A, CompletableFuture<R>> {
    private final Function<A, ? extends CompletionStage<R>> function;

    Async(Calls calls, Function<A, ? extends CompletionStage<R>> function) {
      super(calls);
      this.function = function;
    }

    @Override
    public CompletableFuture<R> apply(A argument) {
      return calls.callAsync(() -> function.apply(argument), argument(argument));
    }

    @Override
    public Function<A, CompletableFuture<R>> uncached() {
      return argument -> function.apply(argument).toCompletableFuture();
    }
  }

  /** One argument, even if it is an array itself. */
  private static @Nullable Object[] argument(@Nullable Object argument) {
    return new @Nullable Object[] {argument};
  }
}
