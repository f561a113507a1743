package dev.larder.annotations.cdi;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import javax.cache.annotation.CachePut;
import org.jspecify.annotations.Nullable;

/** Carries out {@code @CachePut}. */
@CachePut
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class CachePutInterceptor extends CacheInterceptor {
  private static final long serialVersionUID = 1L;

  @Inject
  CachePutInterceptor(CdiEngine engine) {
    super(CachePut.class, engine);
  }

  @AroundInvoke
  @Nullable
  Object call(InvocationContext invocation) throws Exception {
    return carryOut(invocation);
  }
}
