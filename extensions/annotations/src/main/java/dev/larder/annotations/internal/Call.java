package dev.larder.annotations.internal;

import org.jspecify.annotations.Nullable;

/** The intercepted method, ready to be run. */
@FunctionalInterface
public interface Call {
  /** Runs the method, or the next interceptor. */
  @Nullable
  Object proceed() throws Throwable;
}
