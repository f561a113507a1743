package dev.larder.annotations.internal;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import javax.cache.annotation.CacheInvocationParameter;
import javax.cache.annotation.CacheKeyInvocationContext;
import org.jspecify.annotations.Nullable;

/** One call of an annotated method, as the user's resolvers and key generators see it. */
final class Invocation<A extends Annotation> implements CacheKeyInvocationContext<A> {
  private final Declaration<A> declaration;
  private final Object target;
  private final @Nullable Object[] arguments;

  Invocation(Declaration<A> declaration, Object target, @Nullable Object[] arguments) {
    this.declaration = declaration;
    this.target = target;
    this.arguments = arguments;
  }

  @Override
  public Object getTarget() {
    return target;
  }

  @Override
  public CacheInvocationParameter[] getAllParameters() {
    return parameters(IntStream.range(0, arguments.length));
  }

  @Override
  public CacheInvocationParameter[] getKeyParameters() {
    return parameters(Arrays.stream(declaration.parameters().keyPositions()));
  }

  private CacheInvocationParameter[] parameters(IntStream positions) {
    return positions.mapToObj(this::parameter).toArray(CacheInvocationParameter[]::new);
  }

  private CacheInvocationParameter parameter(int position) {
    return declaration.parameters().parameter(position, arguments[position]);
  }

  @Override
  @SuppressWarnings("NullAway") // null says "none"; JCache is not annotated
  public @Nullable CacheInvocationParameter getValueParameter() {
    int position = declaration.parameters().valuePosition();
    return position < 0 ? null : parameter(position);
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (!type.isInstance(this)) {
      throw new IllegalArgumentException(
          "cannot unwrap to " + type.getName() + "; this is a " + getClass().getName());
    }
    return type.cast(this);
  }

  @Override
  public Method getMethod() {
    return declaration.getMethod();
  }

  @Override
  public Set<Annotation> getAnnotations() {
    return declaration.getAnnotations();
  }

  @Override
  public A getCacheAnnotation() {
    return declaration.getCacheAnnotation();
  }

  @Override
  public String getCacheName() {
    return declaration.getCacheName();
  }
}
