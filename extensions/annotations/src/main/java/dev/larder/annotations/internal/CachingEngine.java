package dev.larder.annotations.internal;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import javax.cache.CacheManager;
import org.jspecify.annotations.Nullable;

/** Carries out JCache's annotations for a container, which hands it each call that it intercepts. Thread-safe. */
public final class CachingEngine {
  private final Supplier<CacheManager> manager;
  private final Parts parts;
  private final Flights flights = new Flights();

  /** By the target's class and the method; an empty one for a method that has no annotation after all. */
  private final ClassValue<ConcurrentMap<Method, Optional<Operation>>> operations =
      new ClassValue<>() {
        @Override
        protected ConcurrentMap<Method, Optional<Operation>> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  /**
   * An engine for one container.
   *
   * @param manager whose caches are used where no resolver says otherwise; asked when a cache is first used
   * @param parts how to make resolver factories and key generators
   */
  public CachingEngine(Supplier<CacheManager> manager, Parts parts) {
    this.manager = requireNonNull(manager, "manager");
    this.parts = requireNonNull(parts, "parts");
  }

  /**
   * Carries out the method's annotation, whichever it is.
   *
   * @throws javax.cache.CacheException when the annotation makes no sense, or a cache can't do what it shall
   * @throws Throwable what the method throws, or once threw when that was cached
   */
  public @Nullable Object call(
      Object target, Method method, @Nullable Object[] arguments, Call call) throws Throwable {
    Optional<Operation> operation = operationOf(target.getClass(), method);
    return operation.isPresent() ? operation.get().call(target, arguments, call) : call.proceed();
  }

  /**
   * What is done at each call of a method, for a container that keeps it; empty when the method has no annotation.
   *
   * @throws javax.cache.CacheException when the annotation makes no sense
   */
  public Optional<Operation> operationOf(Class<?> targetClass, Method method) {
    ConcurrentMap<Method, Optional<Operation>> ofClass = operations.get(targetClass);
    Optional<Operation> known = ofClass.get(method);
    return known != null
        ? known
        : ofClass.computeIfAbsent(
            method,
            anew -> Declaration.of(targetClass, anew)
                .map(declaration -> Operation.of(declaration, parts, manager, flights)));
  }
}
