package dev.larder.annotations.cdi;

import dev.larder.annotations.internal.CachingEngine;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import java.lang.annotation.Annotation;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** Hands calls to the engine of its container. Serializable, for beans that are passivated, with their interceptors. */
abstract class CacheInterceptor implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Class<? extends Annotation> kind;

  @SuppressWarnings("serial") // the container's proxy, which is serializable
  private final CdiEngine bean;

  /** That of the bean, once it has been asked for; after a passivation it is asked again. */
  private transient @Nullable CachingEngine engine;

  CacheInterceptor(Class<? extends Annotation> kind, CdiEngine bean) {
    this.kind = kind;
    this.bean = bean;
  }

  final @Nullable Object carryOut(InvocationContext invocation) throws Exception {
    try {
      return engine()
          .call(
              kind,
              invocation.getTarget(),
              invocation.getMethod(),
              invocation.getParameters(),
              invocation::proceed);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new CacheException(
          invocation.getMethod() + " threw what is neither Exception nor Error", e);
    }
  }

  private CachingEngine engine() {
    CachingEngine known = engine;
    if (known == null) {
      known = bean.engine();
      engine = known;
    }
    return known;
  }
}
