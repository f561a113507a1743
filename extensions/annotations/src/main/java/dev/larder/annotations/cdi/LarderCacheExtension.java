package dev.larder.annotations.cdi;

import dev.larder.annotations.internal.Declaration;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.util.Nonbinding;
import java.lang.annotation.Annotation;
import java.util.List;
import javax.cache.CacheException;

/**
 * Makes a CDI 4 container carry out {@code @CacheResult}, {@code @CachePut}, {@code @CacheRemove} and {@code @CacheRemoveAll}, on
 * methods, and on classes for all their methods. It is found by being on the class path.
 *
 * <p>Caches come from the bean of type {@code CacheManager}, if there is one, else from the default manager of the JCache provider.
 * Resolver factories and key generators may be beans. A mistake in the annotations of a bean is a definition error: the container
 * does not start.
 */
public class LarderCacheExtension implements Extension {
  static final List<Class<?>> BEANS = List.of(
      CdiEngine.class,
      CacheResultInterceptor.class,
      CachePutInterceptor.class,
      CacheRemoveInterceptor.class,
      CacheRemoveAllInterceptor.class);

  /** For the container. */
  public LarderCacheExtension() {}

  void registerAnnotations(@Observes BeforeBeanDiscovery event) {
    for (Class<? extends Annotation> kind : Declaration.KINDS) {
      event
          .configureInterceptorBinding(kind)
          .methods()
          .forEach(member -> member.add(Nonbinding.Literal.INSTANCE));
    }
    BEANS.forEach(bean -> event.addAnnotatedType(bean, bean.getName()));
  }

  void refuseMistakes(@Observes ProcessManagedBean<?> bean) {
    Class<?> type = bean.getAnnotatedBeanClass().getJavaClass();
    for (AnnotatedMethod<?> method : bean.getAnnotatedBeanClass().getMethods()) {
      try {
        Declaration.of(type, method.getJavaMember());
      } catch (CacheException e) {
        bean.addDefinitionError(e);
      }
    }
  }
}
