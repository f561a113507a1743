package dev.larder.annotations.cdi;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import javax.cache.annotation.CacheRemove;
import org.jspecify.annotations.Nullable;

/** Carries out {@code @CacheRemove}. */
@CacheRemove
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class CacheRemoveInterceptor extends CacheInterceptor {
  private static final long serialVersionUID = 1L;

  @Inject
  CacheRemoveInterceptor(CdiEngine engine) {
    super(CacheRemove.class, engine);
  }

  @AroundInvoke
  @Nullable
  Object call(InvocationContext invocation) throws Exception {
    return carryOut(invocation);
  }
}
