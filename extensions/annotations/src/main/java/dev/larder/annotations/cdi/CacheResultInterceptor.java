package dev.larder.annotations.cdi;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;

/** Carries out {@code @CacheResult}. */
@CacheResult
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class CacheResultInterceptor extends CacheInterceptor {
  private static final long serialVersionUID = 1L;

  @Inject
  CacheResultInterceptor(CdiEngine engine) {
    super(CacheResult.class, engine);
  }

  @AroundInvoke
  @Nullable
  Object call(InvocationContext invocation) throws Exception {
    return carryOut(invocation);
  }
}
