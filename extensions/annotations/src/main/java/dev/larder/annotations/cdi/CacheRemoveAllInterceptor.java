package dev.larder.annotations.cdi;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import javax.cache.annotation.CacheRemoveAll;
import org.jspecify.annotations.Nullable;

/** Carries out {@code @CacheRemoveAll}. */
@CacheRemoveAll
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class CacheRemoveAllInterceptor extends CacheInterceptor {
  private static final long serialVersionUID = 1L;

  @Inject
  CacheRemoveAllInterceptor(CdiEngine engine) {
    super(CacheRemoveAll.class, engine);
  }

  @AroundInvoke
  @Nullable
  Object call(InvocationContext invocation) throws Exception {
    return carryOut(invocation);
  }
}
