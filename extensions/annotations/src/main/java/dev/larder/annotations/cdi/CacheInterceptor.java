package dev.larder.annotations.cdi;

import dev.larder.annotations.internal.Operation;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** Hands calls to the engine of its container. Serializable, for beans that are passivated, with their interceptors. */
abstract class CacheInterceptor implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Class<? extends Annotation> kind;

  @SuppressWarnings("serial") // the container's proxy, which is serializable
  private final CdiEngine bean;

  /** What it did last: an interceptor belongs to one object, and mostly to one of its methods. */
  private transient @Nullable Known last;

  /** The operation is null for a method that is another interceptor's affair. */
  private record Known(Method method, @Nullable Operation operation) {}

  CacheInterceptor(Class<? extends Annotation> kind, CdiEngine bean) {
    this.kind = kind;
    this.bean = bean;
  }

  @SuppressWarnings(
      "ReferenceEquality") // the container's own object mostly; an equal one is looked up anew
  final @Nullable Object carryOut(InvocationContext invocation) throws Exception {
    Known known = last;
    if (known == null || known.method != invocation.getMethod()) {
      known = find(invocation);
      last = known;
    }
    Operation operation = known.operation;
    if (operation == null) {
      return invocation.proceed();
    }
    try {
      return operation.call(
          invocation.getTarget(), invocation.getParameters(), invocation::proceed);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new CacheException(
          invocation.getMethod() + " threw what is neither Exception nor Error", e);
    }
  }

  private Known find(InvocationContext invocation) {
    Method method = invocation.getMethod();
    return new Known(
        method,
        bean.engine()
            .operationOf(invocation.getTarget().getClass(), method)
            .filter(found -> found.kind() == kind)
            .orElse(null));
  }
}
