package dev.larder.memo;

import dev.larder.LarderCache;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Takes the calls of an interface's methods: those that are memoized by way of their cache, all others straight. */
final class MemoProxy implements InvocationHandler {
  private static final @Nullable Object[] NONE = {};

  private final Object target;
  private final Map<Method, Calls> memoized;

  private MemoProxy(Object target, Map<Method, Calls> memoized) {
    this.target = target;
    this.memoized = memoized;
  }

  static <T> T of(Memo memo, Class<T> type, T target) {
    if (!type.isInterface()) {
      throw new IllegalArgumentException(
          type.getName() + " is no interface; a proxy can only be made of one");
    }
    Map<Method, Calls> memoized = annotated(memo, type, target);
    MemoProxy handler = new MemoProxy(target, memoized.isEmpty() ? allOf(memo, type) : memoized);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Map<Method, Calls> annotated(Memo memo, Class<?> type, Object target) {
    Map<Method, Calls> memoized = new HashMap<>();
    for (Method method : type.getMethods()) {
      Memoize settings = annotation(method, target);
      if (settings != null) {
        if (method.getReturnType() == void.class) {
          throw new IllegalArgumentException(
              "@Memoize stands on " + method + ", which gives nothing to remember; take it away");
        }
        Memo own = memo.by(settings).named(method.toString());
        memoized.put(method, (givesFutures(method) ? own.forFutures() : own).calls());
      }
    }
    return memoized;
  }

  private static boolean givesFutures(Method method) {
    return method.getReturnType().isAssignableFrom(CompletableFuture.class)
        && CompletionStage.class.isAssignableFrom(method.getReturnType());
  }

  private static @Nullable Memoize annotation(Method method, Object target) {
    Memoize declared = method.getAnnotation(Memoize.class);
    if (declared != null) {
      return declared;
    }
    try {
      return target
          .getClass()
          .getMethod(method.getName(), method.getParameterTypes())
          .getAnnotation(Memoize.class);
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  private static Map<Method, Calls> allOf(Memo memo, Class<?> type) {
    boolean anyFutures = Arrays.stream(type.getMethods()).anyMatch(MemoProxy::givesFutures);
    LarderCache<Object, Object> cache = (anyFutures ? memo.forFutures() : memo).cache();
    Map<Method, Calls> memoized = new HashMap<>();
    for (Method method : type.getMethods()) {
      if (method.getReturnType() != void.class) {
        memoized.put(method, memo.calls(cache, method.toString()));
      }
    }
    return memoized;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given)
      throws Throwable {
    @Nullable Object[] arguments = given == null ? NONE : given;
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, arguments);
    }
    Calls calls = memoized.get(method);
    if (calls == null) {
      return straight(method, arguments);
    }
    if (givesFutures(method)) {
      return calls.<@Nullable Object>callAsync(() -> future(method, arguments), arguments);
    }
    return calls.call(() -> callable(method, arguments), arguments);
  }

  /** Closes the caches of such an object. */
  static void close(Object proxy) {
    if (!Proxy.isProxyClass(proxy.getClass())
        || !(Proxy.getInvocationHandler(proxy) instanceof MemoProxy own)) {
      throw new IllegalArgumentException(
          proxy.getClass().getName() + " is no memoized object; give what proxy(...) gave");
    }
    own.memoized.values().forEach(calls -> calls.cache().close());
  }

  /** Two proxies are equal when they are one. */
  private @Nullable Object ofObject(Object proxy, Method method, @Nullable Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "memoized " + target.getClass().getName();
    };
  }

  @SuppressWarnings("unchecked")
  private CompletionStage<@Nullable Object> future(Method method, @Nullable Object[] arguments)
      throws Exception {
    CompletionStage<@Nullable Object> future =
        (CompletionStage<@Nullable Object>) callable(method, arguments);
    if (future == null) {
      throw new NullPointerException(method + " gave null in place of a future");
    }
    return future;
  }

  /** What the method throws arrives as it is, be it checked or not. */
  private @Nullable Object callable(Method method, @Nullable Object[] arguments) throws Exception {
    try {
      return straight(method, arguments);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable t) {
      throw new AssertionError("neither exception nor error", t);
    }
  }

  private @Nullable Object straight(Method method, @Nullable Object[] arguments) throws Throwable {
    try {
      method.trySetAccessible();
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      throw cause == null ? e : cause;
    }
  }
}
