package dev.larder.annotations.internal;

import dev.larder.annotations.CachePolicy;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.cache.CacheException;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CacheMethodDetails;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResolverFactory;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;

/**
 * What annotations say of one method, defaults put in. Immutable.
 *
 * @param resolverFactory null for the default one
 * @param keyGenerator null for the default one
 * @param policy for the cache if it is missing; null for none
 * @param <A> the annotation: one of {@link #KINDS}
 */
public record Declaration<A extends Annotation>(
    A annotation,
    Method method,
    Parameters parameters,
    String cacheName,
    @Nullable Class<? extends CacheResolverFactory> resolverFactory,
    @Nullable Class<? extends CacheKeyGenerator> keyGenerator,
    @Nullable CachePolicy policy)
    implements CacheMethodDetails<A> {
  /** The annotations that make a method a cached one. */
  public static final List<Class<? extends Annotation>> KINDS =
      List.of(CacheResult.class, CachePut.class, CacheRemove.class, CacheRemoveAll.class);

  /** Whether one of the annotations stands here. */
  public static boolean isOn(AnnotatedElement element) {
    return KINDS.stream().anyMatch(element::isAnnotationPresent);
  }

  /**
   * What is said of a method: by itself, else by the class, which speaks only of methods that its annotation suits.
   *
   * @param targetClass the class of the object that is called, or a subclass that a container made of it
   * @throws CacheException when it makes no sense: two annotations, or one that the method does not suit
   */
  public static Optional<Declaration<?>> of(Class<?> targetClass, Method method) {
    CacheDefaults defaults = defaults(targetClass, method);
    Optional<Declaration<?>> own =
        only(method).map(found -> read(found, targetClass, method, defaults));
    if (own.isPresent()) {
      own.get().refuseNonsense();
      return own;
    }
    return withSuperclasses(targetClass, method)
        .flatMap(type -> only(type).stream())
        .findFirst()
        .<Declaration<?>>map(found -> read(found, targetClass, method, defaults))
        .filter(ofClass -> ofClass.nonsense() == null);
  }

  private static @Nullable CacheDefaults defaults(Class<?> targetClass, Method method) {
    return Stream.concat(
            Stream.of(method.getDeclaringClass()), withSuperclasses(targetClass, method))
        .flatMap(type -> Stream.ofNullable(type.getAnnotation(CacheDefaults.class)))
        .findFirst()
        .orElse(null);
  }

  /** The target's class and those above it, up to the one that declares the method. */
  private static Stream<Class<?>> withSuperclasses(Class<?> targetClass, Method method) {
    Class<?> last = method.getDeclaringClass();
    return Stream.iterate(
        targetClass, type -> type != null && last.isAssignableFrom(type), Class::getSuperclass);
  }

  private static Optional<Annotation> only(AnnotatedElement element) {
    List<Annotation> found = KINDS.stream()
        .<Annotation>flatMap(kind -> Stream.ofNullable(element.getAnnotation(kind)))
        .toList();
    if (found.size() > 1) {
      throw new CacheException(
          element + " has "
              + found.stream().map(Declaration::nameOf).collect(Collectors.joining(" and "))
              + "; one method can have one of them, so move the others to methods that it calls on other beans");
    }
    return found.stream().findFirst();
  }

  private static String nameOf(Annotation annotation) {
    return "@" + annotation.annotationType().getSimpleName();
  }

  private static Declaration<?> read(
      Annotation annotation,
      Class<?> targetClass,
      Method method,
      @Nullable CacheDefaults defaults) {
    String name = firstName(nameIn(annotation), defaults, method);
    CachePolicy policy = Policies.of(
        method,
        Stream.concat(Stream.of(method.getDeclaringClass()), withSuperclasses(targetClass, method)),
        other -> firstName(
                only(other).map(Declaration::nameIn).orElse(""),
                defaults(targetClass, other),
                other)
            .equals(name));
    return new Declaration<>(
        annotation,
        method,
        Parameters.of(method),
        name,
        first(
            CacheResolverFactory.class,
            resolverFactoryIn(annotation),
            defaults == null ? null : defaults.cacheResolverFactory()),
        first(
            CacheKeyGenerator.class,
            keyGeneratorIn(annotation),
            defaults == null ? null : defaults.cacheKeyGenerator()),
        policy);
  }

  private static String nameIn(Annotation annotation) {
    if (annotation instanceof CacheResult it) {
      return it.cacheName();
    }
    if (annotation instanceof CachePut it) {
      return it.cacheName();
    }
    return annotation instanceof CacheRemove it
        ? it.cacheName()
        : ((CacheRemoveAll) annotation).cacheName();
  }

  private static Class<? extends CacheResolverFactory> resolverFactoryIn(Annotation annotation) {
    if (annotation instanceof CacheResult it) {
      return it.cacheResolverFactory();
    }
    if (annotation instanceof CachePut it) {
      return it.cacheResolverFactory();
    }
    return annotation instanceof CacheRemove it
        ? it.cacheResolverFactory()
        : ((CacheRemoveAll) annotation).cacheResolverFactory();
  }

  private static Class<? extends CacheKeyGenerator> keyGeneratorIn(Annotation annotation) {
    if (annotation instanceof CacheResult it) {
      return it.cacheKeyGenerator();
    }
    if (annotation instanceof CachePut it) {
      return it.cacheKeyGenerator();
    }
    return annotation instanceof CacheRemove it ? it.cacheKeyGenerator() : CacheKeyGenerator.class;
  }

  private static String firstName(String own, @Nullable CacheDefaults defaults, Method method) {
    if (!own.isEmpty()) {
      return own;
    }
    return defaults == null || defaults.cacheName().isEmpty()
        ? generatedName(method)
        : defaults.cacheName();
  }

  /** {@code package.Class.method(package.Type,package.Type)}, as the specification has it. */
  private static String generatedName(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getName)
        .collect(Collectors.joining(
            ",", method.getDeclaringClass().getName() + "." + method.getName() + "(", ")"));
  }

  /** The first that is not merely the interface, which stands for "not said". */
  private static <T> @Nullable Class<? extends T> first(
      Class<T> notSaid, Class<? extends T> own, @Nullable Class<? extends T> ofClass) {
    if (own != notSaid) {
      return own;
    }
    return ofClass == notSaid ? null : ofClass;
  }

  private void refuseNonsense() {
    String nonsense = nonsense();
    if (nonsense != null) {
      throw new CacheException(nameOf(annotation) + " on " + method + ": " + nonsense);
    }
  }

  private @Nullable String nonsense() {
    Class<?> result = method.getReturnType();
    if (annotation instanceof CacheResult && (result == void.class || result == Void.class)) {
      return "the method returns nothing that could be cached";
    }
    if (annotation instanceof CachePut && parameters.valuePosition() < 0) {
      return "mark the one parameter to be cached with @CacheValue; " + parameters.markedAsValue()
          + " are";
    }
    return policy == null ? null : wrongPolicy(policy);
  }

  private @Nullable String wrongPolicy(CachePolicy said) {
    try {
      Policies.configuration(said);
    } catch (IllegalArgumentException e) {
      return "its @CachePolicy is wrong: " + e.getMessage();
    }
    boolean stores = annotation instanceof CacheResult || annotation instanceof CachePut;
    return stores
        ? new TagPatterns(List.of(said.tags())).wrongFor(parameters.keyPositions().length)
        : null;
  }

  @Override
  public Method getMethod() {
    return method;
  }

  @Override
  public Set<Annotation> getAnnotations() {
    return Set.of(method.getAnnotations());
  }

  @Override
  public A getCacheAnnotation() {
    return annotation;
  }

  @Override
  public String getCacheName() {
    return cacheName;
  }
}
