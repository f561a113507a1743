package dev.larder.annotations.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * Runs a method once more, in the background, to make anew what a call has found too old: as if somebody called it there, through all
 * interceptors; ours lets that call pass. So a transaction begins where an interceptor begins one. Thread-safe.
 */
final class Refreshes {
  /** A promise holds up a thread of the provider's, so not for ever. */
  private static final long PATIENCE_SECONDS = 60;

  /** The call that this thread is about to make, until it arrives at our interceptor. */
  private static final ThreadLocal<@Nullable Object> ARRIVING = new ThreadLocal<>();

  private record Expected(Refreshes refreshes, Object target) {}

  private final Method method;
  private final KeySource keys;
  private final Parts parts;
  private final boolean async;

  /** @param async whether the method promises its result */
  Refreshes(Method method, KeySource keys, Parts parts, boolean async) {
    this.method = method;
    this.keys = keys;
    this.parts = parts;
    this.async = async;
    method.trySetAccessible();
  }

  /** Whether the call that is intercepted now is the one that a refresh makes on this thread. Says so once. */
  boolean isTheCallOf(Object target) {
    if (ARRIVING.get() instanceof Expected expected
        && expected.refreshes == this
        && expected.target == target) {
      ARRIVING.remove();
      return true;
    }
    return false;
  }

  /**
   * Makes the value of the key anew.
   *
   * @param arguments of the call that found it too old
   * @throws CacheException when that does not work; the method's exception is the cause
   */
  @Nullable
  Object run(Object target, @Nullable Object[] arguments, Object key) {
    if (!keys.keyOf(target, arguments).equals(key)) {
      throw new CacheException("the parameters of a call of " + method
          + " were changed after it; what it brings cannot be refreshed with them");
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(target.getClass().getClassLoader());
    ARRIVING.set(new Expected(this, target));
    try {
      return parts.inBackground(() -> call(target, arguments)).proceed();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new CacheException(method + " failed when it was run to refresh a cache", e);
    } finally {
      ARRIVING.remove();
      thread.setContextClassLoader(before);
    }
  }

  private @Nullable Object call(Object target, @Nullable Object[] arguments) throws Throwable {
    try {
      Object result = method.invoke(target, arguments);
      return async && result != null ? await((CompletionStage<?>) result) : result;
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static @Nullable Object await(CompletionStage<?> stage) throws Throwable {
    CompletableFuture<@Nullable Object> outcome = new CompletableFuture<>();
    stage.whenComplete((value, thrown) -> {
      if (thrown == null) {
        outcome.complete(value);
      } else {
        outcome.completeExceptionally(Flight.causeOf(thrown));
      }
    });
    try {
      return outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw Flight.causeOf(e);
    } catch (TimeoutException e) {
      throw new CacheException(
          "a promise was not kept within " + PATIENCE_SECONDS + " s; refreshes wait no longer", e);
    }
  }
}
