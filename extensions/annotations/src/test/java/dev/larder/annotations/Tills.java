package dev.larder.annotations;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheInvocationContext;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CacheKeyInvocationContext;
import javax.cache.annotation.CacheMethodDetails;
import javax.cache.annotation.CacheResolver;
import javax.cache.annotation.CacheResolverFactory;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.GeneratedCacheKey;
import javax.cache.configuration.MutableConfiguration;
import org.jspecify.annotations.Nullable;

/** A bean whose caches and keys are its own affair. */
@CacheDefaults(cacheResolverFactory = Tills.Caches.class, cacheKeyGenerator = Tills.Keys.class)
public class Tills {
  @CacheResult(cacheName = "till")
  public int sum(String article, int price) {
    return price;
  }

  @CacheResult(cacheName = "till", exceptionCacheName = "till failures")
  public int refund(String article, IOException failure) throws IOException {
    throw failure;
  }

  /** Which caches were asked for. */
  @Singleton
  public static class Register {
    private final List<String> caches = new CopyOnWriteArrayList<>();

    private final List<String> methods = new CopyOnWriteArrayList<>();

    List<String> caches() {
      return caches;
    }

    /** Of which methods the factory was asked for a resolver, in this order. */
    List<String> methods() {
      return methods;
    }
  }

  /** Keys that look at the first parameter only, and not at its case. */
  public static class Keys implements CacheKeyGenerator {
    @Override
    public GeneratedCacheKey generateCacheKey(
        CacheKeyInvocationContext<? extends Annotation> call) {
      return new Key(((String) requireNonNull(call.getKeyParameters()[0].getValue()))
          .toUpperCase(Locale.ROOT));
    }
  }

  private record Key(String article) implements GeneratedCacheKey {}

  /** Notes each cache that is asked for. */
  public static class Caches implements CacheResolverFactory {
    private final CacheManager manager;
    private final Register register;

    @Inject
    Caches(CacheManager manager, Register register) {
      this.manager = manager;
      this.register = register;
    }

    @Override
    public CacheResolver getCacheResolver(CacheMethodDetails<? extends Annotation> method) {
      register.methods.add(method.getMethod().getName());
      return resolver(method.getCacheName());
    }

    @Override
    public CacheResolver getExceptionCacheResolver(CacheMethodDetails<CacheResult> method) {
      register.methods.add("failures of " + method.getMethod().getName());
      return resolver(method.getCacheAnnotation().exceptionCacheName());
    }

    private CacheResolver resolver(String name) {
      return new CacheResolver() {
        @Override
        public <K, V> Cache<K, V> resolveCache(CacheInvocationContext<? extends Annotation> call) {
          register.caches.add(name);
          @Nullable Cache<K, V> cache = manager.getCache(name);
          return cache != null
              ? cache
              : manager.createCache(name, new MutableConfiguration<K, V>());
        }
      };
    }
  }
}
