package dev.larder.internal.config;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.cache.configuration.Factory;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * When entries expire: so long after they were created or replaced, so long after their last use, or whichever comes first.
 *
 * @param toLive from creation or the last replacement
 * @param toIdle from the last use
 */
public record Times(Optional<Duration> toLive, Optional<Duration> toIdle) {
  boolean isEternal() {
    return toLive.isEmpty() && toIdle.isEmpty();
  }

  /** In JCache's words, which know no less than a millisecond and not both together: what {@code getConfiguration} shows. */
  Factory<ExpiryPolicy> asPolicy() {
    var live = toLive.map(Times::inMillis).orElse(null);
    var idle = toIdle.map(Times::inMillis).orElse(null);
    if (idle == null) {
      return ModifiedExpiryPolicy.factoryOf(requireNonNull(live));
    }
    return live == null ? TouchedExpiryPolicy.factoryOf(idle) : both(live, idle);
  }

  private Factory<ExpiryPolicy> both(
      javax.cache.expiry.Duration live, javax.cache.expiry.Duration idle) {
    long sooner = Stream.of(toLive, toIdle)
        .mapToLong(time -> time.orElseThrow().toMillis())
        .min()
        .orElseThrow();
    var first = sooner == toIdle.orElseThrow().toMillis() ? idle : live;
    return new FactoryBuilder.SingletonFactory<>(new Both(first, idle));
  }

  private static javax.cache.expiry.Duration inMillis(Duration duration) {
    return new javax.cache.expiry.Duration(
        TimeUnit.MILLISECONDS, Math.max(1, duration.plusNanos(999_999).toMillis()));
  }

  /** For show: Larder itself goes by the times. */
  private record Both(javax.cache.expiry.Duration first, javax.cache.expiry.Duration idle)
      implements ExpiryPolicy, Serializable {
    @Override
    public javax.cache.expiry.Duration getExpiryForCreation() {
      return first;
    }

    @Override
    public javax.cache.expiry.@Nullable Duration getExpiryForAccess() {
      return idle;
    }

    @Override
    public javax.cache.expiry.Duration getExpiryForUpdate() {
      return first;
    }
  }
}
