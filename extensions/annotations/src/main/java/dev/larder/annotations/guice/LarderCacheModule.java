package dev.larder.annotations.guice;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import com.google.inject.matcher.Matcher;
import com.google.inject.matcher.Matchers;
import com.google.inject.spi.TypeEncounter;
import com.google.inject.spi.TypeListener;
import dev.larder.annotations.internal.Declaration;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.function.Predicate;
import javax.cache.CacheException;

/**
 * Makes Guice carry out {@code @CacheResult}, {@code @CachePut}, {@code @CacheRemove} and {@code @CacheRemoveAll}:
 *
 * <pre>{@code
 * Injector injector = Guice.createInjector(new LarderCacheModule(), new ShopModule());
 * }</pre>
 *
 * <p>The annotations work on methods, and on classes for all their public methods. As always in Guice, only objects that Guice makes
 * are intercepted, and no private, static or final methods.
 *
 * <p>Caches come from the {@code CacheManager} that is bound, else from the default one of the JCache provider. Resolver factories and
 * key generators are made by Guice, so they may have things injected. A mistake in the annotations of a class is an error of the
 * injector that makes it.
 */
public final class LarderCacheModule extends AbstractModule {
  /** For {@code Guice.createInjector} and {@code install}. */
  public LarderCacheModule() {}

  @Override
  protected void configure() {
    CacheInterceptor interceptor = new CacheInterceptor();
    requestInjection(interceptor);
    bindInterceptor(Matchers.any(), methods(Declaration::isOn), interceptor);
    bindInterceptor(
        classes(Declaration::isOn),
        methods(method -> Modifier.isPublic(method.getModifiers())
            && method.getDeclaringClass() != Object.class
            && !Declaration.isOn(method)),
        interceptor);
    bindListener(Matchers.any(), new Mistakes());
  }

  /** Two modules are as good as one. */
  @Override
  public boolean equals(Object other) {
    return other instanceof LarderCacheModule;
  }

  @Override
  public int hashCode() {
    return LarderCacheModule.class.hashCode();
  }

  /** Methods as they are in the source: no bridges, which call those. */
  private static Matcher<Method> methods(Predicate<Method> wanted) {
    return method -> !method.isSynthetic() && wanted.test(method);
  }

  @SuppressWarnings({"rawtypes", "unchecked"}) // Guice's own signature
  private static Matcher<Class> classes(Predicate<Class<?>> wanted) {
    return wanted::test;
  }

  /** Reports what is wrong with annotations when the injector is made, not when a method is first called. */
  private static final class Mistakes implements TypeListener {
    @Override
    public <I> void hear(TypeLiteral<I> type, TypeEncounter<I> encounter) {
      Class<?> rawType = type.getRawType();
      for (Class<?> part = rawType; part != null; part = part.getSuperclass()) {
        Arrays.stream(part.getDeclaredMethods())
            .filter(method -> !method.isSynthetic() && Declaration.isOn(method))
            .forEach(method -> check(rawType, method, encounter));
      }
    }

    private static void check(Class<?> type, Method method, TypeEncounter<?> encounter) {
      try {
        Declaration.of(type, method);
      } catch (CacheException e) {
        encounter.addError(e.getMessage());
      }
    }
  }
}
