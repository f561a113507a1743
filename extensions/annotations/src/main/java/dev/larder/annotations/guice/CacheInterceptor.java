package dev.larder.annotations.guice;

import static java.util.Objects.requireNonNull;

import com.google.inject.Binding;
import com.google.inject.Injector;
import com.google.inject.Key;
import dev.larder.annotations.internal.CachingEngine;
import jakarta.inject.Inject;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** Hands calls to the engine of its injector. */
final class CacheInterceptor implements MethodInterceptor {
  private @Nullable CachingEngine engine;

  @Inject
  void useInjector(Injector injector) {
    engine = new CachingEngine(() -> managerOf(injector), injector::getInstance);
  }

  private static CacheManager managerOf(Injector injector) {
    Binding<CacheManager> bound = injector.getExistingBinding(Key.get(CacheManager.class));
    return bound == null
        ? Caching.getCachingProvider().getCacheManager()
        : bound.getProvider().get();
  }

  @Override
  public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
    return requireNonNull(engine, "used before its injector was made")
        .call(
            requireNonNull(invocation.getThis()),
            invocation.getMethod(),
            invocation.getArguments(),
            invocation::proceed);
  }
}
