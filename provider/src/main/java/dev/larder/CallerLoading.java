package dev.larder;

import dev.larder.internal.cache.CallersLoads;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hands on to what a cache has at the moment: it may be reconfigured. */
record CallerLoading<K, V>(Supplier<CallersLoads<K, V>> now) implements CallerLoads<K, V> {
  @Override
  public @Nullable V get(K key, Function<? super K, ? extends @Nullable V> refresh) {
    return now.get().get(key, refresh);
  }

  @Override
  public @Nullable V duringBackOff(K key) {
    return now.get().duringBackOff(key);
  }

  @Override
  public @Nullable V insteadOfFailure(K key) {
    return now.get().insteadOfFailure(key);
  }

  @Override
  public boolean isKnownAbsent(K key) {
    return now.get().isKnownAbsent(key);
  }

  @Override
  public void foundNothing(K key) {
    now.get().foundNothing(key);
  }
}
