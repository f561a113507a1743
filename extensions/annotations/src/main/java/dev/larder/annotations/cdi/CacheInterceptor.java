package dev.larder.annotations.cdi;

import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/** Hands calls to the engine of its container. Serializable, for beans that are passivated, with their interceptors. */
abstract class CacheInterceptor implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Class<? extends Annotation> kind;

  @SuppressWarnings("serial") // the container's proxy, which is serializable
  private final CdiEngine engine;

  CacheInterceptor(Class<? extends Annotation> kind, CdiEngine engine) {
    this.kind = kind;
    this.engine = engine;
  }

  final @Nullable Object carryOut(InvocationContext invocation) throws Exception {
    return engine.call(kind, invocation);
  }
}
