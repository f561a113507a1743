package dev.larder.annotations.cdi;

import dev.larder.annotations.internal.CachingEngine;
import dev.larder.annotations.internal.Call;
import dev.larder.annotations.internal.NewInstances;
import dev.larder.annotations.internal.Parts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.jspecify.annotations.Nullable;

/** The engine of one container. Its interceptors share it through the container's proxy. */
@ApplicationScoped
class CdiEngine {
  private final @Nullable CachingEngine engine;

  /** For the container's proxy. */
  CdiEngine() {
    this.engine = null;
  }

  @Inject
  CdiEngine(
      Instance<CacheManager> managers,
      @Any Instance<Object> beans,
      Instance<RequestContextController> requests) {
    this.engine = new CachingEngine(() -> managerOf(managers), new Beans(beans, requests));
  }

  private static CacheManager managerOf(Instance<CacheManager> managers) {
    if (managers.isAmbiguous()) {
      throw new CacheException(
          "several beans are a CacheManager; annotated methods use the one without qualifiers, "
              + "so qualify all others, or make one an @Alternative");
    }
    return managers.isResolvable()
        ? managers.get()
        : Caching.getCachingProvider().getCacheManager();
  }

  /** The engine itself, so that calls need not go through the container's proxy. */
  CachingEngine engine() {
    if (engine == null) {
      throw new IllegalStateException("the container's proxy was called as if it were the bean");
    }
    return engine;
  }

  /** Beans where there are such, and new objects otherwise. */
  private record Beans(Instance<Object> beans, Instance<RequestContextController> requests)
      implements Parts {
    private static final Parts OTHERS = new NewInstances();

    @Override
    public <T> T get(Class<T> type) {
      Instance<T> found = beans.select(type);
      return found.isResolvable() ? found.get() : OTHERS.get(type);
    }

    /** A request of its own, which ends with the call. */
    @Override
    public Call inBackground(Call call) {
      return () -> {
        try (Instance.Handle<RequestContextController> request = requests.getHandle()) {
          boolean begun = request.get().activate();
          try {
            return call.proceed();
          } finally {
            if (begun) {
              request.get().deactivate();
            }
          }
        }
      };
    }
  }
}
