package dev.larder.internal.event;

import java.lang.reflect.Proxy;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import javax.cache.Cache;

/** Caches that have a name and nothing else: all that events need of their source. */
final class Sources {
  private Sources() {}

  @SuppressWarnings("unchecked")
  static <K, V> Cache<K, V> named(String name) {
    return (Cache<K, V>) Proxy.newProxyInstance(
        Sources.class.getClassLoader(),
        new Class<?>[] {Cache.class},
        (proxy, method, arguments) -> {
          if (method.getName().equals("getName")) {
            return name;
          }
          throw new UnsupportedOperationException(method.getName());
        });
  }

  /** A dispatcher for a cache called "orders" that stores by reference. */
  @SuppressWarnings("unchecked") // what is kept is the value itself
  static <K, V> EventDispatcher<K, V> byReference(Executor executor) {
    return new EventDispatcher<>(
        named("orders"),
        executor,
        UnaryOperator.identity(),
        kept -> (V) kept,
        (listener, call) -> call.run());
  }
}
