package dev.larder.annotations.internal;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import javax.cache.annotation.CacheInvocationParameter;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CacheValue;
import org.jspecify.annotations.Nullable;

/** What a method's parameters are for. Immutable by agreement: nobody changes the arrays. */
final class Parameters {
  private final List<Class<?>> types;
  private final List<Set<Annotation>> annotations;
  private final int[] keyPositions;
  private final int[] valuePositions;

  private Parameters(
      List<Class<?>> types,
      List<Set<Annotation>> annotations,
      int[] keyPositions,
      int[] valuePositions) {
    this.types = types;
    this.annotations = annotations;
    this.keyPositions = keyPositions;
    this.valuePositions = valuePositions;
  }

  static Parameters of(Method method) {
    List<Set<Annotation>> annotations =
        Arrays.stream(method.getParameterAnnotations()).map(Set::of).toList();
    int[] keys = positions(annotations, CacheKey.class);
    int[] values = positions(annotations, CacheValue.class);
    return new Parameters(
        List.of(method.getParameterTypes()),
        annotations,
        keys.length > 0 ? keys : allBut(values, annotations.size()),
        values);
  }

  /** Which parameters make the key, in their order. */
  int[] keyPositions() {
    return keyPositions;
  }

  /** Which parameter is the value; -1 unless exactly one is. */
  int valuePosition() {
    return valuePositions.length == 1 ? valuePositions[0] : -1;
  }

  /** How many are marked as the value. */
  int markedAsValue() {
    return valuePositions.length;
  }

  private static int[] positions(
      List<Set<Annotation>> annotations, Class<? extends Annotation> marker) {
    return filter(
        annotations.size(),
        position -> annotations.get(position).stream().anyMatch(marker::isInstance));
  }

  private static int[] allBut(int[] left, int size) {
    return filter(size, position -> Arrays.stream(left).noneMatch(other -> other == position));
  }

  private static int[] filter(int size, IntPredicate wanted) {
    return IntStream.range(0, size).filter(wanted).toArray();
  }

  /** The parameter at that position, as resolvers and generators see it. */
  CacheInvocationParameter parameter(int position, @Nullable Object value) {
    return new Parameter(types.get(position), value, annotations.get(position), position);
  }

  private record Parameter(
      Class<?> type, @Nullable Object value, Set<Annotation> annotations, int position)
      implements CacheInvocationParameter {
    @Override
    public Class<?> getRawType() {
      return type;
    }

    @Override
    @SuppressWarnings("NullAway") // null is what the caller gave; JCache is not annotated
    public @Nullable Object getValue() {
      return value;
    }

    @Override
    public Set<Annotation> getAnnotations() {
      return annotations;
    }

    @Override
    public int getParameterPosition() {
      return position;
    }
  }
}
