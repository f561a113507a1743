package dev.larder.annotations.internal;

import java.util.List;

/** Which exceptions count: {@code cachedExceptions} and {@code nonCachedExceptions}, {@code evictFor} and {@code noEvictFor}. */
record ThrowableRule(
    List<Class<? extends Throwable>> included,
    List<Class<? extends Throwable>> excluded,
    boolean whenNothingIsSaid) {

  static ThrowableRule of(
      boolean whenNothingIsSaid,
      Class<? extends Throwable>[] included,
      Class<? extends Throwable>[] excluded) {
    return new ThrowableRule(List.of(included), List.of(excluded), whenNothingIsSaid);
  }

  /** Whether this one counts. */
  boolean matches(Throwable thrown) {
    if (included.isEmpty() && excluded.isEmpty()) {
      return whenNothingIsSaid;
    }
    return (included.isEmpty() || isAny(included, thrown)) && !isAny(excluded, thrown);
  }

  private static boolean isAny(List<Class<? extends Throwable>> types, Throwable thrown) {
    return types.stream().anyMatch(type -> type.isInstance(thrown));
  }
}
